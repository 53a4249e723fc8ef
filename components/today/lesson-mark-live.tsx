'use client';

import { useRevision, useStore } from '@/components/storage/use-store';
import { readLesson } from '@/lib/progress';
import { Ring } from './lesson-mark';

interface Props {
  slug: string;
  steps: number;
  words: { solved: string; started: string; notStarted: string };
}

export function LessonMarkLive({ slug, steps, words }: Props) {
  const store = useStore('progress');
  useRevision(store?.doc);
  const { solvedAt, openedAt, passed } = store ? readLesson(store.doc, slug) : { passed: 0 };
  if (solvedAt !== undefined) return <Ring part={1} label={words.solved} />;
  if (openedAt !== undefined)
    return <Ring part={Math.min(0.95, Math.max(0.08, passed / Math.max(1, steps)))} label={words.started} />;
  return <Ring part={0} label={words.notStarted} />;
}
