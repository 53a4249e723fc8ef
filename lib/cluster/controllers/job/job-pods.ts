/** What a Job asks of its Pods. Models parts of pkg/controller/job (tracking, indexes, times of the end). */
import { parseTime, type Stored, type types } from '@/lib/kube';
import { isPodTerminal, readyCondition, type StoredPod } from '../pod-readiness';

export type StoredJob = Stored<'batch/v1/Job'>;

/** Kept on a Pod until its end was counted. */
export const TRACKING = 'batch.kubernetes.io/job-tracking';
export const INDEX = 'batch.kubernetes.io/job-completion-index';
export const FAILURES = 'batch.kubernetes.io/job-index-failure-count';
export const IGNORED_FAILURES = 'batch.kubernetes.io/job-index-ignored-failure-count';

export function isIndexed({ spec }: StoredJob): boolean {
  return spec?.completionMode === 'Indexed';
}

export function isSuspended({ spec }: StoredJob): boolean {
  return spec?.suspend === true;
}

/** Whether a Pod is replaced only once it has failed, and not when it is being deleted. */
export function replacesOnlyFailed({ spec }: StoredJob): boolean {
  return spec?.podReplacementPolicy === 'Failed' || spec?.podFailurePolicy !== undefined;
}

export function isTracked({ metadata }: StoredPod): boolean {
  return metadata.finalizers?.includes(TRACKING) ?? false;
}

/** One that is being deleted counts as failed, where it need not end first. */
export function isFailed(pod: StoredPod, job: StoredJob): boolean {
  if (pod.status?.phase === 'Failed') return true;
  if (replacesOnlyFailed(job)) return false;
  return pod.metadata.deletionTimestamp !== undefined && !isPodTerminal(pod);
}

/** Undefined for a Pod of no index. */
export function indexOf({ metadata }: StoredPod): number | undefined {
  return count(metadata.annotations?.[INDEX]);
}

/** The index, if it is one of the Job's. */
export function validIndexOf(pod: StoredPod, { spec }: StoredJob): number | undefined {
  const index = indexOf(pod);
  return index !== undefined && index < (spec?.completions ?? 0) ? index : undefined;
}

/** How often its index had failed before, as far as it counts. */
export function failuresBefore({ metadata }: StoredPod): number {
  return count(metadata.annotations?.[FAILURES]) ?? 0;
}

export function ignoredFailuresBefore({ metadata }: StoredPod): number {
  return count(metadata.annotations?.[IGNORED_FAILURES]) ?? 0;
}

/** When it ended, or as near as can be known, in ms since 1970. Models getFinishedTime. */
export function finishedAt(pod: StoredPod): number {
  const { deletionTimestamp, deletionGracePeriodSeconds = 0, creationTimestamp } = pod.metadata;
  const ready = readyCondition(pod);
  const deleted = parseTime(deletionTimestamp);
  return (
    lastContainerEnd(pod) ??
    (ready?.status === 'False' ? parseTime(ready.lastTransitionTime) : undefined) ??
    (deleted === undefined ? undefined : deleted - deletionGracePeriodSeconds * 1000) ??
    parseTime(creationTimestamp) ??
    0
  );
}

/** Undefined while one of them has not ended. */
function lastContainerEnd({ spec, status }: StoredPod): number | undefined {
  const sidecars = (spec?.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always');
  const isSidecar = ({ name }: types.ContainerStatus): boolean => sidecars.some((one) => one.name === name);
  const statuses = [...(status?.containerStatuses ?? []), ...(status?.initContainerStatuses ?? []).filter(isSidecar)];
  let last: number | undefined;
  for (const { state } of statuses) {
    const end = parseTime(state?.terminated?.finishedAt);
    if (end === undefined) return undefined;
    last = Math.max(last ?? end, end);
  }
  return last;
}

function count(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : undefined;
}

/** Those to do without first come first. Models ActivePods (pkg/controller/controller_utils.go). */
export function byUse(a: StoredPod, b: StoredPod): number {
  const [ours, theirs] = [useOf(a), useOf(b)];
  for (const [at, one] of ours.entries()) {
    const other = theirs[at] ?? 0;
    if (one !== other) return one - other;
  }
  return a.metadata.name < b.metadata.name ? -1 : 1;
}

const PHASES: Readonly<Record<string, number>> = { Pending: 0, Unknown: 1, Running: 2 };

function useOf(pod: StoredPod): number[] {
  const ready = readyCondition(pod);
  const isReady = ready?.status === 'True';
  const restarts = (pod.status?.containerStatuses ?? []).map(({ restartCount = 0 }) => restartCount);
  return [
    pod.spec?.nodeName ? 1 : 0,
    PHASES[pod.status?.phase ?? ''] ?? 0,
    isReady ? 1 : 0,
    isReady ? -(parseTime(ready.lastTransitionTime) ?? 0) : 0,
    -Math.max(0, ...restarts),
    -(parseTime(pod.metadata.creationTimestamp) ?? 0),
  ];
}
