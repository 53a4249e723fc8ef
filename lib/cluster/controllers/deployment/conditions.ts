/** Conditions of a Deployment: reasons and how they are set. Models deployment_util.go. */
import { formatTime, type types } from '@/lib/kube';

export type Condition = types.DeploymentCondition;
export type ConditionType = 'Available' | 'Progressing' | 'ReplicaFailure';

/** No deadline is written as the largest number. */
const NO_LIMIT = 2_147_483_647;

export function newCondition(
  type: ConditionType,
  status: 'True' | 'False' | 'Unknown',
  reason: string,
  message: string,
  now: number,
): Condition {
  const time = formatTime(now);
  return { type, status, lastUpdateTime: time, lastTransitionTime: time, reason, message };
}

export function conditionOf(status: types.DeploymentStatus | undefined, type: ConditionType): Condition | undefined {
  return status?.conditions?.find((one) => one.type === type);
}

/** The same list where status and reason are as before: neither message nor time is then renewed. */
export function withCondition(before: readonly Condition[], condition: Condition): readonly Condition[] {
  const current = before.find(({ type }) => type === condition.type);
  if (current?.status === condition.status && current?.reason === condition.reason) return before;
  const kept = current?.status === condition.status ? current?.lastTransitionTime : undefined;
  const after = kept === undefined ? condition : { ...condition, lastTransitionTime: kept };
  return [...withoutCondition(before, condition.type), after];
}

export function withoutCondition(before: readonly Condition[], type: string | undefined): readonly Condition[] {
  return before.some((one) => one.type === type) ? before.filter((one) => one.type !== type) : before;
}

/** In seconds; undefined is for ever. */
export function progressDeadline({ progressDeadlineSeconds }: types.DeploymentSpec): number | undefined {
  return progressDeadlineSeconds === NO_LIMIT ? undefined : progressDeadlineSeconds;
}

/** How many old ReplicaSets are kept; undefined is all. */
export function historyLimit({ revisionHistoryLimit }: types.DeploymentSpec): number | undefined {
  return revisionHistoryLimit === NO_LIMIT ? undefined : revisionHistoryLimit;
}
