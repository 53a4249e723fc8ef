'use client';

import Link from 'next/link';
import { useStore, useRevision, useStoreState } from '@/components/storage/use-store';
import { StoreBanner } from '@/components/storage/store-banner';
import { fill } from '@/components/words';
import { useLocale } from '@/components/words/locale-context';
import { useWords } from '@/components/words/use-words';
import { currentLesson, readLesson } from '@/lib/progress';
import { Checklist } from './checklist';
import type { TodayLesson } from './types';

const BOX = 'min-h-[220px] rounded-3 border border-paper-line bg-paper-2 p-5';

export function TodayPanel({ lessons }: { lessons: readonly TodayLesson[] }) {
  const notebook = useStore('notebook');
  return (
    <div className="grid grid-cols-1 gap-4">
      <StoreBanner store={notebook} />
      <div className="grid grid-cols-1 gap-4 wide:grid-cols-2">
        <Continue lessons={lessons} />
        <Checklist />
      </div>
    </div>
  );
}

/** Where the learner stopped: the lesson opened last, or, where that is solved, the next that is not. */
function Continue({ lessons }: { lessons: readonly TodayLesson[] }) {
  const words = useWords();
  const locale = useLocale();
  const store = useStore('progress');
  const loading = useStoreState(store).phase === 'loading';
  useRevision(store?.doc);
  if (!store || loading) {
    return (
      <section aria-busy="true" className={BOX}>
        <h2 className="text-1 font-semibold text-ink-2">{words.today.continueLabel}</h2>
      </section>
    );
  }
  const solved = (slug: string) => readLesson(store.doc, slug).solvedAt !== undefined;
  const current = lessons.find(({ slug }) => slug === currentLesson(store.doc));
  const after = current ? lessons.slice(lessons.indexOf(current) + 1) : [];
  const next = current && !solved(current.slug) ? current : [...after, ...lessons].find(({ slug }) => !solved(slug));
  const shown = next ?? current;
  if (!shown) return null;
  const { passed, openedAt } = readLesson(store.doc, shown.slug);
  const action = !next
    ? words.today.again
    : openedAt === undefined && !current
      ? words.today.start
      : words.today.continue;
  return (
    <section aria-labelledby="continue" className={`${BOX} flex flex-col`}>
      <h2 id="continue" className="text-1 font-semibold text-ink-2">
        {words.today.continueLabel}
      </h2>
      <p className="mt-2 text-4 font-bold tracking-tight">{shown.title}</p>
      <p className="text-ink-2">{next ? shown.description : words.today.allDone}</p>
      <div className="mt-auto flex flex-wrap items-center gap-4 pt-4">
        <Link
          href={`/${locale}/learn/${shown.slug}`}
          className="inline-flex min-h-9 items-center rounded-1 border border-accent bg-accent px-4 font-semibold text-sheet hover:brightness-110 touch:min-h-11"
        >
          {action}
        </Link>
        <span className="text-1 text-ink-3">
          {fill(shown.hasExercise ? words.today.checksOf : words.today.questionsOf, { done: passed, all: shown.steps })}{' '}
          · {fill(words.today.minutes, { n: shown.minutes })}
        </span>
      </div>
    </section>
  );
}
