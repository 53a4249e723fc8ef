'use client';

import { lazy, Suspense, type ComponentProps } from 'react';
import { useHydrated } from '@/components/ui/use-hydrated';
import { RecallOptions } from './recall-options';

const Live = lazy(() =>
  import('./remembered-options-live').then((module) => ({ default: module.RememberedOptionsLive })),
);

interface Props extends Omit<ComponentProps<typeof RecallOptions>, 'answered' | 'onRight'> {
  lesson: string;
  /** The question's number in the lesson, counted from 1. */
  number: number;
}

/** A question whose right answer is kept; the code that keeps it comes after the page. */
export function RememberedOptions(props: Props) {
  const here = useHydrated();
  const plain = <RecallOptions {...props} />;
  return here ? (
    <Suspense fallback={plain}>
      <Live {...props} />
    </Suspense>
  ) : (
    plain
  );
}
