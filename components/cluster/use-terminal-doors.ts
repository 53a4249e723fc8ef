import { useEffect, useRef } from 'react';
import { showPart } from '@/components/lesson/go-to';
import type { TerminalModel } from './terminal/terminal-model';
import { onToTerminal, toTerminal } from './to-terminal';

interface Doors {
  /** Somebody goes to the terminal: it is to be seen. */
  onEnter: () => void;
  /** Ctrl+` in the terminal. */
  onLeave: () => void;
}

/** The ways into the terminal: commands of the lesson and of the panes, and Ctrl+`, which leads back too. */
export function useTerminalDoors(terminal: TerminalModel | undefined, doors: Doors): void {
  const now = useRef(doors);
  useEffect(() => {
    now.current = doors;
  });
  useEffect(() => {
    if (!terminal) return undefined;
    const stop = onToTerminal((line) => {
      showPart('cluster');
      now.current.onEnter();
      terminal.put(line);
    });
    const onKey = (event: KeyboardEvent) => {
      if (!event.ctrlKey || event.code !== 'Backquote' || event.altKey || event.metaKey) return;
      event.preventDefault();
      const isThere = event.target instanceof Element && event.target.closest('#terminal-pane') !== null;
      if (isThere) now.current.onLeave();
      else {
        showPart('cluster');
        now.current.onEnter();
        terminal.focus();
      }
    };
    window.addEventListener('keydown', onKey, true);
    return () => {
      stop();
      window.removeEventListener('keydown', onKey, true);
    };
  }, [terminal]);
  useEffect(() => {
    document.documentElement.toggleAttribute('data-terminal', true);
    const onClick = (event: MouseEvent) => {
      const button = event.target instanceof Element ? event.target.closest('[data-command]') : null;
      const line = button?.getAttribute('data-command');
      if (line) toTerminal(line);
    };
    document.addEventListener('click', onClick);
    return () => {
      document.documentElement.toggleAttribute('data-terminal', false);
      document.removeEventListener('click', onClick);
    };
  }, []);
}
