'use client';

import type { ComponentProps } from 'react';
import { useRevision, useStore } from '@/components/storage/use-store';
import { isRecalled, noteRecalled } from '@/lib/progress';
import { RecallOptions } from './recall-options';
import type { RememberedOptions } from './remembered-options';

export function RememberedOptionsLive({ lesson, number, ...rest }: ComponentProps<typeof RememberedOptions>) {
  const store = useStore('progress');
  useRevision(store?.doc);
  return (
    <RecallOptions
      {...rest}
      answered={store ? isRecalled(store.doc, lesson, number) : false}
      onRight={() => void store?.loaded.then(() => noteRecalled(store.doc, lesson, number))}
    />
  );
}
