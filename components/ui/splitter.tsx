'use client';

import { useEffect, useRef } from 'react';
import { PANES_KEY } from '@/components/shell/first-paint';

interface Props {
  /** The custom property on <html> that holds the pane's size: `--pane-prose`. */
  pane: `--pane-${string}`;
  /** Id of the pane that is resized. */
  controls: string;
  label: string;
  /** Which edge of the pane the handle stands at: dragging away from the pane makes it larger. */
  edge: 'right' | 'left' | 'top';
  min: number;
  max: number;
  className?: string;
}

const STEP = 24;

/**
 * The handle between two panes. The size lives in a custom property that the first-paint script sets again before
 * anything is painted, so a remembered layout never jumps. Arrows move it, Home or a double click reset it.
 */
export function Splitter({ pane, controls, label, edge, min, max, className = '' }: Props) {
  const vertical = edge !== 'top';
  const size = () => {
    const box = document.getElementById(controls)?.getBoundingClientRect();
    return (vertical ? box?.width : box?.height) ?? min;
  };
  const handle = useRef<HTMLDivElement>(null);
  const say = () => handle.current?.setAttribute('aria-valuenow', String(Math.round(size())));
  const set = (value: number) => {
    setPane(pane, `${Math.round(Math.min(max, Math.max(min, value)))}px`);
    say();
  };
  useEffect(say);

  const onPointerDown = (event: React.PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    const grip = event.currentTarget;
    const from = vertical ? event.clientX : event.clientY;
    const before = size();
    grip.setPointerCapture(event.pointerId);
    const move = (moved: PointerEvent) => {
      const way = (vertical ? moved.clientX : moved.clientY) - from;
      set(before + (edge === 'right' ? way : -way));
    };
    const stop = () => {
      grip.removeEventListener('pointermove', move);
      grip.removeEventListener('pointerup', stop);
      grip.removeEventListener('pointercancel', stop);
    };
    grip.addEventListener('pointermove', move);
    grip.addEventListener('pointerup', stop);
    grip.addEventListener('pointercancel', stop);
  };

  const onKeyDown = (event: React.KeyboardEvent) => {
    const grow = { right: 'ArrowRight', left: 'ArrowLeft', top: 'ArrowUp' }[edge];
    const shrink = { right: 'ArrowLeft', left: 'ArrowRight', top: 'ArrowDown' }[edge];
    if (event.key === grow) set(size() + STEP);
    else if (event.key === shrink) set(size() - STEP);
    else if (event.key === 'Home') setPane(pane, undefined);
    else return;
    event.preventDefault();
  };

  return (
    <div
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-controls={controls}
      aria-orientation={vertical ? 'vertical' : 'horizontal'}
      aria-valuemin={min}
      aria-valuemax={max}
      aria-valuenow={Math.round((min + max) / 2)}
      ref={handle}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
      onDoubleClick={() => setPane(pane, undefined)}
      className={`relative z-10 touch-none bg-transparent transition-colors duration-150 hover:bg-accent focus-visible:bg-accent ${vertical ? '-mx-[3px] w-[7px] cursor-col-resize' : '-my-[3px] h-[7px] cursor-row-resize'} ${className}`}
    />
  );
}

/** Sets and remembers a pane's size; undefined puts it back to what the style sheet says. */
export function setPane(pane: string, value: string | undefined): void {
  const style = document.documentElement.style;
  if (value === undefined) style.removeProperty(pane);
  else style.setProperty(pane, value);
  try {
    const known: unknown = JSON.parse(localStorage.getItem(PANES_KEY) ?? '{}');
    const panes = { ...(typeof known === 'object' ? known : {}), [pane]: value };
    localStorage.setItem(PANES_KEY, JSON.stringify(panes));
  } catch {
    // Without storage the layout lasts as long as the page does.
  }
}

export function resetPanes(): void {
  for (const pane of ['--pane-prose', '--pane-room', '--pane-problems', '--pane-terminal']) setPane(pane, undefined);
}
