'use client';

import { lazy, Suspense, type ComponentProps } from 'react';
import { useHydrated } from '@/components/ui/use-hydrated';
import type { QuestionsCard } from './questions-card';

const Card = lazy(() => import('./questions-card').then((module) => ({ default: module.QuestionsCard })));

/** The place of the card below a lesson that is only read; what it tells is known to this browser alone. */
export function QuestionsSlot(props: ComponentProps<typeof QuestionsCard>) {
  const here = useHydrated();
  return (
    <div className="mt-10 min-h-[76px]">
      {here ? (
        <Suspense>
          <Card {...props} />
        </Suspense>
      ) : null}
    </div>
  );
}
