/** What a ReplicaSet or a ReplicationController says of itself. Models replica_set_utils.go. */
import { formatTime, type Stored, type types, includesLabels } from '@/lib/kube';
import { counts } from '../status-counts';
import type { Failure } from '../pod-control';
import { isPodAvailable, isPodReady, type StoredPod } from '../pod-readiness';

/** Undefined where nothing changes. */
export function statusOf(
  owner: Stored<'apps/v1/ReplicaSet' | 'v1/ReplicationController'>,
  active: readonly StoredPod[],
  terminatingReplicas: number,
  failure: Failure | undefined,
  now: number,
): types.ReplicaSetStatus | undefined {
  const { spec = {}, metadata } = owner;
  const before: types.ReplicaSetStatus = owner.status ?? {};
  // ReplicationControllers do not count those that are on their way out.
  const leaving = owner.kind === 'ReplicaSet' ? { terminatingReplicas } : {};
  const labels = spec.template?.metadata?.labels;
  let [labelled, ready, available] = [0, 0, 0];
  for (const pod of active) {
    if (includesLabels(pod.metadata.labels, labels)) labelled += 1;
    if (isPodReady(pod)) ready += 1;
    if (isPodAvailable(pod, spec.minReadySeconds ?? 0, now)) available += 1;
  }
  const excess = active.length - (spec.replicas ?? 1);
  const conditions = conditionsAfter(before.conditions, failure, excess, now);
  const isSame =
    before.replicas === active.length &&
    (before.fullyLabeledReplicas ?? 0) === labelled &&
    (before.readyReplicas ?? 0) === ready &&
    (before.availableReplicas ?? 0) === available &&
    before.terminatingReplicas === leaving.terminatingReplicas &&
    before.observedGeneration === metadata.generation &&
    before.conditions === conditions;
  if (isSame) return undefined;
  return {
    replicas: active.length,
    ...counts({
      fullyLabeledReplicas: labelled,
      readyReplicas: ready,
      availableReplicas: available,
      observedGeneration: metadata.generation ?? 0,
    }),
    ...leaving,
    ...(conditions ? { conditions } : {}),
  };
}

/** The same list where nothing changes: a failure keeps its first words. */
function conditionsAfter(
  before: types.ReplicaSetCondition[] | undefined,
  failure: Failure | undefined,
  excess: number,
  now: number,
): types.ReplicaSetCondition[] | undefined {
  const others = (before ?? []).filter(({ type }) => type !== 'ReplicaFailure');
  const hasFailed = others.length !== (before ?? []).length;
  if (hasFailed === (failure !== undefined)) return before;
  if (!failure) return others.length > 0 ? others : undefined;
  const condition: types.ReplicaSetCondition = {
    type: 'ReplicaFailure',
    status: 'True',
    lastTransitionTime: formatTime(now),
    reason: excess < 0 ? 'FailedCreate' : 'FailedDelete',
    message: failure.message,
  };
  return [...others, condition];
}
