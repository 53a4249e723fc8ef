import { memo } from 'react';
import type { ViewItem, ViewState } from '@/lib/cluster';
import { fill } from '@/components/words';
import type { Box } from './box';
import { isElsewhere, Name } from './item-name';
import { StateSign, STATE_INK } from './state-sign';
import type { PictureWords } from './words';

interface Props {
  box: Box;
  words: PictureWords;
  /** Shown in the details. */
  isSelected: boolean;
  /** Of what is not tied to what is pointed at. */
  isDim: boolean;
  /** The one that Tab comes to; undefined where nothing can be chosen. */
  isCurrent: boolean | undefined;
}

const MOVES =
  'absolute top-0 left-0 transition-[transform,width,height,opacity] duration-150 ease-out starting:opacity-0 motion-reduce:transition-none in-data-still:transition-none';

const TINTS: Readonly<Record<ViewState, string>> = {
  ready: 'border-[color-mix(in_srgb,var(--panel-ok)_45%,var(--panel-line))] bg-panel-2',
  waiting: 'border-panel-warn bg-[color-mix(in_srgb,var(--panel-warn)_11%,var(--panel-2))]',
  failed: 'border-panel-bad bg-[color-mix(in_srgb,var(--panel-bad)_13%,var(--panel-2))]',
  done: 'border-panel-line bg-panel-2',
  leaving: 'border-dashed border-panel-ink-2 bg-panel-2 opacity-70',
  plain: 'border-panel-line bg-panel-2',
};

/** One box. Clicks and keys are heard by the drawing, by `data-box`. */
export const BoxView = memo(
  function BoxView({ box, words, isSelected, isDim, isCurrent }: Props) {
    const style = { transform: `translate(${box.x}px, ${box.y}px)`, width: box.width, height: box.height };
    const dim = isDim ? 'opacity-35' : '';
    if (box.shape === 'ghost')
      return (
        <div
          style={style}
          className={`${MOVES} z-20 rounded-2 border border-dashed border-panel-bad bg-panel px-2.5 py-1 ${dim}`}
        >
          <p className="truncate text-0 font-semibold text-panel-ink">{box.tie?.name}</p>
          <p className="truncate text-[11px] leading-4 text-panel-bad">
            {box.tie?.kind} · {words.missing}
          </p>
        </div>
      );
    const { item } = box;
    const button = {
      type: 'button',
      'data-box': box.id,
      'aria-label': item ? nameOf(item, words, box.counts) : undefined,
      'aria-pressed': isCurrent === undefined ? undefined : isSelected,
      title: item ? nameOf(item, words, box.counts) : undefined,
      tabIndex: isCurrent ? 0 : -1,
      disabled: isCurrent === undefined,
    } as const;
    const chosen = isSelected ? 'outline-2 outline-panel-accent outline-solid' : '';
    switch (box.shape) {
      case 'room':
        return (
          <div style={style} className={`${MOVES} z-0 rounded-2 border ${roomLook(item)} ${dim}`}>
            <button
              {...button}
              className={`flex h-7 max-w-full items-center gap-1.5 rounded-2 px-2.5 text-0 ${chosen}`}
            >
              {item ? <RoomHead item={item} words={words} /> : <RoomWithout id={box.id} words={words} />}
            </button>
          </div>
        );
      case 'group':
        return (
          <div
            style={style}
            className={`${MOVES} z-0 rounded-2 border bg-[color-mix(in_srgb,var(--panel-3)_55%,var(--panel))] ${item?.state === 'failed' ? 'border-panel-bad' : 'border-panel-line'} ${dim}`}
          >
            <button {...button} className={`block w-full rounded-2 px-2.5 pt-1 text-left ${chosen}`}>
              <span className="block truncate text-0 font-semibold text-panel-ink">
                {item ? <Name item={item} /> : null}
              </span>{' '}
              <span className="flex items-center gap-1.5 text-[11px] leading-4 text-panel-ink-2">
                <span className={`truncate ${cardInk(item)}`}>
                  {[item?.kind, item?.status, item?.detail].filter(Boolean).join(' · ')}
                </span>{' '}
                {box.counts ? <Counts counts={box.counts} words={words} /> : null}
              </span>
            </button>
          </div>
        );
      case 'square':
        return (
          <button
            {...button}
            style={style}
            className={`absolute top-0 left-0 z-20 rounded-[3px] [contain:strict] ${dim} ${chosen}`}
          >
            {item ? <StateSign state={item.state} size={12} /> : null}
          </button>
        );
      case 'chip':
      case 'pill':
        return (
          <button
            {...button}
            style={style}
            className={`${MOVES} z-20 flex items-center gap-1.5 rounded-full border px-2 text-[11px] ${TINTS[item?.state ?? 'plain']} ${dim} ${chosen}`}
          >
            {item ? <StateSign state={item.state} size={11} /> : null}
            {box.shape === 'chip' && item ? (
              <PodName name={item.name} />
            ) : (
              <span className="truncate text-panel-ink">{box.short ?? item?.name}</span>
            )}
          </button>
        );
      case 'card':
        return (
          <button
            {...button}
            style={style}
            className={`${MOVES} z-20 grid content-center rounded-2 border px-2 text-left ${TINTS[item?.state ?? 'plain']} ${dim} ${chosen}`}
          >
            <span className="flex min-w-0 items-center gap-1.5">
              {item && item.state !== 'plain' ? <StateSign state={item.state} /> : null}
              <span className="grid min-w-0 text-0 leading-4 font-semibold text-panel-ink">
                {item?.kind === 'Pod' ? (
                  <PodName name={item.name} />
                ) : (
                  <span className="truncate">{item ? <Name item={item} /> : null}</span>
                )}
              </span>
            </span>{' '}
            <span className={`truncate text-[11px] leading-4 ${cardInk(item)}`}>{item ? cardLine(item) : ''}</span>
          </button>
        );
    }
  },
  (a, b) =>
    isSameBox(a.box, b.box) &&
    a.words === b.words &&
    a.isSelected === b.isSelected &&
    a.isDim === b.isDim &&
    a.isCurrent === b.isCurrent,
);

