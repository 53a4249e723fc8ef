'use client';

import Link from 'next/link';
import type { LessonOffer } from '@/components/lesson/lesson-data';
import { sharedStore, useRevision, useStore } from '@/components/storage/use-store';
import { todayHere, writeLesson } from '@/components/til/today';
import { Button } from '@/components/ui/button';
import { fill } from '@/components/words';
import { useLocale } from '@/components/words/locale-context';
import { useWords } from '@/components/words/use-words';
import { answerOffer, offerAnswer } from '@/lib/progress';

const LINK = 'inline-flex min-h-7 items-center rounded-1 text-1 text-panel-accent hover:underline touch:min-h-11';

interface Props {
  lesson: LessonOffer;
  /** That it is done, in words. */
  says: string;
  /** Whether the API server refuses a file all the same. */
  refused: boolean;
}

/** All is done: the lesson offers itself to today's note, and the next one. */
export function SolvedCard({ lesson, says, refused }: Props) {
  const words = useWords();
  const locale = useLocale();
  const progress = useStore('progress');
  useRevision(progress?.doc);
  const answer = progress ? offerAnswer(progress.doc, lesson.slug) : undefined;

  const addToDay = async () => {
    const notebook = sharedStore('notebook');
    await notebook.loaded;
    writeLesson(notebook.doc, todayHere(), { name: lesson.name[locale], keywords: lesson.keywords }, locale);
    if (progress) answerOffer(progress.doc, lesson.slug, 'taken');
  };

  if (refused) {
    return (
      <p className="mt-4 rounded-2 border border-panel-warn px-4 py-3 text-2 text-panel-warn">
        {words.checks.refusedStill}
      </p>
    );
  }
  return (
    <div className="mt-4 grid gap-3 rounded-2 border border-panel-ok bg-panel-2 px-4 py-3.5">
      <p className="text-2">
        <strong className="text-panel-ok">{says}</strong>{' '}
        {answer === undefined ? words.checks.solvedNote : answer === 'taken' ? words.checks.addedToDay : ''}
      </p>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {answer === undefined ? (
          <>
            <Button look="panel" onClick={() => void addToDay()}>
              {words.checks.addToDay}
            </Button>
            <button
              type="button"
              className={LINK}
              onClick={() => progress && answerOffer(progress.doc, lesson.slug, 'refused')}
            >
              {words.checks.notNow}
            </button>
          </>
        ) : (
          <Link href={`/${locale}/til`} className={LINK}>
            {words.checks.openDay}
          </Link>
        )}
      </div>
      {lesson.next ? (
        <Link href={`/${locale}/learn/${lesson.next.slug}`} className={LINK}>
          {fill(words.checks.next, { title: lesson.next.title })} →
        </Link>
      ) : null}
    </div>
  );
}
