'use client';

import { useSyncExternalStore } from 'react';

const neverChanges = () => () => {};

/** False on the server and while its HTML is hydrated, true from then on: what only this browser knows comes after. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  );
}
