'use client';

import { Search } from 'lucide-react';
import { openPalette } from './palette-door';

export function FindButton({ label }: { label: string }) {
  return (
    <button
      type="button"
      onClick={openPalette}
      aria-keyshortcuts="Control+K Meta+K"
      className="flex min-h-8 items-center gap-6 rounded-1 border border-rule bg-sheet-2 px-2.5 text-1 text-ink-2 hover:border-rule-2 hover:text-ink touch:min-h-11 max-wide:gap-0 max-wide:border-transparent max-wide:bg-transparent"
    >
      <Search size={16} aria-hidden="true" className="hidden max-wide:block" />
      <span className="max-wide:sr-only">{label}</span>
      <kbd className="rounded-1 border border-b-2 border-rule-2 px-1.5 text-[11px] leading-4 text-ink-2 max-wide:hidden">
        ⌘K
      </kbd>
    </button>
  );
}
