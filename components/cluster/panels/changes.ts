/** What has changed in the cluster since the last step of its timeline: of what is drawn, by the items' words. */
import type { ViewChange, ViewItem } from '@/lib/cluster';
import type { Pulse } from '@/workers/cluster-protocol';

export interface ItemChange {
  readonly how: 'added' | 'changed' | 'gone';
  /** As it is now; of what is gone, as it was. */
  readonly item: ViewItem;
  /** Its status before, where that is another. */
  readonly was?: string;
}

type Items = ReadonlyMap<string, ViewItem>;

export class Changes {
  #items: Items | undefined;
  #base: Items = new Map();
  /** As it was before what the coming pulse is about: a step is told after what it did. */
  #before: Items | undefined;
  #step: string | undefined;

  hear({ isWhole, items, gone }: ViewChange): void {
    const next = new Map(isWhole ? [] : this.#items);
    for (const item of items) next.set(item.id, item);
    for (const id of gone) next.delete(id);
    if (this.#items) this.#before ??= this.#items;
    else this.#base = next;
    this.#items = next;
  }

  settle({ step, steps, undo }: Pulse): void {
    const now = `${step} ${steps} ${undo ?? ''}`;
    if (this.#step !== undefined && this.#step !== now) this.#base = this.#before ?? this.#items ?? this.#base;
    this.#step = now;
    this.#before = undefined;
  }

  /** In the order of their kinds and names. */
  list(): readonly ItemChange[] {
    const found: ItemChange[] = [];
    const items = this.#items ?? new Map<string, ViewItem>();
    for (const [id, item] of items) {
      const was = this.#base.get(id);
      if (!was) found.push({ how: 'added', item });
      else if (isChanged(was, item))
        found.push({ how: 'changed', item, ...(was.status !== item.status && { was: was.status }) });
    }
    for (const [id, item] of this.#base) if (!items.has(id)) found.push({ how: 'gone', item });
    return found.sort((a, b) => (place(a) < place(b) ? -1 : 1));
  }
}

function isChanged(was: ViewItem, item: ViewItem): boolean {
  if (was === item) return false;
  const { status, state, node, ties } = was;
  if (status !== item.status || state !== item.state || node !== item.node) return true;
  return JSON.stringify(ties) !== JSON.stringify(item.ties);
}

function place({ item }: ItemChange): string {
  return `${item.kind} ${item.namespace ?? ''} ${item.name}`;
}
