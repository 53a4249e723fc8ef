'use client';

import { useEffect } from 'react';
import { SolvedCard } from '@/components/checks/solved-card';
import { useRevision, useStore, useStoreState } from '@/components/storage/use-store';
import { fill } from '@/components/words';
import { useWords } from '@/components/words/use-words';
import { noteOpened, notePassed, recalledOf } from '@/lib/progress';
import type { LessonOffer } from './lesson-data';

/** How many of a lesson's questions are answered right. With all of them the lesson is done, and offers itself. */
export function QuestionsCard({ lesson, questions }: { lesson: LessonOffer; questions: number }) {
  const words = useWords();
  const store = useStore('progress');
  const loading = useStoreState(store).phase === 'loading';
  useRevision(store?.doc);
  const { slug } = lesson;
  const done = store && !loading ? recalledOf(store.doc, slug, questions) : undefined;
  useEffect(() => {
    if (store && !loading) noteOpened(store.doc, slug, Date.now());
  }, [store, loading, slug]);
  // Not where an answer is given: answers may also come from another tab or device.
  useEffect(() => {
    if (store && done !== undefined) notePassed(store.doc, slug, done, questions, Date.now());
  }, [store, slug, done, questions]);
  return (
    <section aria-labelledby="questions" className="room rounded-2 bg-panel px-4 py-3.5 text-panel-ink">
      <div className="flex flex-wrap items-baseline gap-x-3 text-1 text-panel-ink-2">
        <h2 id="questions" className="font-semibold text-panel-ink">
          {words.questions.title}
        </h2>
        <span role="status" className="tabular-nums">
          {fill(words.questions.progress, { done: done ?? 0, all: questions })}
        </span>
      </div>
      {done === questions ? (
        <SolvedCard lesson={lesson} says={words.questions.solved} refused={false} />
      ) : (
        <p className="text-1 text-panel-ink-2">{words.questions.lead}</p>
      )}
    </section>
  );
}
