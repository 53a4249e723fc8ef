'use client';

import { useId, useLayoutEffect, useRef, useState } from 'react';
import { fill } from '@/components/words';
import { useOwnWords } from '@/components/words/use-own-words';
import type { ViewItem } from '@/lib/cluster';
import type { ClusterClient } from '../cluster-client';
import { DescribeView } from './describe-view';
import { DetailActions } from './detail-actions';
import { detailWords } from './detail-words';
import { EventsView } from './events-view';
import { LogsView } from './logs-view';
import { Overview } from './overview';
import { StateSign } from './state-sign';
import type { PictureWords } from './words';
import { YamlView } from './yaml-view';

export type DetailTab = 'overview' | 'yaml' | 'events' | 'logs' | 'describe';

interface Props {
  client: ClusterClient;
  item: ViewItem;
  /** Everything, to find what it has to do with. */
  items: ReadonlyMap<string, ViewItem>;
  picture: PictureWords;
  /** Kept outside, so that the next item is shown in the same way. */
  tab: DetailTab;
  onTab: (tab: DetailTab) => void;
  isLarge: boolean;
  onLarge: (isLarge: boolean) => void;
  onSelect: (item: ViewItem) => void;
  onClose: () => void;
  /** They go, closed or because the item is gone, while the focus is within. The same function each time. */
  onLeave: () => void;
  onCommand: (line: string) => void;
  /** Undefined where it stands in none of the files. */
  onShowInFile: (() => void) | undefined;
}

/** One item, closely. */
export function Details(props: Props) {
  const { client, item, items, picture, onTab, onSelect, onClose, onLeave, onCommand } = props;
  const words = useOwnWords(detailWords);
  const [said, setSaid] = useState('');
  const id = useId();
  const section = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const element = section.current;
    return () => {
      if (element?.contains(document.activeElement)) onLeave();
    };
  }, [onLeave]);
  const tabs = tabsOf(item);
  const tab = tabs.includes(props.tab) ? props.tab : 'overview';
  const onKeyDown = (event: React.KeyboardEvent) => {
    const way = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = way === 0 ? undefined : tabs[(tabs.indexOf(tab) + way + tabs.length) % tabs.length];
    if (!next) return;
    event.preventDefault();
    onTab(next);
    document.getElementById(`${id}-${next}`)?.focus();
  };
  const common = { client, item, words };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape from anything within closes it
    <section
      ref={section}
      aria-label={fill(words.details, { kind: item.kind, name: item.name })}
      className="grid min-h-0 min-w-0 grid-rows-[auto_auto_auto_minmax(0,1fr)] border-panel-line bg-panel border-t @min-[640px]:border-t-0 @min-[640px]:border-l"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        onClose();
      }}
    >
      <header className="flex min-w-0 items-center gap-2 pt-1 pr-1 pl-3">
        <StateSign state={item.state} />
        <h2 className="min-w-0 flex-1 truncate text-1 font-semibold text-panel-ink" title={item.name}>
          {item.name} <span className="font-normal text-panel-ink-2">{item.kind}</span>
        </h2>
        <DetailActions {...props} words={words} onSay={setSaid} />
      </header>
      <p role="status" className="px-3 text-0 text-panel-warn empty:hidden">
        {said}
      </p>
      <div
        role="tablist"
        tabIndex={-1}
        aria-label={words.tabs}
        onKeyDown={onKeyDown}
        className="flex min-w-0 overflow-x-auto border-b border-panel-line px-1 text-0 [scrollbar-width:none]"
      >
        {tabs.map((one) => (
          <button
            key={one}
            id={`${id}-${one}`}
            type="button"
            role="tab"
            aria-selected={one === tab}
            aria-controls={`${id}-panel`}
            tabIndex={one === tab ? 0 : -1}
            onClick={() => onTab(one)}
            className="min-h-7 shrink-0 px-2 text-panel-ink-2 focus-visible:-outline-offset-2 aria-selected:text-panel-ink aria-selected:shadow-[inset_0_-2px_var(--panel-accent)] touch:min-h-11"
          >
            {words[one]}
          </button>
        ))}
      </div>
      <div
        key={`${item.id} ${tab}`}
        id={`${id}-panel`}
        role="tabpanel"
        aria-labelledby={`${id}-${tab}`}
        tabIndex={0}
        className="min-h-0 overflow-auto px-3 py-2 focus-visible:-outline-offset-2"
      >
        {tab === 'overview' ? (
          <Overview
            item={item}
            items={items}
            words={words}
            picture={picture}
            onSelect={onSelect}
            onCommand={onCommand}
          />
        ) : null}
        {tab === 'yaml' ? <YamlView {...common} /> : null}
        {tab === 'events' ? <EventsView {...common} /> : null}
        {tab === 'logs' ? <LogsView {...common} /> : null}
        {tab === 'describe' ? <DescribeView {...common} /> : null}
      </div>
    </section>
  );
}

function tabsOf({ kind }: ViewItem): readonly DetailTab[] {
  if (kind === 'Component') return ['overview'];
  return kind === 'Pod'
    ? ['overview', 'logs', 'events', 'yaml', 'describe']
    : ['overview', 'events', 'yaml', 'describe'];
}
