'use client';

import { Maximize2, Minus, Plus } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import type { ViewItem } from '@/lib/cluster';
import { Drawing } from './drawing';
import { layOut, type Layout } from './layout';
import { canBeChosen, isWay, nearest } from './nearest';
import { useZoom } from './use-zoom';
import { isEmpty } from './visible';
import type { PictureWords } from './words';

interface Props {
  items: readonly ViewItem[];
  words: PictureWords;
  selected: string | undefined;
  onSelect: (item: ViewItem | undefined) => void;
}

/** So that the last of the picture can be seen above the buttons, px. */
const CONTROLS = 36;

/** The picture in its viewport: one stop for Tab, arrows inside, dragged by its ground, zoomed. */
export function Canvas({ items, words, selected, onSelect }: Props) {
  const zoom = useZoom();
  const { scale, viewport, width } = zoom;
  const layout = useLayout(items, width);
  const [pointed, setPointed] = useState<string>();
  const [focused, setFocused] = useState<string>();
  const drag = useRef<{ x: number; y: number }>(undefined);
  const keys = useId();
  const { boxes } = layout;
  const shownBoxes = useRef(boxes);
  useEffect(() => {
    shownBoxes.current = boxes;
  });
  const current = boxes.find(({ id }) => id === focused) ?? boxes.find(canBeChosen);
  // What is chosen stays in sight, also when the details take their room.
  useEffect(() => {
    if (selected === undefined || width === 0) return;
    const box = shownBoxes.current.find(({ item }) => item?.id === selected);
    if (box) buttonOf(viewport.current, box.id)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [selected, width, viewport]);
  const boxAt = (target: EventTarget) => {
    const id = target instanceof Element ? target.closest('[data-box]')?.getAttribute('data-box') : undefined;
    return boxes.find((box) => box.id === id);
  };

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (isWay(event.key)) {
      const next = current && nearest(boxes, current, event.key);
      if (next) buttonOf(viewport.current, next.id)?.focus();
    } else if (event.key === '+' || event.key === '=') zoom.larger();
    else if (event.key === '-') zoom.smaller();
    else if (event.key === '0') zoom.fit(layout.height + CONTROLS);
    else if (event.key === 'Escape' && selected !== undefined) onSelect(undefined);
    else return;
    event.preventDefault();
  };

  return (
    <div className="relative grid min-h-0 min-w-0">
      <p id={keys} className="sr-only">
        {words.keys}
      </p>
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions, jsx-a11y/no-noninteractive-element-interactions -- the buttons within are pressed; this hears them all */}
      <div
        ref={viewport}
        role="group"
        aria-label={words.picture}
        aria-describedby={keys}
        className="min-h-0 min-w-0 touch-pan-x touch-pan-y overflow-auto"
        onKeyDown={onKeyDown}
        onClick={(event) => {
          const box = boxAt(event.target);
          if (box?.item) onSelect(box.item.id === selected ? undefined : box.item);
        }}
        onFocus={(event) => setFocused(boxAt(event.target)?.id)}
        onPointerOver={(event) => {
          if (event.pointerType === 'mouse') setPointed(boxAt(event.target)?.item?.id);
        }}
        onPointerLeave={() => setPointed(undefined)}
        onPointerDown={(event) => {
          if (event.pointerType === 'touch' || event.button > 1 || boxAt(event.target)) return;
          drag.current = { x: event.clientX, y: event.clientY };
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={(event) => {
          if (!drag.current) return;
          event.currentTarget.scrollBy(drag.current.x - event.clientX, drag.current.y - event.clientY);
          drag.current = { x: event.clientX, y: event.clientY };
        }}
        onPointerUp={() => (drag.current = undefined)}
        onPointerCancel={() => (drag.current = undefined)}
      >
        {width > 0 ? (
          <div
            style={{ width: layout.width * scale, height: layout.height * scale + CONTROLS }}
            className="overflow-hidden"
          >
            <div style={{ transform: `scale(${scale})` }} className="origin-top-left">
              <Drawing layout={layout} words={words} choice={{ selected, pointed, current: current?.id ?? '' }} />
            </div>
          </div>
        ) : null}
      </div>
      {isEmpty(items) ? null : (
        <div
          className={`absolute right-2 bottom-2 z-30 flex rounded-2 border border-panel-line bg-panel text-panel-ink ${selected === undefined ? '' : '@max-[639px]:hidden'}`}
        >
          <IconButton label={words.zoomOut} onClick={zoom.smaller}>
            <Minus aria-hidden size={14} />
          </IconButton>
          <IconButton label={words.fit} onClick={() => zoom.fit(layout.height + CONTROLS)}>
            <Maximize2 aria-hidden size={13} />
          </IconButton>
          <IconButton label={words.zoomIn} onClick={zoom.larger}>
            <Plus aria-hidden size={14} />
          </IconButton>
        </div>
      )}
    </div>
  );
}

/** Each layout begins with the one before it, so that what stays keeps its place. */
function useLayout(items: readonly ViewItem[], width: number): Layout {
  const [kept, setKept] = useState(() => ({ items, width, layout: layOut(items, width) }));
  if (kept.items === items && kept.width === width) return kept.layout;
  const next = { items, width, layout: layOut(items, width, kept.layout) };
  setKept(next);
  return next.layout;
}

function buttonOf(viewport: HTMLElement | null, id: string): HTMLElement | null {
  return viewport?.querySelector<HTMLElement>(`button[data-box="${CSS.escape(id)}"]`) ?? null;
}
