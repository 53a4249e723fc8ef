/** Who has to do with an item. */
import type { ViewItem, ViewTie } from '@/lib/cluster';
import { keyOf } from './arrange';

export interface Relations {
  /** What it names, and the item of that name where there is one. */
  readonly needs: readonly { readonly tie: ViewTie; readonly item: ViewItem | undefined }[];
  /** Who names it. */
  readonly neededBy: readonly { readonly tie: ViewTie; readonly item: ViewItem }[];
  readonly owner: ViewItem | undefined;
  /** What it owns; of a node, the Pods on it. */
  readonly parts: readonly ViewItem[];
}

export function relationsOf(item: ViewItem, items: ReadonlyMap<string, ViewItem>): Relations {
  const key = keyOf(item);
  const byKey = new Map<string, ViewItem>();
  const neededBy: { tie: ViewTie; item: ViewItem }[] = [];
  const parts: ViewItem[] = [];
  for (const other of items.values()) {
    byKey.set(keyOf(other), other);
    const isOn = item.kind === 'Node' && other.node === item.name;
    if (isOn || other.owner === item.id) parts.push(other);
    const tie = other.ties.find((tie) => keyOf(tie) === key);
    if (tie) neededBy.push({ tie, item: other });
  }
  return {
    needs: item.ties.map((tie) => ({ tie, item: byKey.get(keyOf(tie)) })),
    neededBy,
    owner: items.get(item.owner ?? ''),
    parts,
  };
}
