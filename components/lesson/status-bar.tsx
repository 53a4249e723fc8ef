'use client';

import type { TaskState } from '@/components/checks/task-states';
import { roomWords } from '@/components/cluster/words';
import { Button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import type { StoreState } from '@/lib/storage';
import { fill } from '@/components/words';
import { useLocale } from '@/components/words/locale-context';
import { useOwnWords } from '@/components/words/use-own-words';
import { useWords } from '@/components/words/use-words';
import type { TextPosition } from '@/lib/manifest';
import type { ClusterQuestions } from '@/workers/cluster-protocol';
import type { Report } from '@/workers/protocol';
import { resetPanes } from '../ui/splitter';

function applyKeys(): string {
  return /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘↵' : 'Ctrl+↵';
}

interface Props {
  report: Report | undefined;
  states: readonly TaskState[];
  /** Of each file, whether the cluster has it. */
  applied: ClusterQuestions['applied']['answer'];
  canApply: boolean;
  onApply: () => void;
  file: string | undefined;
  cursor: { offset: number; position: TextPosition } | undefined;
  storeState: StoreState;
}

export function StatusBar({ report, states, applied, canApply, onApply, file, cursor, storeState }: Props) {
  const words = useWords();
  const locale = useLocale();
  const room = useOwnWords(roomWords).apply;
  const state = file === undefined ? undefined : applied[file];
  const done = states.filter((state) => state.done).length;
  const documents = report?.files.find(({ name }) => name === file)?.documents ?? [];
  const at = documents.findIndex(({ end }) => (cursor?.offset ?? 0) <= end);
  const document = documents[Math.max(0, at)];
  return (
    <footer className="lesson-status flex items-center gap-4 overflow-hidden border-t border-rule bg-sheet px-3.5 text-1 whitespace-nowrap text-ink-2">
      {states.length === 0 ? null : (
        <span className="flex items-center gap-2">
          <progress
            max={states.length}
            value={done}
            aria-label={words.checks.title}
            className="h-1.5 w-24 appearance-none overflow-hidden rounded-full bg-rule [&::-webkit-progress-bar]:bg-rule [&::-webkit-progress-value]:bg-ok [&::-webkit-progress-value]:transition-[width] [&::-moz-progress-bar]:bg-ok"
          />
          {words.checks.title} {fill(words.checks.progress, { done, all: states.length })}
        </span>
      )}
      <span>{savedText()}</span>
      <span className="flex-1" />
      {document && document.kind !== '' ? (
        <span className="truncate">
          {document.kind} · {document.apiVersion}
          {documents.length > 1 ? ` · ${Math.max(0, at) + 1}/${documents.length}` : ''}
        </span>
      ) : null}
      {cursor ? <span className="tabular-nums">{fill(words.files.line, { ...cursor.position })}</span> : null}
      {state === undefined ? null : (
        <span role="status" className={state === 'applied' ? 'text-ok' : state === 'changed' ? 'text-warn' : ''}>
          {state === 'applied' ? '✓ ' : state === 'changed' ? '● ' : '○ '}
          {room[state]}
        </span>
      )}
      <button
        type="button"
        onClick={resetPanes}
        className="rounded-1 px-1 hover:text-ink focus-visible:-outline-offset-2"
      >
        {words.lesson.resetLayout}
      </button>
      <Button look="primary" disabled={!canApply} title={room.title} onClick={onApply} className="min-h-6!">
        {room.button} <Kbd>{applyKeys()}</Kbd>
      </Button>
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
