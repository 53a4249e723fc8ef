'use client';

import { lazy, Suspense } from 'react';
import { useHydrated } from '@/components/ui/use-hydrated';
import { DayBoundary } from './day-boundary';
import { DaySkeleton } from './day-skeleton';
import type { TilLesson } from './lessons';

const DayPage = lazy(() => import('./day-page').then((module) => ({ default: module.DayPage })));

interface Props {
  lessons: readonly TilLesson[];
  words: { loading: string; failed: string; retry: string };
}

/** Only this browser knows the notebook, so the page has its place and nothing more until its code is here. */
export function DaySlot({ lessons, words }: Props) {
  const here = useHydrated();
  const place = <DaySkeleton loading={words.loading} />;
  if (!here) return place;
  return (
    <DayBoundary text={words.failed} retry={words.retry}>
      <Suspense fallback={place}>
        <DayPage lessons={lessons} />
      </Suspense>
    </DayBoundary>
  );
}
