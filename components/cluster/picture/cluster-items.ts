/** What is drawn of a cluster, as the page knows it: outside React, read through useSyncExternalStore. */
import type { ViewChange, ViewItem } from '@/lib/cluster';

/** In the order in which they came; undefined until the cluster has told anything. */
export type Items = ReadonlyMap<string, ViewItem> | undefined;

interface Told {
  onView(listener: (change: ViewChange) => void): () => void;
}

export class ClusterItems {
  readonly #client: Told;
  readonly #atFrame: (run: () => void) => void;
  readonly #listeners = new Set<() => void>();
  #items: Items;
  #told: Items;
  #isWaiting = false;
  #stop: (() => void) | undefined;

  /** @param atFrame runs it before the page is drawn next */
  constructor(client: Told, atFrame: (run: () => void) => void = (run) => void requestAnimationFrame(run)) {
    this.#client = client;
    this.#atFrame = atFrame;
  }

  /** The cluster is listened to while anybody listens here. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    this.#stop ??= this.#client.onView((change) => this.hear(change));
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      this.#stop?.();
      this.#stop = undefined;
    };
  };

  readonly snapshot = (): Items => this.#items;

  /** However much is told, the page is drawn once a frame. */
  hear(change: ViewChange): void {
    // What comes before the whole is of an earlier view.
    if (!change.isWhole && !this.#told) return;
    this.#told = itemsAfter(this.#told, change);
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    this.#atFrame(() => {
      this.#isWaiting = false;
      this.#items = this.#told;
      for (const listener of this.#listeners) listener();
    });
  }
}

const known = new WeakMap<Told, ClusterItems>();

/** One for each client: who comes back to the picture finds everything where it was. */
export function itemsOf(client: Told): ClusterItems {
  const items = known.get(client) ?? new ClusterItems(client);
  known.set(client, items);
  return items;
}

/** What was there keeps its place in the order, also when everything is told anew: undo makes nothing jump. */
export function itemsAfter(before: Items, { isWhole, items, gone }: ViewChange): ReadonlyMap<string, ViewItem> {
  const after = new Map(before);
  if (isWhole) {
    const now = new Set(items.map(({ id }) => id));
    for (const id of after.keys()) if (!now.has(id)) after.delete(id);
  }
  for (const id of gone) after.delete(id);
  for (const item of items) after.set(item.id, item);
  return after;
}