/** A box is made anew with every layout; most of them are what they were. */
function isSameBox(a: Box, b: Box): boolean {
  return (
    a.item === b.item &&
    a.x === b.x &&
    a.y === b.y &&
    a.width === b.width &&
    a.height === b.height &&
    a.shape === b.shape &&
    a.short === b.short &&
    a.tie === b.tie &&
    JSON.stringify(a.counts) === JSON.stringify(b.counts)
  );
}

/** Where there is no room the beginning gives way: a Pod is told from its siblings by the end of its name. */
function PodName({ name }: { name: string }) {
  return (
    <span className="min-w-0 truncate text-left [direction:rtl]">
      <bdi dir="ltr">{name}</bdi>
    </span>
  );
}

/** What a screen reader says of an item, and the tooltip: what is seen, in its order, and what is not. */
export function nameOf(item: ViewItem, words: PictureWords, counts?: Box['counts']): string {
  const { namespace, state, status, detail, restarts } = item;
  const name = `${isElsewhere(namespace) ? `${namespace}/` : ''}${item.name}`;
  const rest = [
    status,
    detail,
    state === 'plain' ? undefined : words.states[state],
    restarts === undefined ? undefined : fill(words.restarts, { n: restarts }),
  ];
  const seen = seenOf(item, name, words, counts);
  return [seen, ...rest.filter((part) => part && !seen.includes(part))].join(' · ');
}

function seenOf(item: ViewItem, name: string, words: PictureWords, counts: Box['counts']): string {
  const { kind, status, detail } = item;
  if (kind === 'Node') return `${words.node} · ${name}`;
  if (counts) {
    const all = countsOf(counts, words).map(({ text }) => text);
    return [name, [kind, status, detail].filter(Boolean).join(' · '), ...all].join(' ');
  }
  // A card says its kind itself; a Pod's and a Service's have better to say.
  const line = cardLine(item);
  return kind === 'Pod' || kind === 'Service' ? `${kind} ${name} ${line}` : `${name} ${line}`;
}

/** As kubectl takes them, where the kind leaves no room for the status. */
const SHORT: Readonly<Record<string, string>> = {
  HorizontalPodAutoscaler: 'HPA',
  PersistentVolumeClaim: 'PVC',
  PersistentVolume: 'PV',
};

function cardLine({ kind, status, detail, restarts }: ViewItem): string {
  const again = restarts === undefined ? '' : ` ↻${restarts}`;
  if (kind === 'Pod') return `${status}${status === 'Running' && detail ? ` ${detail}` : ''}${again}`;
  if (kind === 'Service') return `${status} · ${portsOf(detail)}`;
  return [SHORT[kind] ?? kind, status].filter(Boolean).join(' · ');
}

/** `80:30543` of `80:30543/TCP, 3 endpoints`; without any endpoint that is what counts. */
function portsOf(detail = ''): string {
  return detail.endsWith('0 endpoints')
    ? '0 endpoints'
    : detail.replace(/, \d+ endpoints?$/, '').replaceAll('/TCP', '');
}

function cardInk(item: ViewItem | undefined): string {
  return item?.state === 'failed' || item?.state === 'waiting' ? STATE_INK[item.state] : 'text-panel-ink-2';
}

function roomLook(item: ViewItem | undefined): string {
  if (!item) return 'border-dashed border-panel-line';
  if (item.state === 'failed') return 'border-panel-bad bg-[color-mix(in_srgb,var(--panel-bad)_5%,var(--panel))]';
  return item.state === 'waiting' ? 'border-panel-warn bg-panel' : 'border-panel-line bg-panel-2/60';
}

function RoomHead({ item, words }: { item: ViewItem; words: PictureWords }) {
  const isWell = item.state === 'ready';
  return (
    <>
      {isWell ? null : <StateSign state={item.state} />}
      <span className="truncate text-panel-ink-2">
        {words.node} · {item.name}
        {isWell ? null : <span className={STATE_INK[item.state]}> · {item.status}</span>}
      </span>
    </>
  );
}

function RoomWithout({ id, words }: { id: string; words: PictureWords }) {
  const name = id.replace(/^room /, '');
  return (
    <span className="truncate text-panel-ink-2">{name === '' ? words.noNode : fill(words.nodeGone, { name })}</span>
  );
}

function Counts({ counts, words }: { counts: NonNullable<Box['counts']>; words: PictureWords }) {
  return countsOf(counts, words).map(({ state, text }) => (
    <span key={state} className={`flex shrink-0 items-center gap-1 ${STATE_INK[state]}`}>
      <StateSign state={state} size={10} />
      {text}
    </span>
  ));
}

const COUNTED: readonly ViewState[] = ['failed', 'waiting', 'ready', 'done', 'leaving'];

function countsOf(counts: NonNullable<Box['counts']>, words: PictureWords): { state: ViewState; text: string }[] {
  return COUNTED.flatMap((state) => {
    const n = counts[state] ?? 0;
    return n === 0 ? [] : [{ state, text: fill(words.counts, { n, state: words.states[state] }) }];
  });
}
