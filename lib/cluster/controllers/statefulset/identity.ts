/** The names and ordinals of a StatefulSet's Pods, and the Pods as it makes them. Models stateful_set_utils.go. */
import type { Stored, types } from '@/lib/kube';
import { podFromTemplate } from '../pod-from-template';
import type { StoredPod } from '../pod-readiness';

export type StoredStatefulSet = Stored<'apps/v1/StatefulSet'>;

/** Says the name of the revision. */
export const REVISION = 'controller-revision-hash';
const POD_NAME = 'statefulset.kubernetes.io/pod-name';
const POD_INDEX = 'apps.kubernetes.io/pod-index';

/** Undefined for a Pod that is named otherwise. */
export function ordinalOf({ name: set }: types.ObjectMeta, { metadata: { name } }: StoredPod): number | undefined {
  const [, parent, ordinal] = /^(.*)-(\d+)$/.exec(name) ?? [];
  return parent === set && ordinal !== undefined && Number(ordinal) < 2 ** 31 ? Number(ordinal) : undefined;
}

export function firstOrdinal({ spec }: StoredStatefulSet): number {
  return spec?.ordinals?.start ?? 0;
}

export function replicasOf({ spec }: StoredStatefulSet): number {
  return spec?.replicas ?? 1;
}

export function isInRange(set: StoredStatefulSet, ordinal: number): boolean {
  const first = firstOrdinal(set);
  return ordinal >= first && ordinal < first + replicasOf(set);
}

export function podName({ metadata: { name } }: StoredStatefulSet, ordinal: number): string {
  return `${name}-${ordinal}`;
}

export function claimName(set: StoredStatefulSet, claim: types.PersistentVolumeClaim, ordinal: number): string {
  return `${claim.metadata?.name}-${podName(set, ordinal)}`;
}

/** Of that template, under the name of its revision. */
export function newPod(
  set: StoredStatefulSet,
  template: types.PodTemplateSpec,
  revision: string,
  ordinal: number,
): types.Pod {
  const pod = podFromTemplate(template, set);
  const name = podName(set, ordinal);
  const { serviceName, volumeClaimTemplates = [] } = set.spec ?? {};
  const claimed = volumeClaimTemplates.map((claim) => ({
    name: claim.metadata?.name ?? '',
    persistentVolumeClaim: { claimName: claimName(set, claim, ordinal) },
  }));
  const volumes = [
    ...claimed,
    ...(pod.spec.volumes ?? []).filter((volume) => !claimed.some((one) => one.name === volume.name)),
  ];
  return {
    metadata: {
      ...pod.metadata,
      name,
      labels: { ...pod.metadata.labels, ...identity(name, ordinal), [REVISION]: revision },
    },
    spec: {
      ...pod.spec,
      hostname: name,
      ...(serviceName ? { subdomain: serviceName } : {}),
      ...(volumes.length > 0 ? { volumes } : {}),
    },
  };
}

/** The Pod with the labels of its name; undefined where it has them. */
export function withIdentity(pod: StoredPod, ordinal: number): StoredPod | undefined {
  const { metadata } = pod;
  if (metadata.labels?.[POD_NAME] === metadata.name) return undefined;
  return { ...pod, metadata: { ...metadata, labels: { ...metadata.labels, ...identity(metadata.name, ordinal) } } };
}

function identity(name: string, ordinal: number): Record<string, string> {
  return { [POD_NAME]: name, [POD_INDEX]: String(ordinal) };
}
