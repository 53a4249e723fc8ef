/** What a Deployment says of itself. Models calculateStatus (sync.go) and syncRolloutStatus (progress.go). */
import { parseTime, type types } from '@/lib/kube';
import { counts } from '../status-counts';
import {
  conditionOf,
  newCondition,
  progressDeadline,
  withCondition,
  withoutCondition,
  type Condition,
} from './conditions';
import { maxUnavailable } from './fenceposts';
import {
  replicasOf,
  sumReplicas,
  sumStatus,
  sumTerminating,
  type StoredDeployment,
  type StoredReplicaSet,
} from './replica-sets';

/** Of all its ReplicaSets, the new one among them. */
export function statusOf(
  deployment: StoredDeployment,
  all: readonly StoredReplicaSet[],
  newest: StoredReplicaSet | undefined,
  now: number,
): types.DeploymentStatus {
  const { spec = {}, status = {}, metadata } = deployment;
  const available = sumStatus(all, 'availableReplicas');
  const enough = available >= replicasOf(deployment) - maxUnavailable(spec);
  const condition = enough
    ? newCondition('Available', 'True', 'MinimumReplicasAvailable', 'Deployment has minimum availability.', now)
    : newCondition(
        'Available',
        'False',
        'MinimumReplicasUnavailable',
        'Deployment does not have minimum availability.',
        now,
      );
  const terminating = sumTerminating(all);
  return {
    ...counts({
      observedGeneration: metadata.generation ?? 0,
      replicas: sumStatus(all, 'replicas'),
      updatedReplicas: newest ? sumStatus([newest], 'replicas') : 0,
      readyReplicas: sumStatus(all, 'readyReplicas'),
      availableReplicas: available,
      unavailableReplicas: Math.max(0, sumReplicas(all) - available),
    }),
    ...(terminating === undefined ? {} : { terminatingReplicas: terminating }),
    ...(status.collisionCount === undefined ? {} : { collisionCount: status.collisionCount }),
    conditions: [...withCondition(status.conditions ?? [], condition)],
  };
}

/** The same, and how the rollout gets on. */
export function rolloutStatusOf(
  deployment: StoredDeployment,
  all: readonly StoredReplicaSet[],
  newest: StoredReplicaSet | undefined,
  now: number,
): types.DeploymentStatus {
  const status = statusOf(deployment, all, newest, now);
  let conditions: readonly Condition[] = status.conditions ?? [];
  conditions = withProgress(deployment, status, conditions, newest, now);
  const failure = failureAmong(newest ? [newest, ...all] : all);
  conditions = failure ? withCondition(conditions, failure) : withoutCondition(conditions, 'ReplicaFailure');
  return { ...status, conditions: [...conditions] };
}

function withProgress(
  deployment: StoredDeployment,
  status: types.DeploymentStatus,
  conditions: readonly Condition[],
  newest: StoredReplicaSet | undefined,
  now: number,
): readonly Condition[] {
  if (progressDeadline(deployment.spec ?? {}) === undefined) return withoutCondition(conditions, 'Progressing');
  const current = conditionOf(deployment.status, 'Progressing');
  const isOver = status.replicas === status.updatedReplicas && current?.reason === 'NewReplicaSetAvailable';
  if (isOver) return conditions;
  const what = newest ? `ReplicaSet "${newest.metadata.name}"` : `Deployment "${deployment.metadata.name}"`;
  const progressing = (state: 'True' | 'False', reason: string, does: string): Condition =>
    newCondition('Progressing', state, reason, `${what} ${does}.`, now);

  if (isComplete(deployment, status)) {
    return withCondition(conditions, progressing('True', 'NewReplicaSetAvailable', 'has successfully progressed'));
  }
  if (hasProgressed(deployment.status ?? {}, status)) {
    const condition = progressing('True', 'ReplicaSetUpdated', 'is progressing');
    // Each step forward renews the time of the last update, so that the deadline counts from it.
    const since = current?.status === 'True' ? current.lastTransitionTime : undefined;
    const renewed = since === undefined ? condition : { ...condition, lastTransitionTime: since };
    return withCondition(withoutCondition(conditions, 'Progressing'), renewed);
  }
  if (hasTimedOut(deployment, current, now)) {
    return withCondition(conditions, progressing('False', 'ProgressDeadlineExceeded', 'has timed out progressing'));
  }
  return conditions;
}

export function isComplete(deployment: StoredDeployment, status: types.DeploymentStatus): boolean {
  const replicas = replicasOf(deployment);
  return (
    (status.updatedReplicas ?? 0) === replicas &&
    (status.replicas ?? 0) === replicas &&
    (status.availableReplicas ?? 0) === replicas &&
    (status.observedGeneration ?? 0) >= (deployment.metadata.generation ?? 0)
  );
}

function hasProgressed(before: types.DeploymentStatus, after: types.DeploymentStatus): boolean {
  const old = ({ replicas = 0, updatedReplicas = 0 }: types.DeploymentStatus): number => replicas - updatedReplicas;
  return (
    (after.updatedReplicas ?? 0) > (before.updatedReplicas ?? 0) ||
    old(after) < old(before) ||
    (after.readyReplicas ?? 0) > (before.readyReplicas ?? 0) ||
    (after.availableReplicas ?? 0) > (before.availableReplicas ?? 0)
  );
}

function hasTimedOut({ spec = {} }: StoredDeployment, condition: Condition | undefined, now: number): boolean {
  const deadline = progressDeadline(spec);
  if (!condition || deadline === undefined || condition.reason === 'NewReplicaSetAvailable') return false;
  if (condition.reason === 'ProgressDeadlineExceeded') return true;
  return (parseTime(condition.lastUpdateTime) ?? now) + deadline * 1000 < now;
}

/** In how many ms to look whether the deadline has passed; undefined where there is nothing to wait for. */
export function deadlineCheck(deployment: StoredDeployment, now: number): number | undefined {
  const { spec = {}, status = {} } = deployment;
  const deadline = progressDeadline(spec);
  const condition = conditionOf(status, 'Progressing');
  if (deadline === undefined || !condition || condition.reason === 'ProgressDeadlineExceeded') return undefined;
  if (isComplete(deployment, status)) return undefined;
  const left = (parseTime(condition.lastUpdateTime) ?? now) + deadline * 1000 - now;
  return Math.max(0, left) + 1000;
}

/** What keeps a ReplicaSet from making its Pods. */
function failureAmong(replicaSets: readonly StoredReplicaSet[]): Condition | undefined {
  for (const { status } of replicaSets) {
    const found = status?.conditions?.find(({ type }) => type === 'ReplicaFailure');
    if (found) return found.lastTransitionTime ? { ...found, lastUpdateTime: found.lastTransitionTime } : found;
  }
  return undefined;
}

/** Whether there is nothing new to write. */
export function isSameStatus(a: types.DeploymentStatus = {}, b: types.DeploymentStatus): boolean {
  const ours = a.conditions ?? [];
  const theirs = b.conditions ?? [];
  return (
    a.observedGeneration === b.observedGeneration &&
    a.replicas === b.replicas &&
    a.updatedReplicas === b.updatedReplicas &&
    a.readyReplicas === b.readyReplicas &&
    a.availableReplicas === b.availableReplicas &&
    a.unavailableReplicas === b.unavailableReplicas &&
    a.terminatingReplicas === b.terminatingReplicas &&
    a.collisionCount === b.collisionCount &&
    ours.length === theirs.length &&
    ours.every((condition, at) => condition === theirs[at])
  );
}
