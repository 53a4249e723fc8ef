'use client';

import { useState, type PointerEvent, type RefObject } from 'react';
import type { Day } from '@/lib/notebook';
import { siblingsOf } from '@/lib/notebook';

interface Drag {
  start: number;
  from: number;
  to: number;
  /** The starts of the rows among which it moves. */
  siblings: number[];
}

/** Moving a row by its grip, with a mouse, a pen or a finger; the keyboard has Alt and the arrows. */
export function useDrag(day: Day, list: RefObject<HTMLElement | null>, drop: (start: number, to: number) => void) {
  const [drag, setDrag] = useState<Drag>();

  const handlers = (start: number) => ({
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0) return;
      event.preventDefault();
      event.currentTarget.setPointerCapture(event.pointerId);
      const siblings = siblingsOf(day, start).map((task) => task.start);
      const from = siblings.indexOf(start);
      setDrag({ start, from, to: from, siblings });
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      if (!drag || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
      const others = drag.siblings.filter((sibling) => sibling !== drag.start);
      const to = others.filter((sibling) => middleOf(list.current, sibling) < event.clientY).length;
      if (to !== drag.to) setDrag({ ...drag, to });
    },
    onPointerUp() {
      if (drag && drag.to !== drag.from) drop(drag.start, drag.to);
      setDrag(undefined);
    },
    onPointerCancel() {
      setDrag(undefined);
    },
  });

  const markOf = (start: number): 'above' | 'below' | 'dragged' | undefined => {
    if (!drag) return undefined;
    if (start === drag.start) return 'dragged';
    if (drag.to === drag.from || start !== drag.siblings[drag.to]) return undefined;
    return drag.to < drag.from ? 'above' : 'below';
  };

  return { handlers, markOf };
}

function middleOf(list: HTMLElement | null, start: number): number {
  const box = list?.querySelector(`[data-start="${start}"]`)?.getBoundingClientRect();
  return box ? box.top + box.height / 2 : 0;
}
