/**
 * Counting the Pods that have ended, each once, whatever fails on the way: their uids are written down, their finalizers
 * taken off, and only then they move to the counts. Models trackJobStatusAndRemoveFinalizers (job_controller.go).
 */
import type { Client, types } from '@/lib/kube';
import { counts } from '../status-counts';
import type { StoredPod } from '../pod-readiness';
import { conditionOf, newCondition, withCondition, type Condition } from './conditions';
import { judgeFailure } from './failure-policy';
import { formatIntervals, includes, total, withIndexes } from './intervals';
import { isFailed, isTracked, TRACKING, validIndexOf, type StoredJob } from './job-pods';
import type { JobView } from './job-view';

/** No more than this are counted at once. */
const MOST_UNCOUNTED = 500;

/** The counts of a status, and what they are made of. */
export interface Draft {
  readonly job: StoredJob;
  status: types.JobStatus;
  succeeded: string[];
  failed: string[];
}

export interface Counted {
  /** Their finalizers are to be taken off. */
  readonly release: readonly StoredPod[];
  /** Some are left for the next time. */
  readonly isPart: boolean;
}

export function newDraft(job: StoredJob): Draft {
  const { status = {} } = job;
  const { succeeded = [], failed = [] } = status.uncountedTerminatedPods ?? {};
  return { job, status, succeeded: [...succeeded], failed: [...failed] };
}

/** As it is written: what is 0 is mostly left out. */
export function statusOf({ status, succeeded, failed }: Draft): types.JobStatus {
  const { active = 0, succeeded: done = 0, failed: lost = 0, completedIndexes, ...others } = status;
  return {
    ...others,
    ...counts({ active, succeeded: done, failed: lost }),
    ...(completedIndexes ? { completedIndexes } : {}),
    uncountedTerminatedPods: { ...(succeeded.length > 0 && { succeeded }), ...(failed.length > 0 && { failed }) },
  };
}

/** Writes down those that have ended; of a Job that has ended, all. */
export function writeDown(draft: Draft, view: JobView, verdict: Condition | undefined): Counted {
  const { job, spec, indexes } = view;
  const release: StoredPod[] = [];
  const done: number[] = [];
  for (const pod of indexes ? byIndex(view) : view.pods) {
    if (!isTracked(pod)) continue;
    const { uid } = pod.metadata;
    const failed = isFailed(pod, job);
    if (!mayRelease(pod, view, failed, verdict)) continue;
    release.push(pod);
    const index = validIndexOf(pod, job);
    if (pod.status?.phase === 'Succeeded' && !draft.failed.includes(uid)) {
      if (!indexes) addOnce(draft.succeeded, uid);
      else if (index !== undefined && !includes(indexes.before, index)) done.push(index);
    } else if (failed || (verdict && verdict.type !== 'SuccessCriteriaMet')) {
      const isCounted = judgeFailure(spec.podFailurePolicy, pod).counts && (!indexes || index !== undefined);
      if (isCounted) addOnce(draft.failed, uid);
    }
    if (done.length + draft.succeeded.length + draft.failed.length >= MOST_UNCOUNTED) break;
  }
  if (indexes) {
    const succeeded = withIndexes(indexes.succeeded, done);
    draft.status = {
      ...draft.status,
      succeeded: total(succeeded),
      completedIndexes: formatIntervals(succeeded),
      ...(indexes.failed && { failedIndexes: formatIntervals(indexes.failed) }),
    };
  }
  return { release, isPart: done.length + draft.succeeded.length + draft.failed.length >= MOST_UNCOUNTED };
}

/** Says the verdict; answers what the Job will be in the end. */
export function sayVerdict(draft: Draft, verdict: Condition | undefined, now: number): Condition | undefined {
  if (verdict?.type !== 'FailureTarget' && verdict?.type !== 'SuccessCriteriaMet') return verdict;
  const { status } = draft;
  if (!conditionOf(status, verdict.type)) {
    draft.status = { ...status, conditions: [...(status.conditions ?? []), verdict] };
  }
  const type = verdict.type === 'FailureTarget' ? 'Failed' : 'Complete';
  return newCondition(type, 'True', verdict.reason ?? '', verdict.message ?? '', now);
}

/** Moves to the counts those that are tracked no more. */
export function countUntracked(draft: Draft, tracked: ReadonlySet<string>): void {
  const stay = (uids: readonly string[]): string[] => uids.filter((uid) => tracked.has(uid));
  const [succeeded, failed] = [stay(draft.succeeded), stay(draft.failed)];
  const { status } = draft;
  draft.status = {
    ...status,
    failed: (status.failed ?? 0) + draft.failed.length - failed.length,
    succeeded: (status.succeeded ?? 0) + draft.succeeded.length - succeeded.length,
  };
  draft.succeeded = succeeded;
  draft.failed = failed;
}

/** The Job is over once all is counted and nothing is being deleted any more. Answers whether it is. */
export function finish(draft: Draft, end: Condition | undefined): boolean {
  const { status } = draft;
  if (!end || draft.succeeded.length + draft.failed.length > 0 || (status.terminating ?? 0) > 0) return false;
  draft.status = {
    ...status,
    conditions: withCondition(status.conditions ?? [], end),
    ...(end.type === 'Complete' && end.lastTransitionTime ? { completionTime: end.lastTransitionTime } : {}),
  };
  return true;
}

/** Answers whether the Pod, as it is now, has no tracking finalizer any more. */
export function release(client: Client, { metadata: { namespace, name, uid } }: StoredPod): boolean {
  const pod = client.get('v1/Pod', namespace, name);
  if (!pod || pod.metadata.uid !== uid || !isTracked(pod)) return true;
  const finalizers = (pod.metadata.finalizers ?? []).filter((one) => one !== TRACKING);
  const answer = client.update('v1/Pod', { ...pod, metadata: { ...pod.metadata, finalizers } });
  return answer.ok || answer.status.reason === 'NotFound';
}

/** Whether the status says anything else than before. */
export function isSameStatus(a: types.JobStatus | undefined, b: types.JobStatus): boolean {
  return JSON.stringify(inOrder(a ?? {})) === JSON.stringify(inOrder(b));
}

function inOrder(status: types.JobStatus): [string, unknown][] {
  return Object.entries(status).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The last failed Pod of an index stays, for its counts, until the next one is made. */
function mayRelease(pod: StoredPod, { job, indexes }: JobView, failed: boolean, verdict?: Condition): boolean {
  if (job.metadata.deletionTimestamp !== undefined || verdict || pod.status?.phase === 'Succeeded') return true;
  if (!failed) return false;
  const index = validIndexOf(pod, job);
  return index === undefined || indexes?.lastFailed.get(index)?.metadata.uid !== pod.metadata.uid;
}

function byIndex({ pods, job }: JobView): StoredPod[] {
  const index = (pod: StoredPod): number => validIndexOf(pod, job) ?? -1;
  return [...pods].sort((a, b) => index(a) - index(b));
}

function addOnce(uids: string[], uid: string): void {
  if (!uids.includes(uid)) uids.push(uid);
}
