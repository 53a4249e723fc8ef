import { useMemo, useSyncExternalStore } from 'react';
import type { ViewItem } from '@/lib/cluster';
import type { ClusterClient } from '../cluster-client';
import { itemsOf } from '../picture/cluster-items';

const NONE: readonly ViewItem[] = [];

/** All that is drawn of the cluster, by name, as it changes. */
export function useClusterItems(client: ClusterClient): readonly ViewItem[] {
  const items = itemsOf(client);
  const known = useSyncExternalStore(items.subscribe, items.snapshot, () => undefined);
  return useMemo(() => (known ? [...known.values()].sort(byName) : NONE), [known]);
}

function byName(a: ViewItem, b: ViewItem): number {
  const [left, right] = [`${a.namespace ?? ''}/${a.name}`, `${b.namespace ?? ''}/${b.name}`];
  return left < right ? -1 : 1;
}
