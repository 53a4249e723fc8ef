'use client';

import { useSyncExternalStore } from 'react';
import { currentPart, onPart, showPart, type LessonPart } from './go-to';

interface Props {
  label: string;
  parts: readonly { part: LessonPart; text: string }[];
}

/** The phone's bar: read, write, check, run. */
export function PartTabs({ label, parts }: Props) {
  const current = useSyncExternalStore(onPart, currentPart, () => 'read');
  return (
    <nav
      aria-label={label}
      className="col-span-full grid auto-cols-fr grid-flow-col border-t border-rule bg-sheet wide:hidden"
    >
      {parts.map(({ part, text }) => (
        <button
          key={part}
          type="button"
          aria-current={part === current ? 'page' : undefined}
          onClick={() => showPart(part)}
          className="min-h-14 border-t-2 border-transparent text-1 text-ink-2 focus-visible:-outline-offset-2 aria-[current]:border-accent aria-[current]:font-semibold aria-[current]:text-accent"
        >
          {text}
        </button>
      ))}
    </nav>
  );
}
