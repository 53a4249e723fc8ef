/** What a StatefulSet says of itself. Models updateStatus and completeRollingUpdate (stateful_set_control.go). */
import type { types } from '@/lib/kube';
import { isPodAvailable, isPodReady, type StoredPod } from '../pod-readiness';
import { counts } from '../status-counts';
import { replicasOf, type StoredStatefulSet } from './identity';
import { revisionOf, type Revisions } from './revisions';

/** @param leaving how many Pods of the current revision were just deleted */
export function statusOf(
  set: StoredStatefulSet,
  { current, update, collisions }: Revisions,
  pods: readonly StoredPod[],
  leaving: number,
  now: number,
): types.StatefulSetStatus {
  const { spec = {}, metadata } = set;
  const ready = pods.filter((pod) => pod.status?.phase === 'Running' && isPodReady(pod));
  const staying = pods.filter((pod) => pod.metadata.deletionTimestamp === undefined).map(revisionOf);
  const updatedReplicas = staying.filter((name) => name === update.metadata.name).length;
  let currentReplicas = staying.filter((name) => name === current.metadata.name).length - leaving;
  let currentRevision = current.metadata.name;
  const wanted = replicasOf(set);
  const isRolling = spec.updateStrategy?.type === 'RollingUpdate';
  if (isRolling && [updatedReplicas, ready.length, pods.length].every((count) => count === wanted)) {
    currentReplicas = updatedReplicas;
    currentRevision = update.metadata.name;
  }
  return {
    replicas: pods.length,
    availableReplicas: ready.filter((pod) => isPodAvailable(pod, spec.minReadySeconds ?? 0, now)).length,
    ...counts({
      observedGeneration: metadata.generation ?? 0,
      readyReplicas: ready.length,
      currentReplicas,
      updatedReplicas,
    }),
    currentRevision,
    updateRevision: update.metadata.name,
    collisionCount: collisions,
  };
}

export function isSameStatus(a: types.StatefulSetStatus = {}, b: types.StatefulSetStatus): boolean {
  return (
    (a.observedGeneration ?? 0) >= (b.observedGeneration ?? 0) &&
    a.replicas === b.replicas &&
    (a.currentReplicas ?? 0) === (b.currentReplicas ?? 0) &&
    (a.readyReplicas ?? 0) === (b.readyReplicas ?? 0) &&
    (a.updatedReplicas ?? 0) === (b.updatedReplicas ?? 0) &&
    (a.availableReplicas ?? 0) === (b.availableReplicas ?? 0) &&
    a.currentRevision === b.currentRevision &&
    a.updateRevision === b.updateRevision
  );
}
