'use client';

import { useMemo } from 'react';
import type { Box } from './box';
import { BoxView } from './box-view';
import type { Layout } from './layout';
import { LineView } from './line-view';
import type { PictureWords } from './words';

/** More than so many moving at once say nothing, and cost frames. */
const MOST_MOVING = 120;

interface Props {
  layout: Layout;
  words: PictureWords;
  /** Ids of items. Without a choice nothing can be chosen: a picture to look at. */
  choice?: { readonly selected: string | undefined; readonly pointed: string | undefined; readonly current: string };
}

/** Boxes and lines, in px, without their viewport. */
export function Drawing({ layout, words, choice }: Props) {
  const { width, height, boxes, lines } = layout;
  const lit = choice?.pointed ?? choice?.selected;
  // What stays chosen keeps its lines lit; the rest steps back only while something is pointed at.
  const isDimming = choice?.pointed !== undefined;
  const tied = useMemo(() => tiedTo(layout, lit), [layout, lit]);
  return (
    <div className="relative" style={{ width, height }} data-still={boxes.length > MOST_MOVING || undefined}>
      <svg
        aria-hidden
        width={width}
        height={height}
        className="pointer-events-none absolute inset-0 z-10 overflow-visible"
      >
        {lines.map((line) => {
          const isLit = tied !== undefined && (tied.own.has(line.from) || tied.own.has(line.to));
          return (
            <LineView
              key={line.id}
              line={line}
              words={words}
              isLit={isLit}
              isDim={isDimming && tied !== undefined && !isLit}
            />
          );
        })}
      </svg>
      {boxes.map((box) => (
        <BoxView
          key={box.id}
          box={box}
          words={words}
          isSelected={choice?.selected !== undefined && box.item?.id === choice.selected}
          isDim={isDimming && tied !== undefined && isApart(box, tied.all)}
          isCurrent={choice && box.id === choice.current}
        />
      ))}
    </div>
  );
}

/** The boxes of what is pointed at, and all that hang on them; undefined where nothing is tied to it. */
function tiedTo(
  { boxes, lines }: Layout,
  lit: string | undefined,
): { readonly own: ReadonlySet<string>; readonly all: ReadonlySet<string> } | undefined {
  if (lit === undefined) return undefined;
  const own = new Set<string>();
  for (const box of boxes) {
    if (box.item?.id !== lit) continue;
    own.add(box.id);
    if (box.group !== undefined) own.add(box.group);
  }
  const touching = lines.filter(({ from, to }) => own.has(from) || own.has(to));
  if (touching.length === 0) return undefined;
  return { own, all: new Set([...own, ...touching.flatMap(({ from, to }) => [from, to])]) };
}

function isApart({ id, shape, group }: Box, tied: ReadonlySet<string>): boolean {
  return shape !== 'room' && shape !== 'pill' && !tied.has(id) && !tied.has(group ?? '');
}
