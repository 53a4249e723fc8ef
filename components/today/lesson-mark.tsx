'use client';

import { lazy, Suspense } from 'react';
import { useHydrated } from '@/components/ui/use-hydrated';

const Live = lazy(() => import('./lesson-mark-live').then((module) => ({ default: module.LessonMarkLive })));

interface Props {
  slug: string;
  steps: number;
  words: { solved: string; started: string; notStarted: string };
}

/** How far a lesson is: an empty ring until the store has been read. */
export function LessonMark(props: Props) {
  const here = useHydrated();
  const ring = <Ring part={0} />;
  return here ? (
    <Suspense fallback={ring}>
      <Live {...props} />
    </Suspense>
  ) : (
    ring
  );
}

/** `part`: how much of the ring is filled, from 0 to 1; a full one has a tick. */
export function Ring({ part, label }: { part: number; label?: string }) {
  const round = 2 * Math.PI * 7;
  return (
    <svg
      width="18"
      height="18"
      viewBox="0 0 18 18"
      className="mt-1"
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      {part >= 1 ? (
        <>
          <circle cx="9" cy="9" r="8" fill="var(--ok)" />
          <path d="m5.2 9.3 2.6 2.6 5-5.6" fill="none" stroke="var(--paper)" strokeWidth="2" />
        </>
      ) : (
        <>
          <circle cx="9" cy="9" r="7" fill="none" stroke="var(--paper-line)" strokeWidth="2.4" />
          <circle
            cx="9"
            cy="9"
            r="7"
            fill="none"
            stroke="var(--accent)"
            strokeWidth="2.4"
            strokeDasharray={`${part * round} ${round}`}
            transform="rotate(-90 9 9)"
          />
        </>
      )}
    </svg>
  );
}
