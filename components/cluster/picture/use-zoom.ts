'use client';

import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

const LEAST = 0.25;
const MOST = 2.5;
const STEP = 1.25;

export interface Zoom {
  readonly scale: number;
  /** The viewport's width in px; 0 until it is measured. */
  readonly width: number;
  /** For the element that is scrolled. */
  readonly viewport: React.RefObject<HTMLDivElement | null>;
  readonly larger: () => void;
  readonly smaller: () => void;
  /** So that a picture of that height is seen whole. */
  readonly fit: (height: number) => void;
}

/** Scrolls as everything does; the wheel with Ctrl and two fingers zoom round the point they are at. */
export function useZoom(): Zoom {
  const viewport = useRef<HTMLDivElement>(null);
  const [scale, setScale] = useState(1);
  const [width, setWidth] = useState(0);
  const hold = useRef<{ x: number; y: number; scale: number }>(undefined);

  const by = useCallback((factor: number, at?: { clientX: number; clientY: number }) => {
    const element = viewport.current;
    if (!element) return;
    const box = element.getBoundingClientRect();
    const x = at ? at.clientX - box.left : box.width / 2;
    const y = at ? at.clientY - box.top : box.height / 2;
    setScale((scale) => {
      hold.current = { x, y, scale };
      return Math.min(MOST, Math.max(LEAST, scale * factor));
    });
  }, []);

  // What was under the pointer stays there.
  useLayoutEffect(() => {
    const element = viewport.current;
    const held = hold.current;
    hold.current = undefined;
    if (!element || !held) return;
    const factor = scale / held.scale;
    element.scrollLeft = (element.scrollLeft + held.x) * factor - held.x;
    element.scrollTop = (element.scrollTop + held.y) * factor - held.y;
  }, [scale]);

  useEffect(() => {
    const element = viewport.current;
    if (!element) return undefined;
    const measure = () => setWidth(element.clientWidth);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    let spread = 0;
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      by(Math.exp(-event.deltaY / 200), event);
    };
    const onTouch = (event: TouchEvent) => {
      const [one, other] = event.touches;
      if (!one || !other) {
        spread = 0;
        return;
      }
      event.preventDefault();
      const next = Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
      const middle = { clientX: (one.clientX + other.clientX) / 2, clientY: (one.clientY + other.clientY) / 2 };
      if (spread > 0) by(next / spread, middle);
      spread = next;
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    element.addEventListener('touchmove', onTouch, { passive: false });
    element.addEventListener('touchend', onTouch, { passive: false });
    return () => {
      observer.disconnect();
      element.removeEventListener('wheel', onWheel);
      element.removeEventListener('touchmove', onTouch);
      element.removeEventListener('touchend', onTouch);
    };
  }, [by]);

  return {
    scale,
    width,
    viewport,
    larger: () => by(STEP),
    smaller: () => by(1 / STEP),
    fit: (height) => {
      const element = viewport.current;
      if (element && height > 0) setScale(Math.min(1, Math.max(LEAST, element.clientHeight / height)));
    },
  };
}
