'use client';

import { Eraser } from 'lucide-react';
import { useCallback, useEffect, useLayoutEffect, useRef, useSyncExternalStore, type ReactNode } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { fill } from '@/components/words';
import { useOwnWords } from '@/components/words/use-own-words';
import { EntryView } from './output';
import { Prompt } from './prompt';
import type { TerminalModel } from './terminal-model';
import { terminalWords } from './words';

/** The learner's shell: what was printed above, the line that is typed below. */
export function Terminal({ model, actions }: { model: TerminalModel; actions?: ReactNode }) {
  const words = useOwnWords(terminalWords);
  const { entries, dropped } = useSyncExternalStore(model.log.subscribe, model.log.snapshot, model.log.snapshot);
  const log = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  /** Who has scrolled up is left there. */
  const follows = useRef(true);
  const textOf = useCallback((id: number) => model.log.textOf(id), [model]);

  useLayoutEffect(() => {
    const box = log.current;
    if (box && follows.current) box.scrollTop = box.scrollHeight;
  });
  // The pane is resized, or a block turns out to be of another height than was thought.
  useEffect(() => {
    const box = log.current;
    const inside = content.current;
    if (!box || !inside) return undefined;
    const observer = new ResizeObserver(() => {
      if (follows.current) box.scrollTop = box.scrollHeight;
    });
    observer.observe(box);
    observer.observe(inside);
    return () => observer.disconnect();
  }, []);

  return (
    <section
      id="terminal-pane"
      aria-label={words.title}
      className="grid min-h-0 min-w-0 border-t border-panel-line grid-rows-[32px_minmax(0,1fr)_auto] bg-panel font-mono text-[12.5px]/5 text-panel-ink touch:grid-rows-[44px_minmax(0,1fr)_auto]"
    >
      <div className="flex items-center gap-2 border-b border-panel-line px-3 font-sans text-1">
        <h2 className="font-semibold">{words.title}</h2>
        <span className="flex-1" />
        {actions}
        <IconButton label={words.clear} onClick={() => model.log.clear()}>
          <Eraser size={14} aria-hidden="true" />
        </IconButton>
      </div>
      <div
        ref={log}
        role="log"
        tabIndex={0}
        aria-label={words.output}
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
          follows.current = scrollHeight - scrollTop - clientHeight < 24;
        }}
        className="min-h-0 overflow-auto px-3 py-2 focus-visible:-outline-offset-2"
      >
        <div ref={content}>
          {dropped > 0 ? (
            <p className="text-panel-ink-2">{fill(words.dropped, { n: dropped.toLocaleString() })}</p>
          ) : null}
          {entries.length === 0 ? <p className="font-sans text-panel-ink-2">{words.welcome}</p> : null}
          {entries.map((entry) => (
            <EntryView key={entry.id} entry={entry} textOf={textOf} words={words} />
          ))}
        </div>
      </div>
      <Prompt model={model} />
    </section>
  );
}
