/** What the cluster holds, as a lesson's questions see it. */
import type { Cluster } from '@/lib/cluster';

/** All objects of these kinds, in the order of their names. */
export function liveObjects({ store }: Cluster, kinds: readonly string[]): readonly object[] {
  return [...store.resources()]
    .sort()
    .flatMap((resource) => store.table(resource).sorted())
    .filter(({ kind }) => kinds.includes(kind));
}
