/**
 * How long a Job waits after failures: 10 s, doubled with each failure since the last success, up to 10 minutes. Models
 * pkg/controller/job/backoff_utils.go; there a record in memory, here read from the Pods, which a restart does not forget.
 */
import type { StoredPod } from '../pod-readiness';
import { failuresBefore, finishedAt, ignoredFailuresBefore, isFailed, type StoredJob } from './job-pods';

const FIRST = 10_000;
const MOST = 600_000;

/** In ms; 0 is now. */
export function remainingBackOff(job: StoredJob, pods: readonly StoredPod[], now: number): number {
  const succeeded = pods.filter(({ status }) => status?.phase === 'Succeeded').map(finishedAt);
  const lastSuccess = Math.max(-1, ...succeeded);
  const failures = pods
    .filter((pod) => isFailed(pod, job))
    .map(finishedAt)
    .filter((moment) => moment > lastSuccess);
  return remaining(failures.length, Math.max(0, ...failures), now);
}

/** Of one index, whose last Pod failed. */
export function remainingBackOffOfIndex(failed: StoredPod | undefined, now: number): number {
  if (!failed) return 0;
  return remaining(failuresBefore(failed) + ignoredFailuresBefore(failed) + 1, finishedAt(failed), now);
}

function remaining(failures: number, last: number, now: number): number {
  if (failures === 0) return 0;
  return Math.max(0, last + Math.min(MOST, FIRST * 2 ** (failures - 1)) - now);
}
