'use client';

import { Fragment } from 'react';
import type * as Y from 'yjs';
import { useRevision, useStore, useStoreState } from '@/components/storage/use-store';
import { Button } from '@/components/ui/button';
import { fill } from '@/components/words';
import type { DayDate } from '@/lib/notebook';
import { answerOffer, openOffers } from '@/lib/progress';
import type { TilLesson } from './lessons';
import { BY_HAND, undoOf, type Note } from './note';
import { writeLesson } from './today';
import { useTilWords } from './words';

const CARD = 'mb-2.5 rounded-2 border border-paper-line bg-paper px-3.5 py-3';

/** The lessons finished on that day, each with a question; nothing comes into the note unasked. */
export function Learned({ note, lessons, today }: { note: Note; lessons: readonly TilLesson[]; today: DayDate }) {
  const words = useTilWords();
  const progress = useStore('progress');
  const loading = useStoreState(progress).phase === 'loading';
  const offers = useLearned(progress?.doc, lessons, note.date);
  const take = (lesson: TilLesson) => {
    if (!progress) return;
    undoOf(note.doc).stopCapturing();
    writeLesson(
      note.doc,
      note.date,
      { name: lesson.name[note.locale], keywords: lesson.keywords },
      note.locale,
      BY_HAND,
    );
    answerOffer(progress.doc, lesson.slug, 'taken');
  };
  return (
    <section aria-labelledby="learned" aria-busy={loading}>
      <h2 id="learned" className="mb-2 text-1 font-semibold text-ink-2">
        {note.date === today ? words.learned.title : words.learned.titleDay}
      </h2>
      {offers.length === 0 ? <p className="text-1 text-ink-3">{words.learned.none}</p> : null}
      <ul>
        {offers.map((lesson) => (
          <li key={lesson.slug} className={CARD}>
            <p className="mb-2">
              <WithStrong text={fill(words.learned.ask, { lesson: lesson.name[note.locale] })} />
            </p>
            <div className="flex gap-1.5">
              <Button look="ok" onClick={() => take(lesson)}>
                {words.learned.yes}
              </Button>
              <Button look="paper" onClick={() => progress && answerOffer(progress.doc, lesson.slug, 'refused')}>
                {words.learned.no}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function useLearned(progress: Y.Doc | undefined, lessons: readonly TilLesson[], date: DayDate): TilLesson[] {
  useRevision(progress);
  if (!progress) return [];
  const from = new Date(`${date}T00:00`);
  const to = new Date(from);
  to.setDate(to.getDate() + 1); // a day may have 23 or 25 hours
  const slugs = openOffers(
    progress,
    lessons.map(({ slug }) => slug),
    from.getTime(),
    to.getTime(),
  );
  return lessons.filter(({ slug }) => slugs.includes(slug));
}

function WithStrong({ text }: { text: string }) {
  return text
    .split('**')
    .map((part, i) => (i % 2 === 1 ? <strong key={part}>{part}</strong> : <Fragment key={part}>{part}</Fragment>));
}
