'use client';

import { useEffect, useState, useSyncExternalStore } from 'react';
import { Button } from './button';

export interface ToastMessage {
  text: string;
  /** What takes it back, where something can be taken back. */
  action?: { text: string; run: () => void };
}

interface Shown extends ToastMessage {
  id: number;
}

let shown: Shown | undefined;
let lastId = 0;
const listeners = new Set<() => void>();
const SHOWN_MS = 8000;

/** Says that something happened, and offers to take it back. One at a time: the newest. */
export function showToast(message: ToastMessage): void {
  lastId += 1;
  shown = { ...message, id: lastId };
  for (const listener of listeners) listener();
}

function hide(id: number): void {
  if (shown?.id !== id) return;
  shown = undefined;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function Toaster() {
  const toast = useSyncExternalStore(
    subscribe,
    () => shown,
    () => undefined,
  );
  const [held, setHeld] = useState(false);
  const id = toast?.id;
  useEffect(() => {
    if (id === undefined || held) return undefined;
    const timer = setTimeout(() => hide(id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [id, held]);
  return (
    <div role="status" className="pointer-events-none fixed inset-x-0 bottom-14 z-50 flex justify-center px-4">
      {toast ? (
        <div
          className="pointer-events-auto flex items-center gap-3 rounded-2 border border-panel-line bg-panel px-4 py-2 text-2 text-panel-ink"
          onPointerEnter={() => setHeld(true)}
          onPointerLeave={() => setHeld(false)}
          onFocus={() => setHeld(true)}
          onBlur={() => setHeld(false)}
        >
          {toast.text}
          {toast.action ? (
            <Button
              look="panel"
              onClick={() => {
                toast.action?.run();
                hide(toast.id);
              }}
            >
              {toast.action.text}
            </Button>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
