'use client';

import { useEffect, useEffectEvent } from 'react';
import type * as Y from 'yjs';
import { showToast } from '@/components/ui/toast';
import { undoOf } from './note';
import { useTilWords } from './words';

/** The page's own keys, which do nothing while one types: N adds a task, Ctrl/Cmd+Z takes back. */
export function useKeys(doc: Y.Doc): void {
  const words = useTilWords();
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || isTyping(event.target) || document.querySelector('[role=dialog]')) return;
    const command = event.ctrlKey || event.metaKey;
    if (event.code === 'KeyN' && !command && !event.altKey && !event.shiftKey) {
      event.preventDefault();
      document.getElementById('add-task')?.focus();
    } else if (command && !event.altKey && (event.code === 'KeyZ' || event.code === 'KeyY')) {
      event.preventDefault();
      const redo = event.code === 'KeyY' || event.shiftKey;
      const done = redo ? undoOf(doc).redo() : undoOf(doc).undo();
      showToast({ text: done ? (redo ? words.undo.redone : words.undo.done) : words.undo.nothing });
    }
  });
  useEffect(() => {
    undoOf(doc); // it remembers from here on
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [doc]);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches('textarea, select, input:not([type=checkbox], [type=button])');
}
