/**
 * A Job and its Pods, looked at once: what is active, what has ended and is not counted yet, and which indexes are done.
 * Models syncJobCtx (pkg/controller/job/job_controller.go) and calculateSucceededIndexes & co. (indexed_job_utils.go).
 */
import type { types } from '@/lib/kube';
import { isPodActive, isPodReady, isPodTerminating, type StoredPod } from '../pod-readiness';
import { judgeFailure } from './failure-policy';
import { includes, parseIntervals, total, withIndexes, type Intervals } from './intervals';
import {
  failuresBefore,
  finishedAt,
  ignoredFailuresBefore,
  isFailed,
  isIndexed,
  isTracked,
  validIndexOf,
  type StoredJob,
} from './job-pods';

export interface JobView {
  readonly job: StoredJob;
  readonly spec: types.JobSpec;
  readonly pods: readonly StoredPod[];
  readonly active: readonly StoredPod[];
  readonly ready: number;
  readonly terminating: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly indexes?: Indexes;
}

export interface Indexes {
  /** As the status said. */
  readonly before: Intervals;
  readonly succeeded: Intervals;
  /** Only with a limit for each index. */
  readonly failed?: Intervals;
  /** The last failed Pod of each index that is to be tried again: it stays until then, for its counts. */
  readonly lastFailed: ReadonlyMap<number, StoredPod>;
}

export function viewOf(job: StoredJob, pods: readonly StoredPod[]): JobView {
  const { spec = {}, status = {} } = job;
  const active = pods.filter(isPodActive);
  const { succeeded = [], failed = [] } = status.uncountedTerminatedPods ?? {};
  const isNew = (pod: StoredPod, counted: readonly string[]): boolean =>
    isTracked(pod) && !counted.includes(pod.metadata.uid) && (!isIndexed(job) || validIndexOf(pod, job) !== undefined);
  const newSucceeded = pods.filter((pod) => pod.status?.phase === 'Succeeded' && isNew(pod, succeeded));
  const newFailed = pods.filter((pod) => isFailed(pod, job) && isNew(pod, failed));
  const counting = newFailed.filter((pod) => judgeFailure(spec.podFailurePolicy, pod).counts);
  const indexes = isIndexed(job) ? indexesOf(job, pods, active) : undefined;
  return {
    job,
    spec,
    pods,
    active,
    ready: active.filter(isPodReady).length,
    terminating: pods.filter(isPodTerminating).length,
    succeeded: indexes ? total(indexes.succeeded) : (status.succeeded ?? 0) + newSucceeded.length + succeeded.length,
    failed: (status.failed ?? 0) + counting.length + failed.length,
    ...(indexes && { indexes }),
  };
}

function indexesOf(job: StoredJob, pods: readonly StoredPod[], active: readonly StoredPod[]): Indexes {
  const { spec = {}, status = {} } = job;
  const { completions = 0 } = spec;
  const tracked = pods.filter(isTracked);
  const before = parseIntervals(status.completedIndexes, completions);
  const done = tracked.filter(({ status: { phase } = {} }) => phase === 'Succeeded');
  const succeeded = withIndexes(before, indexesAmong(done, job));
  if (spec.backoffLimitPerIndex === undefined) return { before, succeeded, lastFailed: new Map() };
  const failed = withIndexes(
    parseIntervals(status.failedIndexes, completions),
    indexesAmong(
      tracked.filter((pod) => isIndexLost(pod, job)),
      job,
    ),
  );
  const busy = new Set(indexesAmong(active, job));
  const lastFailed = new Map<number, StoredPod>();
  for (const pod of tracked) {
    const index = validIndexOf(pod, job);
    if (index === undefined || !isFailed(pod, job) || busy.has(index)) continue;
    if (includes(succeeded, index) || includes(failed, index)) continue;
    const last = lastFailed.get(index);
    if (!last || isLater(pod, last)) lastFailed.set(index, pod);
  }
  return { before, succeeded, failed, lastFailed };
}

function isLater(pod: StoredPod, than: StoredPod): boolean {
  const failures = (one: StoredPod): number => failuresBefore(one) + ignoredFailuresBefore(one);
  return failures(than) <= failures(pod) && finishedAt(pod) >= finishedAt(than);
}

/** It has failed more often than it may. */
function isIndexLost(pod: StoredPod, job: StoredJob): boolean {
  if (!isFailed(pod, job)) return false;
  const { podFailurePolicy, backoffLimitPerIndex = 0 } = job.spec ?? {};
  const { action, counts } = judgeFailure(podFailurePolicy, pod);
  return action === 'FailIndex' || (counts && failuresBefore(pod) >= backoffLimitPerIndex);
}

export function indexesAmong(pods: readonly StoredPod[], job: StoredJob): number[] {
  return pods.map((pod) => validIndexOf(pod, job)).filter((index) => index !== undefined);
}
