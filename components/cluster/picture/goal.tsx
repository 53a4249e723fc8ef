'use client';

import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useOwnWords } from '@/components/words/use-own-words';
import type { ViewItem } from '@/lib/cluster';
import { Drawing } from './drawing';
import { layOut } from './layout';
import { visibleItems, MINE } from './visible';
import { pictureWords } from './words';

/** In less the picture is not laid out but shown smaller. */
const NARROW = 320;

/** What a lesson works towards, to be looked at and not touched. */
export function GoalPicture({ items }: { items: readonly ViewItem[] }) {
  const words = useOwnWords(pictureWords);
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const layout = useMemo(() => layOut(withNodes(items), Math.max(NARROW, width)), [items, width]);
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const scale = Math.min(1, width / layout.width);
  return (
    <figure aria-label={words.goal} className="grid min-h-0 min-w-0 grid-rows-[auto_minmax(0,1fr)]">
      <figcaption className="px-3 py-1.5 text-0 text-panel-ink-2">
        <span className="font-semibold text-panel-accent">{words.goal}</span> · {words.goalNote}
      </figcaption>
      <div ref={frame} className="min-h-0 min-w-0 overflow-auto">
        {width > 0 ? (
          <div style={{ height: layout.height * scale }} className="overflow-hidden">
            <div style={{ transform: `scale(${scale})` }} className="origin-top-left">
              <Drawing layout={layout} words={words} />
            </div>
          </div>
        ) : null}
      </div>
    </figure>
  );
}

/** A goal tells where its Pods run; that the nodes are well goes without saying. */
function withNodes(items: readonly ViewItem[]): readonly ViewItem[] {
  const shown = visibleItems(items, MINE).filter(({ kind }) => kind !== 'Component');
  const known = new Set(shown.flatMap(({ kind, name }) => (kind === 'Node' ? [name] : [])));
  const named = new Set(shown.flatMap(({ node }) => (node && !known.has(node) ? [node] : [])));
  const nodes = [...named].map((name): ViewItem => ({
    id: `node ${name}`,
    apiVersion: 'v1',
    kind: 'Node',
    name,
    state: 'ready',
    status: 'Ready',
    ties: [],
  }));
  return [...nodes, ...shown];
}
