/** What is in a cluster, as a lesson's questions see it. */
import type { Cluster } from './cluster';

/** All objects of these kinds, in the order of their resources and names. A table holds one kind: others are not sorted. */
export function objectsOfKinds({ store }: Cluster, kinds: readonly string[]): readonly object[] {
  return [...store.resources()].sort().flatMap((resource) => {
    const table = store.table(resource);
    const [first] = table.values();
    return first && kinds.includes(first.kind) ? table.sorted() : [];
  });
}
