'use client';

import { useSyncExternalStore } from 'react';

/** Monaco does not support phones and touch keyboards: those get the plain text area. */
const QUERY = '(max-width: 899px), (pointer: coarse) and (hover: none)';

export function useSmallScreen(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = window.matchMedia(QUERY);
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => window.matchMedia(QUERY).matches,
    () => false,
  );
}
