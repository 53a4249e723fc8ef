'use client';

import { useState } from 'react';
import type { LessonData } from '@/components/lesson/lesson-data';
import { allVerdicts } from '@/components/lesson/use-progress';
import { fill, type Locale } from '@/components/words';
import { useWords } from '@/components/words/use-words';
import type { CheckVerdict } from '@/lib/checks';
import type { ClusterVerdicts } from '@/workers/cluster-protocol';
import type { Report } from '@/workers/protocol';
import { SolvedCard } from './solved-card';
import { TaskItem } from './task-item';
import { isRefused, taskStates, withoutRepeats } from './task-states';

const NO_CONDITIONS: Readonly<Record<string, boolean>> = {};

interface Props {
  lesson: LessonData;
  locale: Locale;
  report: Report | undefined;
  /** What the cluster answers, and which `when` of hints hold in it; undefined while it starts. */
  answered: ClusterVerdicts | undefined;
  onGoTo: (at: NonNullable<CheckVerdict['at']>) => void;
}

/** The day's tasks as lamps that turn green while one types, applies, and looks. */
export function ChecksPane({ lesson, locale, report, answered, onGoTo }: Props) {
  const words = useWords();
  const states = withoutRepeats(taskStates(lesson.exercise.tasks, allVerdicts(report, answered)));
  const next = states.find(({ done }) => !done)?.task.id;
  const [opened, setOpened] = useState<string>();
  const open = states.some(({ task, done }) => task.id === opened && !done) ? opened : next;
  const done = states.filter((state) => state.done).length;
  return (
    <section id="checks-pane" aria-label={words.lesson.checks} className="relative row-span-full grid min-h-0">
      <div
        tabIndex={0}
        role="region"
        aria-label={words.checks.tasks}
        className="min-h-0 overflow-auto px-4 pt-2 pb-6 focus-visible:-outline-offset-2"
      >
        <h2 className="sr-only">{words.checks.title}</h2>
        <p role="status" className="sr-only">
          {fill(words.checks.progress, { done, all: states.length })}
        </p>
        <ol className="grid">
          {states.map((state) => (
            <TaskItem
              key={state.task.id}
              slug={lesson.slug}
              state={state}
              locale={locale}
              open={state.task.id === open}
              isNext={state.task.id === next}
              conditions={answered?.conditions ?? NO_CONDITIONS}
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
