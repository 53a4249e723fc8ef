'use client';

import { lazy, Suspense } from 'react';
import { useHydrated } from '@/components/ui/use-hydrated';
import type { Words } from '@/components/words';
import type { TodayLesson } from './types';

const TodayPanel = lazy(() => import('./today-panel').then((module) => ({ default: module.TodayPanel })));

interface Props {
  lessons: readonly TodayLesson[];
  words: Words['today'];
}

/** What only this browser knows comes after the page; its place is kept. */
export function TodaySlot({ lessons, words }: Props) {
  const here = useHydrated();
  const place = <TodaySkeleton words={words} />;
  return (
    <div className="mt-6 min-h-[236px]">
      {here ? (
        <Suspense fallback={place}>
          <TodayPanel lessons={lessons} />
        </Suspense>
      ) : (
        place
      )}
    </div>
  );
}

function TodaySkeleton({ words }: { words: Words['today'] }) {
  const box = 'min-h-[220px] rounded-3 border border-paper-line bg-paper-2 p-5';
  return (
    <div aria-busy="true" className="grid gap-4 wide:grid-cols-2">
      <div className={box}>
        <h2 className="text-1 font-semibold text-ink-2">{words.continueLabel}</h2>
      </div>
      <div className={box}>
        <h2 className="text-1 font-semibold text-ink-2">{words.checklist}</h2>
      </div>
    </div>
  );
}
