/** Conditions of a Job. Models newCondition and ensureJobConditionStatus (pkg/controller/job/job_controller.go). */
import { formatTime, parseTime, type types } from '@/lib/kube';

export type Condition = types.JobCondition;
export type ConditionType = 'SuccessCriteriaMet' | 'FailureTarget' | 'Complete' | 'Failed' | 'Suspended';

export function newCondition(
  type: ConditionType,
  status: 'True' | 'False',
  reason: string,
  message: string,
  now: number,
): Condition {
  const time = formatTime(now);
  return { type, status, lastProbeTime: time, lastTransitionTime: time, reason, message };
}

export function conditionOf({ conditions }: types.JobStatus, type: ConditionType): Condition | undefined {
  return conditions?.find((one) => one.type === type && one.status === 'True');
}

/** The same list where nothing changes; what is not so, and never was, is not said. */
export function withCondition(before: Condition[], condition: Condition): Condition[] {
  const current = before.find(({ type }) => type === condition.type);
  if (!current) return condition.status === 'False' ? before : [...before, condition];
  const isSame =
    current.status === condition.status && current.reason === condition.reason && current.message === condition.message;
  return isSame ? before : before.map((one) => (one === current ? condition : one));
}

export function isFinished({ status = {} }: types.Job): boolean {
  return conditionOf(status, 'Complete') !== undefined || conditionOf(status, 'Failed') !== undefined;
}

/** In ms since 1970. */
export function finishTime({ status = {} }: types.Job): number | undefined {
  const condition = conditionOf(status, 'Complete') ?? conditionOf(status, 'Failed');
  return parseTime(condition?.lastTransitionTime);
}
