'use client';

import { useMemo, type ReactNode } from 'react';
import type { ViewItem, ViewTie } from '@/lib/cluster';
import { CommandList } from '../panels/command-list';
import type { DetailWords } from './detail-words';
import { tieText } from './line-view';
import { commandsOf } from './object-url';
import { relationsOf } from './relations';
import { StateSign, STATE_INK } from './state-sign';
import type { PictureWords } from './words';

interface Props {
  item: ViewItem;
  items: ReadonlyMap<string, ViewItem>;
  words: DetailWords;
  picture: PictureWords;
  onSelect: (item: ViewItem) => void;
  onCommand: (line: string) => void;
}

/** Of many parts, so many are named. */
const MOST = 12;

/** How it is, what it has to do with, and what to type next. */
export function Overview({ item, items, words, picture, onSelect, onCommand }: Props) {
  const { needs, neededBy, owner, parts } = useMemo(() => relationsOf(item, items), [item, items]);
  const node = useMemo(
    () => (item.node ? [...items.values()].find(({ kind, name }) => kind === 'Node' && name === item.node) : undefined),
    [item.node, items],
  );
  const link = (to: ViewItem) => <ItemLink key={to.id} item={to} onSelect={onSelect} />;
  const about = words.components[item.name];
  return (
    <div className="grid content-start gap-3 text-1">
      {item.kind === 'Component' && about !== undefined ? <p className="text-panel-ink">{about}</p> : null}
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-4 gap-y-1">
        <Fact name={words.status}>
          <span className={`flex items-center gap-1.5 ${STATE_INK[item.state]}`}>
            <StateSign state={item.state} />
            {[item.status || picture.states[item.state], item.detail].filter(Boolean).join(' · ')}
          </span>
        </Fact>
        {item.restarts === undefined ? null : <Fact name={words.restarts}>{item.restarts}</Fact>}
        {item.namespace === undefined ? null : <Fact name={words.namespace}>{item.namespace}</Fact>}
        {item.node ? <Fact name={words.node}>{node ? link(node) : item.node}</Fact> : null}
        {owner ? <Fact name={words.owner}>{link(owner)}</Fact> : null}
        {needs.length > 0 ? (
          <Fact name={words.needs}>
            <ul className="grid gap-1">
              {needs.map(({ tie, item: to }) => (
                <TieLine key={`${tie.by} ${tie.kind} ${tie.name} ${tie.what ?? ''}`} tie={tie} picture={picture}>
                  {to ? link(to) : `${tie.kind} ${tie.name}`}
                </TieLine>
              ))}
            </ul>
          </Fact>
        ) : null}
        {neededBy.length > 0 ? (
          <Fact name={words.neededBy}>
            <ul className="grid gap-1">
              {neededBy.slice(0, MOST).map(({ tie, item: from }) => (
                <TieLine key={from.id} tie={tie} picture={picture} isFrom>
                  {link(from)}
                </TieLine>
              ))}
              <More n={neededBy.length - MOST} />
            </ul>
          </Fact>
        ) : null}
        {parts.length > 0 ? (
          <Fact name={item.kind === 'Node' ? words.pods : words.parts}>
            <ul className="grid gap-1">
              {parts.slice(0, MOST).map((part) => (
                <li key={part.id} className="flex min-w-0 items-center gap-1.5">
                  {link(part)}
                  <span className={`text-0 ${STATE_INK[part.state]}`}>{part.status}</span>
                </li>
              ))}
              <More n={parts.length - MOST} />
            </ul>
          </Fact>
        ) : null}
      </dl>
      <section aria-label={words.commands} className="grid gap-1">
        <h3 className="text-0 text-panel-ink-2">{words.commands}</h3>
        <CommandList commands={commandsOf(item)} label={words.toTerminal} onCommand={onCommand} />
      </section>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-0 leading-5 text-panel-ink-2">{name}</dt>
      <dd className="min-w-0 text-panel-ink">{children}</dd>
    </>
  );
}

function More({ n }: { n: number }) {
  return n > 0 ? <li className="text-0 text-panel-ink-2">+ {n}</li> : null;
}

/** `reads Secret login`, or from the other end `Pod web-1 reads`. */
function TieLine({
  tie,
  picture,
  isFrom = false,
  children,
}: {
  tie: ViewTie;
  picture: PictureWords;
  isFrom?: boolean;
  children: ReactNode;
}) {
  return (
    <li className={`flex min-w-0 flex-wrap items-center gap-x-1.5 ${tie.isMissing ? 'text-panel-bad' : ''}`}>
      {isFrom || (tie.isMissing && tie.what !== undefined) ? null : (
        <span className="text-0 text-panel-ink-2">{picture.ties[tie.by]}</span>
      )}
      {children}
      {isFrom ? <span className="text-0 text-panel-ink-2">{tieText(tie, picture)}</span> : null}
      {!isFrom && tie.isMissing ? (
        <span className="text-0">{tie.what === undefined ? picture.missing : tieText(tie, picture)}</span>
      ) : null}
    </li>
  );
}

function ItemLink({ item, onSelect }: { item: ViewItem; onSelect: (item: ViewItem) => void }) {
  return (
    <button
      type="button"
      onClick={() => onSelect(item)}
      className="min-h-6 min-w-0 truncate text-left text-panel-accent hover:underline touch:min-h-11"
    >
      {item.kind} {item.name}
    </button>
  );
}
