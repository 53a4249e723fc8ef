'use client';

import { useSyncExternalStore } from 'react';
import { THEME_KEY } from './first-paint';

/** The theme lives on <html data-theme>; the first-paint script puts it there. */
export function ThemeButton({ toDark, toLight }: { toDark: string; toLight: string }) {
  const theme = useSyncExternalStore(watchTheme, readTheme, () => 'light');
  const other = theme === 'dark' ? 'light' : 'dark';
  const toggle = () => {
    document.documentElement.dataset.theme = other;
    try {
      localStorage.setItem(THEME_KEY, other);
    } catch {
      // Without storage the choice lasts as long as the page does.
    }
  };
  return (
    <button
      type="button"
      onClick={toggle}
      aria-label={other === 'dark' ? toDark : toLight}
      title={other === 'dark' ? toDark : toLight}
      className="grid size-8 place-items-center rounded-1 text-ink-2 hover:bg-sheet-2 hover:text-ink touch:size-11"
    >
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
        <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" strokeWidth="1.6" />
        <path d="M8 1.8a6.2 6.2 0 0 0 0 12.4z" fill="currentColor" />
      </svg>
    </button>
  );
}

function readTheme(): string {
  return document.documentElement.dataset.theme ?? 'light';
}

function watchTheme(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}
