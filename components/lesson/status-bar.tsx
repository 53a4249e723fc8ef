'use client';

import { taskStates } from '@/components/checks/task-states';
import type { StoreState } from '@/lib/storage';
import { fill } from '@/components/words';
import { useLocale } from '@/components/words/locale-context';
import { useWords } from '@/components/words/use-words';
import type { TextPosition } from '@/lib/manifest';
import type { Report } from '@/workers/protocol';
import { resetPanes } from '../ui/splitter';
import type { LessonData } from './lesson-data';

interface Props {
  lesson: LessonData;
  report: Report | undefined;
  file: string | undefined;
  cursor: { offset: number; position: TextPosition } | undefined;
  storeState: StoreState;
}

export function StatusBar({ lesson, report, file, cursor, storeState }: Props) {
  const words = useWords();
  const locale = useLocale();
  const states = taskStates(lesson.exercise.tasks, report?.checks);
  const done = states.filter((state) => state.done).length;
  const documents = report?.files.find(({ name }) => name === file)?.documents ?? [];
  const at = documents.findIndex(({ end }) => (cursor?.offset ?? 0) <= end);
  const document = documents[Math.max(0, at)];
  return (
    <footer className="lesson-status flex items-center gap-4 overflow-hidden border-t border-rule bg-sheet px-3.5 text-1 whitespace-nowrap text-ink-2">
      <span className="flex items-center gap-2">
        <progress
          max={states.length}
          value={done}
          aria-label={words.checks.title}
          className="h-1.5 w-24 appearance-none overflow-hidden rounded-full bg-rule [&::-webkit-progress-bar]:bg-rule [&::-webkit-progress-value]:bg-ok [&::-webkit-progress-value]:transition-[width] [&::-moz-progress-bar]:bg-ok"
        />
        {words.checks.title} {fill(words.checks.progress, { done, all: states.length })}
      </span>
      <span>{savedText()}</span>
      <span className="flex-1" />
      {document && document.kind !== '' ? (
        <span className="truncate">
          {document.kind} · {document.apiVersion}
          {documents.length > 1 ? ` · ${Math.max(0, at) + 1}/${documents.length}` : ''}
        </span>
      ) : null}
      {cursor ? <span className="tabular-nums">{fill(words.files.line, { ...cursor.position })}</span> : null}
      <button
        type="button"
        onClick={resetPanes}
        className="rounded-1 px-1 hover:text-ink focus-visible:-outline-offset-2"
      >
        {words.lesson.resetLayout}
      </button>
    </footer>
  );

  function savedText(): string {
    if (storeState.phase === 'loading') return words.common.loading;
    if (storeState.phase === 'failing') return '';
    if (storeState.saved === 'saving') return words.files.saving;
    if (storeState.savedAt === undefined) return words.files.saved;
    const time = new Date(storeState.savedAt).toLocaleTimeString(locale, {
      hour: '2-digit',
      minute: '2-digit',
      hour12: false,
    });
    return fill(words.files.savedAt, { time });
  }
}
