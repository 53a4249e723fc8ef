/**
 * How many Pods a Job is to have now, and the way there. Models manageJob (pkg/controller/job/job_controller.go). Here only
 * what is to be done is said.
 */
import type { StoredPod } from '../pod-readiness';
import { isPodTerminating } from '../pod-readiness';
import { remainingBackOff, remainingBackOffOfIndex } from './back-off';
import { merge, missing, withIndexes } from './intervals';
import { byUse, indexOf, isSuspended, replacesOnlyFailed, validIndexOf } from './job-pods';
import { indexesAmong, type Indexes, type JobView } from './job-view';

export type Work =
  | { readonly does: 'nothing' }
  | { readonly does: 'delete'; readonly pods: readonly StoredPod[] }
  /** An index for each Pod; undefined where the Job has none. */
  | { readonly does: 'create'; readonly indexes: readonly (number | undefined)[] }
  | { readonly does: 'wait'; readonly ms: number };

const BURST = 500;

export function workOf(view: JobView, now: number): Work {
  const { job, spec, active, succeeded } = view;
  if (isSuspended(job)) return deleting(activeForRemoval(view, active.length));
  const { parallelism = 1, completions } = spec;
  const left = completions === undefined ? (succeeded > 0 ? active.length : parallelism) : completions - succeeded;
  const wanted = completions === undefined ? left : Math.max(0, Math.min(left, parallelism));
  const superfluous = activeForRemoval(view, Math.max(0, active.length - wanted));
  if (superfluous.length > 0) return deleting(superfluous.slice(0, BURST));

  const leaving = replacesOnlyFailed(job) ? view.terminating : 0;
  const count = Math.min(BURST, wanted - leaving - active.length);
  if (count <= 0) return { does: 'nothing' };
  const isPerIndex = spec.backoffLimitPerIndex !== undefined;
  const wait = isPerIndex ? 0 : remainingBackOff(job, view.pods, now);
  if (wait > 0) return { does: 'wait', ms: wait };
  if (!view.indexes) return { does: 'create', indexes: Array.from({ length: count }, () => undefined) };
  const pending = pendingIndexes(view, view.indexes, count);
  return isPerIndex ? duePart(pending, view.indexes, now) : creating(pending);
}

function deleting(pods: readonly StoredPod[]): Work {
  return pods.length === 0 ? { does: 'nothing' } : { does: 'delete', pods };
}

function creating(indexes: readonly number[]): Work {
  return indexes.length === 0 ? { does: 'nothing' } : { does: 'create', indexes };
}

/** Each index waits for itself. */
function duePart(pending: readonly number[], { lastFailed }: Indexes, now: number): Work {
  const waits = pending.map((index) => remainingBackOffOfIndex(lastFailed.get(index), now));
  const due = pending.filter((_, at) => waits[at] === 0);
  if (due.length > 0 || pending.length === 0) return creating(due);
  return { does: 'wait', ms: Math.min(...waits) };
}

/** The lowest that are neither done nor under way. */
function pendingIndexes({ job, spec, active, pods }: JobView, indexes: Indexes, count: number): number[] {
  let taken = withIndexes(indexes.succeeded, indexesAmong(active, job));
  if (replacesOnlyFailed(job)) taken = withIndexes(taken, indexesAmong(pods.filter(isPodTerminating), job));
  if (indexes.failed) taken = merge(taken, indexes.failed);
  const pending: number[] = [];
  for (const index of missing(taken, spec.completions ?? 0)) {
    if (pending.length === count) break;
    pending.push(index);
  }
  return pending;
}

/** Those of no valid index or of one that another does too, and as many more as must go. */
function activeForRemoval({ job, active, indexes }: JobView, count: number): StoredPod[] {
  const sorted = [...active].sort(byUse);
  if (!indexes) return sorted.slice(0, count);
  const remove: StoredPod[] = [];
  const keep: StoredPod[] = [];
  const last = new Map(sorted.map((pod) => [indexOf(pod), pod]));
  for (const pod of sorted) {
    const index = validIndexOf(pod, job);
    if (index === undefined || last.get(index) !== pod) remove.push(pod);
    else keep.push(pod);
  }
  return [...remove, ...keep.slice(0, Math.max(0, count - remove.length))];
}
