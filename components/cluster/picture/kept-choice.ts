/** How the cluster is shown, as this browser remembers it. */
export type Shown = 'picture' | 'list';

const KEY = 'kubetil.cluster-view';

export function keptShown(): Shown {
  try {
    return localStorage.getItem(KEY) === 'list' ? 'list' : 'picture';
  } catch {
    return 'picture';
  }
}

export function keepShown(shown: Shown): void {
  try {
    localStorage.setItem(KEY, shown);
  } catch {
    // Without storage it lasts as long as the page does.
  }
}
