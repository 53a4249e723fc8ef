'use client';

import { memo, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import type { JudgeClient } from '@/components/editor/judge-client';
import { WithCode } from '@/components/ui/with-code';
import { fill } from '@/components/words';
import { useLocale } from '@/components/words/locale-context';
import { useWords } from '@/components/words/use-words';
import type { DataRow, DataView as Data } from '@/lib/manifest';
import type { TextSpan } from '@/workers/protocol';
import type { FileText } from './lesson-files';
import { JUDGED_CHARACTERS } from './reporter';

interface Props {
  file: string;
  files: readonly FileText[];
  judge: JudgeClient;
  /** Where the editor's cursor is: its row is marked. */
  cursor: number | undefined;
  /** Selects a row's text in the editor; `leave` to go on there. */
  onPick: (span: TextSpan, leave: boolean) => void;
}

/** A file as the parser read it, a row for every value, beside the text that it was read from. */
export function DataView({ file, files, judge, cursor, onPick }: Props) {
  const words = useWords();
  const data = useDeferredValue(useData(judge, files, file));
  const tree = useRef<HTMLDivElement>(null);
  // What was picked holds while the cursor is where picking put it: two rows may share a place, or have none.
  const [picked, setPicked] = useState<{ row: number; cursor: number | undefined }>();
  const rows = data?.view?.rows ?? [];
  const current = picked && picked.cursor === cursor ? picked.row : rowAt(rows, cursor);

  useEffect(() => {
    if (current !== undefined) document.getElementById(rowId(current))?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  const pick = (row: number, leave: boolean) => {
    const range = rows[row]?.range;
    setPicked({ row, cursor: range?.end ?? cursor });
    if (range) onPick(range, leave);
    if (!leave) tree.current?.focus({ preventScroll: true });
  };

  const onKeyDown = (event: React.KeyboardEvent) => {
    const at = current ?? -1;
    const last = rows.length - 1;
    const next: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + 15,
      PageUp: at - 15,
      Home: 0,
      End: last,
    };
    if (last < 0) return;
    if (event.key === 'Enter' && at >= 0) {
      event.preventDefault();
      pick(at, true);
    } else if (Object.hasOwn(next, event.key)) {
      event.preventDefault();
      pick(Math.min(Math.max(next[event.key] ?? 0, 0), last), false);
    }
  };

  return (
    <section
      aria-label={fill(words.data.title, { file })}
      className="grid h-full min-h-0 min-w-0 grid-rows-[auto_minmax(0,1fr)] border-t border-rule bg-sheet-2 @min-[760px]:border-t-0 @min-[760px]:border-l"
    >
      <p className="border-b border-rule px-3 py-1 text-0 text-ink-3">
        {data?.view?.isUnfilled ? words.data.leadUnfilled : words.data.lead}
      </p>
      {rows.length === 0 ? (
        <p className="px-3 py-3 text-1 text-ink-2" aria-busy={!data}>
          {!data ? words.common.loading : data.view ? words.data.empty : words.data.failed}
        </p>
      ) : (
        <div
          ref={tree}
          role="tree"
          tabIndex={0}
          aria-label={fill(words.data.title, { file })}
          aria-activedescendant={current === undefined ? undefined : rowId(current)}
          onKeyDown={onKeyDown}
          className="min-h-0 overflow-auto py-1.5 font-mono text-[12.5px] leading-[22px] [font-variant-ligatures:none] focus-visible:-outline-offset-2"
          onClick={(event) => {
            const row = event.target instanceof Element ? event.target.closest('[data-row]') : null;
            if (row instanceof HTMLElement) pick(Number(row.dataset.row), false);
          }}
        >
          <Rows rows={rows} current={current} />
          {data?.view?.isCut ? (
            <p role="note" className="px-3 py-2 font-sans text-1 text-warn">
              {fill(words.data.cut, { n: rows.length.toLocaleString() })}
            </p>
          ) : null}
        </div>
      )}
    </section>
  );
}

const Rows = memo(function Rows({ rows, current }: { rows: readonly DataRow[]; current: number | undefined }) {
  return rows.map((row, index) => (
    <Row key={`${index}.${row.key}`} row={row} index={index} isCurrent={index === current} />
  ));
});

const looks: Record<DataRow['standing'], string> = {
  document: 'mt-1.5 font-semibold text-ink first:mt-0',
  written: 'text-ink',
  added: 'text-ink-3 italic',
  dropped: 'text-ink-3',
};

const Row = memo(function Row({ row, index, isCurrent }: { row: DataRow; index: number; isCurrent: boolean }) {
  const words = useWords();
  const locale = useLocale();
  const { depth, key, type, shown, standing, notes } = row;
  const isPlain = standing === 'written';
  return (
    <div
      id={rowId(index)}
      role="treeitem"
      tabIndex={-1}
      aria-level={depth + 1}
      aria-selected={isCurrent}
      data-row={index}
      data-standing={standing}
      style={{ paddingLeft: 12 + depth * 14 }}
      className={`cursor-default border-l-2 border-transparent pr-3 [contain-intrinsic-height:22px] [content-visibility:auto] hover:bg-sheet aria-selected:border-accent aria-selected:bg-accent-soft touch:py-1.5 ${looks[standing]}`}
    >
      {standing === 'document' ? (
        <>
          <span className="text-ink-3">{key} · </span>
          {shown}
        </>
      ) : (
        <span className="flex items-baseline gap-2">
          <span className={`min-w-0 flex-1 ${standing === 'dropped' ? 'line-through' : ''}`}>
            {standing === 'added' ? <span aria-hidden="true">+ </span> : null}
            <span className={isPlain ? 'text-[var(--code-key)]' : ''}>
              {typeof key === 'number' ? `[${key}]` : key}
            </span>
            {': '}
            <span className={isPlain && type !== 'map' && type !== 'list' ? 'text-[var(--code-value)]' : 'text-ink-3'}>
              {shown}
            </span>
          </span>
          <span className="shrink-0 font-sans text-[11px] text-ink-3 not-italic">{words.data.types[type]}</span>
          {standing === 'added' ? <span className="sr-only">{words.data.added}</span> : null}
          {standing === 'dropped' ? <span className="sr-only">{words.data.dropped}</span> : null}
        </span>
      )}
      {notes.map((note) => (
        <span key={note.en} className="block pb-0.5 font-sans text-0 font-normal text-ink-2 not-italic">
          <WithCode text={note[locale]} />
        </span>
      ))}
    </div>
  );
});

function rowId(index: number): string {
  return `data-row-${index}`;
}

/** The row whose text begins last before the cursor. */
function rowAt(rows: readonly DataRow[], cursor: number | undefined): number | undefined {
  if (cursor === undefined) return undefined;
  let found: number | undefined;
  let latest = -1;
  for (const [index, { range, standing }] of rows.entries()) {
    if (!range || standing === 'document' || range.start > cursor || range.start <= latest) continue;
    found = index;
    latest = range.start;
  }
  return found;
}

/** Undefined until the worker has answered; its `view` is undefined where it could not. */
function useData(judge: JudgeClient, files: readonly FileText[], file: string): { view: Data | undefined } | undefined {
  const [answer, setAnswer] = useState<{ file: string; view: Data | undefined }>();
  const sources = useMemo(
    () => files.map(({ name, text }) => ({ name, text: text.slice(0, JUDGED_CHARACTERS) })),
    [files],
  );
  useEffect(() => {
    let gone = false;
    void judge.ask('data', { files: sources, file }).then((view) => {
      if (!gone) setAnswer({ file, view });
    });
    return () => {
      gone = true;
    };
  }, [judge, sources, file]);
  return answer?.file === file ? answer : undefined;
}
