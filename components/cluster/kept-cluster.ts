/**
 * A cluster and the terminal's history as they are kept in this browser, in a document of their own: `cluster/<place>`. Of two
 * tabs with the same place the first keeps its cluster; the other has one of its own that is not kept.
 */
import type { Store } from '@/lib/storage';

export interface Kept {
  /** What `pack` answered. */
  readonly saved?: Uint8Array<ArrayBuffer>;
  readonly history: readonly string[];
  /** What stood in the terminal last. */
  readonly screen: string;
}

const SAVED = 'saved';
const HISTORY = 'history';
const SCREEN = 'screen';

export function readKept({ doc }: Store): Kept {
  const map = doc.getMap('cluster');
  const saved = map.get(SAVED);
  const history = map.get(HISTORY);
  const screen = map.get(SCREEN);
  return {
    ...(saved instanceof Uint8Array && { saved: new Uint8Array(saved) }),
    history: typeof history === 'string' ? history.split('\u0000').filter((line) => line !== '') : [],
    screen: typeof screen === 'string' ? screen : '',
  };
}

export function keepCluster({ doc }: Store, saved: Uint8Array, screen: string): void {
  doc.transact(() => {
    doc.getMap('cluster').set(SAVED, saved);
    doc.getMap('cluster').set(SCREEN, screen);
  });
}

export function keepHistory({ doc }: Store, lines: readonly string[]): void {
  doc.getMap('cluster').set(HISTORY, lines.join('\u0000'));
}

/** Whether this tab keeps the place's cluster; held until the page goes. True where the browser knows no locks. */
export function ownPlace(place: string, signal: AbortSignal): Promise<boolean> {
  if (!('locks' in navigator)) return Promise.resolve(true);
  return new Promise((resolve) => {
    navigator.locks
      .request(`kubetil/cluster/${place}`, { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        if (!lock) return undefined;
        return new Promise<void>((release) => {
          signal.addEventListener('abort', () => release(), { once: true });
        });
      })
      .catch(() => resolve(true));
  });
}
