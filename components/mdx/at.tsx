'use client';

import type { ReactNode } from 'react';
import { goTo } from '@/components/lesson/go-to';

/** Puts the cursor on a field of one of the lesson's files. */
export function At({ file, path = '', children }: { file: string; path?: string; children?: ReactNode }) {
  return (
    <button
      type="button"
      onClick={() => goTo({ file, path })}
      className="rounded-1 font-mono text-[0.86em] text-link underline decoration-dotted underline-offset-3 hover:decoration-solid"
    >
      {children ?? file}
    </button>
  );
}
