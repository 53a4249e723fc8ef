'use client';

import { useState } from 'react';
import type { LessonData } from '@/components/lesson/lesson-data';
import { fill, type Locale } from '@/components/words';
import { useWords } from '@/components/words/use-words';
import type { CheckVerdict } from '@/lib/checks';
import type { Report } from '@/workers/protocol';
import { SolvedCard } from './solved-card';
import { TaskItem } from './task-item';
import { isRefused, taskStates, withoutRepeats } from './task-states';

interface Props {
  lesson: LessonData;
  locale: Locale;
  report: Report | undefined;
  onGoTo: (at: NonNullable<CheckVerdict['at']>) => void;
}

/** The instrument on the right: the day's tasks as lamps that turn green while one types. */
export function ChecksPane({ lesson, locale, report, onGoTo }: Props) {
  const words = useWords();
  const states = withoutRepeats(taskStates(lesson.exercise.tasks, report?.checks));
  const next = states.find(({ done }) => !done)?.task.id;
  const [opened, setOpened] = useState<string>();
  const open = states.some(({ task, done }) => task.id === opened && !done) ? opened : next;
  const done = states.filter((state) => state.done).length;
  return (
    <section
      id="checks-pane"
      aria-label={words.lesson.checks}
      className="row-span-full grid min-h-0 grid-rows-[38px_minmax(0,1fr)] max-wide:grid-rows-[44px_minmax(0,1fr)]"
    >
      <div className="flex items-center gap-2.5 border-b border-panel-line px-4 text-1 text-panel-ink-2">
        <h2 className="font-semibold text-panel-ink">{words.checks.title}</h2>
        <span className="truncate">{words.checks.lead}</span>
        <span className="flex-1" />
        <span className="tabular-nums" role="status">
          {fill(words.checks.progress, { done, all: states.length })}
        </span>
      </div>
      <div
        tabIndex={0}
        role="region"
        aria-label={words.checks.tasks}
        className="min-h-0 overflow-auto px-4 pt-2 pb-6 focus-visible:-outline-offset-2"
      >
        <ol className="grid">
          {states.map((state) => (
            <TaskItem
              key={state.task.id}
              slug={lesson.slug}
              state={state}
              locale={locale}
              open={state.task.id === open}
              isNext={state.task.id === next}
              onOpen={() => setOpened(state.task.id)}
              onGoTo={onGoTo}
            />
          ))}
        </ol>
        {report && done === states.length ? (
          <SolvedCard lesson={lesson} says={words.checks.solved} refused={isRefused(report)} />
        ) : null}
      </div>
    </section>
  );
}
