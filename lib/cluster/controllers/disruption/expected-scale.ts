/** How many Pods the controllers of some Pods want together. Models getExpectedScale and its finders (disruption.go). */
import { kindOf, type Client, type Stored, type types } from '@/lib/kube';
import { controllerOf } from '../controller-ref';
import type { StoredPod } from '../pod-readiness';

export interface ExpectedScale {
  readonly count: number;
  /** Some of the Pods have no controller. */
  readonly isUnmanaged: boolean;
}

/** A text is why it can't be told. */
export function expectedScale(client: Client, pods: readonly StoredPod[]): ExpectedScale | string {
  const scales = new Map<string, number>();
  const known = new Set<string>();
  let isUnmanaged = false;
  for (const pod of pods) {
    const owner = controllerOf(pod.metadata);
    if (!owner?.uid) {
      isUnmanaged = true;
      continue;
    }
    if (known.has(owner.uid)) continue;
    known.add(owner.uid);
    const scale = scaleOf(client, owner, pod);
    if (typeof scale === 'string') return scale;
    scales.set(scale.uid, scale.replicas);
  }
  return { count: [...scales.values()].reduce((sum, replicas) => sum + replicas, 0), isUnmanaged };
}

interface Scale {
  readonly uid: string;
  readonly replicas: number;
}

function scaleOf(client: Client, owner: types.OwnerReference, { metadata }: StoredPod): Scale | string {
  const { apiVersion = '', kind = '', name = '', uid } = owner;
  const { namespace } = metadata;
  if (apiVersion === 'apps/v1' && kind === 'ReplicaSet') {
    const set = client.get('apps/v1/ReplicaSet', namespace, name);
    if (set?.metadata.uid === uid && set) return scaleOfSet(client, set);
  } else if (apiVersion === 'apps/v1' && kind === 'StatefulSet') {
    const set = client.get('apps/v1/StatefulSet', namespace, name);
    if (set?.metadata.uid === uid && set) return { uid: set.metadata.uid, replicas: set.spec?.replicas ?? 1 };
  } else if (apiVersion === 'v1' && kind === 'ReplicationController') {
    const controller = client.get('v1/ReplicationController', namespace, name);
    if (controller?.metadata.uid === uid && controller) {
      return { uid: controller.metadata.uid, replicas: controller.spec?.replicas ?? 1 };
    }
  } else {
    const known = kindOf(apiVersion, kind);
    if (known) {
      const resource = known.group === '' ? known.resource : `${known.resource}.${known.group}`;
      return `${resource} does not implement the scale subresource`;
    }
  }
  return `found no controllers for pod "${metadata.name}"`;
}

/** A Deployment counts once, however many ReplicaSets it has. */
function scaleOfSet(client: Client, set: Stored<'apps/v1/ReplicaSet'>): Scale {
  const owner = controllerOf(set.metadata);
  const { namespace } = set.metadata;
  const deployment =
    owner?.kind === 'Deployment' ? client.get('apps/v1/Deployment', namespace, owner.name ?? '') : undefined;
  if (deployment && deployment.metadata.uid === owner?.uid) {
    return { uid: deployment.metadata.uid, replicas: deployment.spec?.replicas ?? 1 };
  }
  return { uid: set.metadata.uid, replicas: set.spec?.replicas ?? 1 };
}
