import { ChevronDown, ChevronRight } from 'lucide-react';
import { memo } from 'react';
import { fill } from '@/components/words';
import type { ViewItem } from '@/lib/cluster';
import { Name } from './item-name';
import { tieText } from './line-view';
import type { Row } from './list-rows';
import { StateSign, STATE_INK } from './state-sign';
import type { PictureWords } from './words';

interface Props {
  row: Row;
  words: PictureWords;
  isCurrent: boolean;
  isSelected: boolean;
}

export const COLUMNS =
  'grid grid-cols-[minmax(0,5fr)_minmax(0,4fr)_minmax(0,3fr)_minmax(0,4fr)] gap-x-2 @max-[560px]:grid-cols-[minmax(0,5fr)_minmax(0,4fr)_minmax(0,4fr)]';

const LOOK = `${COLUMNS} min-h-7 cursor-pointer items-center px-3 hover:bg-panel-2 focus-visible:-outline-offset-2 [contain-intrinsic-size:auto_28px] [content-visibility:auto] touch:min-h-11`;

export const ListRow = memo(
  function ListRow({ row, words, isCurrent, isSelected }: Props) {
    const common = { role: 'row', 'data-row': row.id, tabIndex: isCurrent ? 0 : -1 } as const;
    if ('kind' in row) {
      const kind = row.kind === 'Component' ? words.controlPlane : row.kind;
      return (
        <div {...common} aria-level={1} aria-expanded={row.isOpen} className={`${LOOK} border-t border-panel-line/60`}>
          <span role="rowheader" className="col-span-full flex items-center gap-1 font-semibold text-panel-ink">
            {row.isOpen ? <ChevronDown aria-hidden size={13} /> : <ChevronRight aria-hidden size={13} />}
            {fill(words.kindCount, { kind, n: row.items.length })}
          </span>
        </div>
      );
    }
    const { item } = row;
    return (
      <div
        {...common}
        aria-level={2}
        aria-posinset={row.at}
        aria-setsize={row.of}
        aria-selected={isSelected}
        className={`${LOOK} aria-selected:bg-panel-3`}
      >
        <span role="rowheader" className="truncate pl-4 text-panel-ink" title={item.name}>
          <Name item={item} />
        </span>
        <span role="gridcell" className={`flex min-w-0 items-center gap-1.5 ${STATE_INK[item.state]}`}>
          <StateSign state={item.state} />
          <span className="truncate" title={item.status}>
            {item.status || words.states[item.state]}
          </span>
        </span>
        <span role="gridcell" className="truncate text-panel-ink-2 @max-[560px]:sr-only" title={detailOf(item, words)}>
          {detailOf(item, words)}
        </span>
        <Ties item={item} words={words} />
      </div>
    );
  },
  (a, b) =>
    a.isCurrent === b.isCurrent &&
    a.isSelected === b.isSelected &&
    a.words === b.words &&
    ('item' in a.row && 'item' in b.row
      ? a.row.item === b.row.item && a.row.at === b.row.at && a.row.of === b.row.of
      : 'kind' in a.row &&
        'kind' in b.row &&
        a.row.isOpen === b.row.isOpen &&
        a.row.items.length === b.row.items.length),
);

function detailOf({ detail, restarts, node }: ViewItem, words: PictureWords): string {
  return [detail, restarts === undefined ? undefined : fill(words.restarts, { n: restarts }), node]
    .filter(Boolean)
    .join(', ');
}

function Ties({ item: { ties }, words }: { item: ViewItem; words: PictureWords }) {
  const missing = ties.filter(({ isMissing }) => isMissing);
  const text = ties.map((tie) => `${tieText(tie, words)} ${tie.kind} ${tie.name}`).join(', ');
  return (
    <span role="gridcell" className="truncate text-panel-ink-2" title={text}>
      {missing.map(({ by, kind, name, what }) => (
        <span key={`${by} ${kind} ${name} ${what ?? ''}`} className="text-panel-bad">
          {what === undefined
            ? `${words.missing}: ${kind} ${name} `
            : `${kind} ${name}: ${tieText({ by, kind, name, what, isMissing: true }, words)} `}
        </span>
      ))}
      {ties
        .filter(({ isMissing }) => !isMissing)
        .map(({ by, kind, name }) => `${words.ties[by]} ${kind} ${name}`)
        .join(', ')}
    </span>
  );
}
