/** Whether a Job has come to its end, and why. Models the middle of syncJob (pkg/controller/job/job_controller.go). */
import { parseTime } from '@/lib/kube';
import { conditionOf, newCondition, type Condition } from './conditions';
import { judgeFailure } from './failure-policy';
import { total } from './intervals';
import { isFailed, isSuspended } from './job-pods';
import type { JobView } from './job-view';
import { successOf } from './success-policy';

/** SuccessCriteriaMet, FailureTarget or, where that was said before, Failed: whatever still runs is then ended. */
export function verdictOn(view: JobView, now: number): Condition | undefined {
  const { job, spec, pods, indexes } = view;
  const { status = {} } = job;
  const met = conditionOf(status, 'SuccessCriteriaMet');
  if (met) return met;
  const target = conditionOf(status, 'FailureTarget');
  if (target) return newCondition('Failed', 'True', target.reason ?? '', target.message ?? '', now);
  const fails = (reason: string, message: string): Condition =>
    newCondition('FailureTarget', 'True', reason, message, now);

  const rule = spec.podFailurePolicy && pods.find((pod) => isFailed(pod, job) && failsJob(view, pod));
  if (rule) return fails('PodFailurePolicy', judgeFailure(spec.podFailurePolicy, rule).message ?? '');
  if (view.failed > (spec.backoffLimit ?? 0) || hasRestartedTooOften(view)) {
    return fails('BackoffLimitExceeded', 'Job has reached the specified backoff limit');
  }
  if (remainingDeadline(view, now) === 0) {
    return fails('DeadlineExceeded', 'Job was active longer than specified deadline');
  }
  if (!indexes) return undefined;
  const lost = indexes.failed ? total(indexes.failed) : 0;
  if (spec.maxFailedIndexes !== undefined && lost > spec.maxFailedIndexes) {
    return fails('MaxFailedIndexesExceeded', 'Job has exceeded the specified maximal number of failed indexes');
  }
  if (lost > 0 && lost + total(indexes.succeeded) >= (spec.completions ?? 0)) {
    return fails('FailedIndexes', 'Job has failed indexes');
  }
  const success = successOf(spec, indexes.succeeded);
  return success === undefined ? undefined : newCondition('SuccessCriteriaMet', 'True', 'SuccessPolicy', success, now);
}

function failsJob({ spec }: JobView, pod: JobView['pods'][number]): boolean {
  return judgeFailure(spec.podFailurePolicy, pod).message !== undefined;
}

/** In ms, 0 once it has passed; undefined where there is none, or it does not count. */
export function remainingDeadline({ job, spec }: JobView, now: number): number | undefined {
  const started = parseTime(job.status?.startTime);
  if (spec.activeDeadlineSeconds === undefined || started === undefined || isSuspended(job)) return undefined;
  return Math.max(0, started + spec.activeDeadlineSeconds * 1000 - now);
}

/** Of Pods that restart their containers themselves. Models pastBackoffLimitOnFailure. */
function hasRestartedTooOften({ spec, pods }: JobView): boolean {
  const { template, backoffLimit = 0 } = spec;
  if (template?.spec?.restartPolicy !== 'OnFailure') return false;
  let restarts = 0;
  for (const { status = {} } of pods) {
    if (status.phase !== 'Running' && status.phase !== 'Pending') continue;
    for (const one of [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])]) {
      restarts += one.restartCount ?? 0;
    }
  }
  return backoffLimit === 0 ? restarts > 0 : restarts >= backoffLimit;
}
