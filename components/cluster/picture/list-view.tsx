'use client';

import { useId, useMemo, useRef, useState } from 'react';
import type { ViewItem } from '@/lib/cluster';
import { COLUMNS, ListRow } from './list-row';
import { rowsOf, type Row } from './list-rows';
import type { PictureWords } from './words';

interface Props {
  items: readonly ViewItem[];
  words: PictureWords;
  selected: string | undefined;
  onSelect: (item: ViewItem | undefined) => void;
}

const NONE: ReadonlySet<string> = new Set();

/** All that the picture shows, in words: a tree of kinds and their objects, row by row. */
export function ListView({ items, words, selected, onSelect }: Props) {
  const [closed, setClosed] = useState(NONE);
  const [focused, setFocused] = useState<string>();
  const grid = useRef<HTMLDivElement>(null);
  const keys = useId();
  const rows = useMemo(() => rowsOf(items, closed), [items, closed]);
  const current = rows.find(({ id }) => id === focused) ?? rows[0];

  const toggle = (kind: string, isOpen: boolean) => {
    const next = new Set(closed);
    if (isOpen) next.delete(kind);
    else next.add(kind);
    setClosed(next);
  };
  const goTo = (row: Row | undefined) => {
    if (!row) return;
    setFocused(row.id);
    grid.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(row.id)}"]`)?.focus();
  };
  const activate = (row: Row) => {
    if ('kind' in row) toggle(row.kind, !row.isOpen);
    else onSelect(row.id === selected ? undefined : row.item);
  };
  const rowAt = (target: EventTarget) => {
    const id = target instanceof Element ? target.closest('[data-row]')?.getAttribute('data-row') : undefined;
    return rows.find((row) => row.id === id);
  };

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (!current || event.altKey || event.ctrlKey || event.metaKey) return;
    const at = rows.indexOf(current);
    switch (event.key) {
      case 'ArrowDown':
        goTo(rows[at + 1]);
        break;
      case 'ArrowUp':
        goTo(rows[at - 1]);
        break;
      case 'Home':
        goTo(rows[0]);
        break;
      case 'End':
        goTo(rows.at(-1));
        break;
      case 'ArrowRight':
        if ('kind' in current && !current.isOpen) toggle(current.kind, true);
        else if ('kind' in current) goTo(rows[at + 1]);
        break;
      case 'ArrowLeft':
        if ('kind' in current) toggle(current.kind, false);
        else goTo(rows.slice(0, at).findLast((row) => 'kind' in row));
        break;
      case 'Enter':
      case ' ':
        activate(current);
        break;
      case 'Escape':
        if (selected === undefined) return;
        onSelect(undefined);
        break;
      default:
        return;
    }
    event.preventDefault();
  };

  return (
    <div className="@container min-h-0 min-w-0 overflow-auto">
      <p id={keys} className="sr-only">
        {words.listKeys}
      </p>
      <div
        ref={grid}
        role="treegrid"
        tabIndex={-1}
        aria-label={words.list}
        aria-describedby={keys}
        className="text-0"
        onKeyDown={onKeyDown}
        onFocus={(event) => setFocused(rowAt(event.target)?.id)}
        onClick={(event) => {
          const row = rowAt(event.target);
          if (!row) return;
          goTo(row);
          activate(row);
        }}
      >
        <div
          role="row"
          className={`${COLUMNS} sticky top-0 z-10 border-b border-panel-line bg-panel px-3 py-1 text-panel-ink-2`}
        >
          <span role="columnheader">{words.columns.name}</span>
          <span role="columnheader">{words.columns.status}</span>
          <span role="columnheader" className="@max-[560px]:sr-only">
            {words.columns.detail}
          </span>
          <span role="columnheader">{words.columns.ties}</span>
        </div>
        {rows.map((row) => (
          <ListRow key={row.id} row={row} words={words} isCurrent={row === current} isSelected={row.id === selected} />
        ))}
      </div>
    </div>
  );
}
