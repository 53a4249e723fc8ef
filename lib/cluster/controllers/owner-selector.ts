/** Which Pods a workload takes for its own: a ReplicationController says it with labels alone. */
import type { Stored, types } from '@/lib/kube';

interface Selecting {
  readonly kind: string;
  readonly spec?: { readonly selector?: types.LabelSelector | Record<string, string> };
}

export function selectorOfOwner(owner: Selecting): types.LabelSelector | undefined {
  return isReplicationController(owner) ? { matchLabels: owner.spec?.selector ?? {} } : owner.spec?.selector;
}

function isReplicationController(owner: Selecting): owner is Stored<'v1/ReplicationController'> {
  return owner.kind === 'ReplicationController';
}
