/** One look at a Job, and what follows from it. Models syncJob (pkg/controller/job/job_controller.go). */
import { formatTime } from '@/lib/kube';
import type { EventRecorder } from '../../event-recorder';
import type { ControllerContext } from '../controller';
import type { PodControl } from '../pod-control';
import { isPodReady, type StoredPod } from '../pod-readiness';
import { createInBatches } from '../slow-start';
import { newCondition, withCondition, type Condition } from './conditions';
import { isSuspended, isTracked, type StoredJob } from './job-pods';
import { viewOf, type JobView } from './job-view';
import { workOf } from './manage';
import { newPod } from './new-pods';
import {
  countUntracked,
  finish,
  isSameStatus,
  newDraft,
  release,
  sayVerdict,
  statusOf,
  writeDown,
  type Draft,
} from './tracking';
import { remainingDeadline, verdictOn } from './verdict';

export interface Outcome {
  /** A write was refused. */
  readonly failed: boolean;
  /** In ms. */
  readonly lookAgain: readonly number[];
}

/** What has become of the Pods. */
interface Deeds {
  created: number;
  readonly deleted: StoredPod[];
  failed: boolean;
  readonly waits: number[];
}

export class JobSync {
  readonly #context: Pick<ControllerContext, 'client' | 'clock'>;
  readonly #control: PodControl;
  readonly #recorder: EventRecorder;

  constructor(context: Pick<ControllerContext, 'client' | 'clock'>, control: PodControl, recorder: EventRecorder) {
    this.#context = context;
    this.#control = control;
    this.#recorder = recorder;
  }

  run(stored: StoredJob, pods: readonly StoredPod[]): Outcome {
    const now = this.#context.clock.now();
    const isStarting = stored.status?.startTime === undefined && !isSuspended(stored);
    const status = { ...stored.status, ...(isStarting ? { startTime: formatTime(now) } : {}) };
    const job = { ...stored, status };
    const view = viewOf(job, pods);
    const draft = newDraft(job);
    const deeds: Deeds = { created: 0, deleted: [], failed: false, waits: [] };

    let verdict = verdictOn(view, now);
    if (verdict) {
      this.#delete(view, view.active, deeds, false);
      if (deeds.failed) verdict = undefined;
    } else {
      const deadline = remainingDeadline(view, now);
      if (deadline !== undefined) deeds.waits.push(deadline);
      verdict = this.#manage(view, draft, deeds, now);
    }
    const active = view.active.length + deeds.created - deeds.deleted.length;
    draft.status = {
      ...draft.status,
      active,
      ready: view.ready - deeds.deleted.filter(isPodReady).length,
      terminating: view.terminating + deeds.deleted.length,
    };
    const isWritten = this.#track(stored, view, draft, verdict, now);
    return { failed: deeds.failed || !isWritten, lookAgain: deeds.waits };
  }

  /** Makes and deletes Pods; answers whether the Job has what it wants. */
  #manage(view: JobView, draft: Draft, deeds: Deeds, now: number): Condition | undefined {
    const { job, spec } = view;
    const isManaged = job.metadata.deletionTimestamp === undefined;
    if (isManaged) this.#work(view, deeds, now);
    const active = view.active.length + deeds.created - deeds.deleted.length;
    const enough = spec.completions === undefined ? view.succeeded > 0 : view.succeeded >= spec.completions;
    if (enough && active === 0) {
      const message = 'Reached expected number of succeeded pods';
      return newCondition('SuccessCriteriaMet', 'True', 'CompletionsReached', message, now);
    }
    if (isManaged) this.#saySuspension(job, draft, now);
    return undefined;
  }

  #work(view: JobView, deeds: Deeds, now: number): void {
    const work = workOf(view, now);
    if (work.does === 'delete') this.#delete(view, work.pods, deeds, true);
    if (work.does === 'wait') deeds.waits.push(work.ms);
    if (work.does !== 'create') return;
    const failure = createInBatches(work.indexes.length, (at) => {
      const made = this.#control.create(newPod(view, work.indexes[at]), view.job);
      if ('pod' in made) deeds.created += 1;
      return 'failure' in made && !made.failure.isNamespaceTerminating ? made.failure : undefined;
    });
    if (failure) deeds.failed = true;
  }

  /** @param forgets whether their end does not count */
  #delete({ job }: JobView, pods: readonly StoredPod[], deeds: Deeds, forgets: boolean): void {
    for (const pod of pods) {
      const isFree = !forgets || release(this.#context.client, pod);
      if (isFree && !this.#control.delete(pod, job)) deeds.deleted.push(pod);
      else deeds.failed = true;
    }
  }

  #saySuspension(job: StoredJob, draft: Draft, now: number): void {
    const before = draft.status.conditions ?? [];
    const suspended = isSuspended(job);
    const condition = suspended
      ? newCondition('Suspended', 'True', 'JobSuspended', 'Job suspended', now)
      : newCondition('Suspended', 'False', 'JobResumed', 'Job resumed', now);
    const after = withCondition(before, condition);
    if (after === before) return;
    this.#recorder.event(job, 'Normal', suspended ? 'Suspended' : 'Resumed', condition.message ?? '');
    const { startTime: _, ...status } = draft.status;
    draft.status = { ...status, conditions: after, ...(suspended ? {} : { startTime: formatTime(now) }) };
  }

  /** Answers whether all was written. */
  #track(stored: StoredJob, view: JobView, draft: Draft, verdict: Condition | undefined, now: number): boolean {
    const { client } = this.#context;
    const tracked = new Set(view.pods.filter(isTracked).map(({ metadata }) => metadata.uid));
    countUntracked(draft, tracked);
    const counted = writeDown(draft, view, verdict);
    const end = sayVerdict(draft, verdict, now);
    const written = this.#write(stored, draft);
    if (!written) return false;

    let isAllReleased = true;
    for (const pod of counted.release) {
      if (release(client, pod)) tracked.delete(pod.metadata.uid);
      else isAllReleased = false;
    }
    countUntracked(draft, tracked);
    const isOver = !counted.isPart && isAllReleased && finish(draft, end);
    const last = this.#write(written, draft);
    if (!last) return false;
    if (isOver && end) this.#sayEnd(last, end);
    return isAllReleased;
  }

  #write(job: StoredJob, draft: Draft): StoredJob | undefined {
    const status = statusOf(draft);
    if (isSameStatus(job.status, status)) return job;
    const answer = this.#context.client.updateStatus('batch/v1/Job', { ...job, status });
    return answer.ok ? answer.object : undefined;
  }

  #sayEnd(job: StoredJob, end: Condition): void {
    if (end.type !== 'Complete') {
      this.#recorder.event(job, 'Warning', end.reason ?? '', end.message ?? '');
      return;
    }
    const { spec = {}, status = {} } = job;
    if (spec.completions !== undefined && (status.succeeded ?? 0) > spec.completions) {
      const message = 'Too many succeeded pods running after completion count reached';
      this.#recorder.event(job, 'Warning', 'TooManySucceededPods', message);
    }
    this.#recorder.event(job, 'Normal', 'Completed', 'Job completed');
  }
}
