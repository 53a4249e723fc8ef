/** The ReplicaSets of a Deployment, old and new. Models pkg/controller/deployment/util/deployment_util.go. */
import type { Stored, types } from '@/lib/kube';
import { canonicalJson } from '../canonical-json';

export type StoredDeployment = Stored<'apps/v1/Deployment'>;
export type StoredReplicaSet = Stored<'apps/v1/ReplicaSet'>;

export const HASH = 'pod-template-hash';

const keys = new WeakMap<types.PodTemplateSpec, string>();

/** The same for templates that mean the same, whatever their hash. */
export function templateKey(template: types.PodTemplateSpec = {}): string {
  let key = keys.get(template);
  if (key === undefined) {
    const { [HASH]: _, ...labels } = template.metadata?.labels ?? {};
    key = canonicalJson({ ...template, metadata: { ...template.metadata, labels } });
    keys.set(template, key);
  }
  return key;
}

/** The oldest of those that have the template. They come oldest first. */
export function findNew(
  { spec }: StoredDeployment,
  replicaSets: readonly StoredReplicaSet[],
): StoredReplicaSet | undefined {
  const key = templateKey(spec?.template);
  return replicaSets.find((one) => templateKey(one.spec?.template) === key);
}

export function replicasOf({ spec }: { readonly spec?: { replicas?: number } }): number {
  return spec?.replicas ?? 1;
}

/** Those that shall have Pods. */
export function active(replicaSets: readonly StoredReplicaSet[]): StoredReplicaSet[] {
  return replicaSets.filter((one) => replicasOf(one) > 0);
}

export function sumReplicas(replicaSets: readonly StoredReplicaSet[]): number {
  return replicaSets.reduce((sum, one) => sum + replicasOf(one), 0);
}

export function sumStatus(
  replicaSets: readonly StoredReplicaSet[],
  count: 'replicas' | 'readyReplicas' | 'availableReplicas',
): number {
  return replicaSets.reduce((sum, { status }) => sum + (status?.[count] ?? 0), 0);
}

/** Undefined while one of them has not said. */
export function sumTerminating(replicaSets: readonly StoredReplicaSet[]): number | undefined {
  let sum = 0;
  for (const { status = {} } of replicaSets) {
    if (status.terminatingReplicas !== undefined) sum += status.terminatingReplicas;
    else if (status.observedGeneration) return undefined;
  }
  return sum;
}

/** Oldest first. */
export function byAge(a: StoredReplicaSet, b: StoredReplicaSet): number {
  const [ours, theirs] = [a.metadata.creationTimestamp, b.metadata.creationTimestamp];
  if (ours !== theirs) return ours < theirs ? -1 : 1;
  return a.metadata.name < b.metadata.name ? -1 : 1;
}
