/** One look at a CronJob and its Jobs. Models cleanupFinishedJobs and syncCronJob (cronjob_controllerv2.go). */
import { formatTime, parseTime, type Stored, type types } from '@/lib/kube';
import type { EventRecorder } from '../../event-recorder';
import type { ControllerContext } from '../controller';
import { isControlledBy } from '../controller-ref';
import { conditionOf, isFinished } from '../job/conditions';
import { failureOf } from '../pod-control';
import { dueRun, untilNext, type StoredCronJob } from './missed';
import { jobName, newJob, referenceTo, rfc1123 } from './new-job';
import { parseSchedule, type Schedule } from './schedule';
import { timeZoneNamed } from './time-zone';

type StoredJob = Stored<'batch/v1/Job'>;

export interface Outcome {
  readonly failed: boolean;
  /** In ms. */
  readonly next?: number | undefined;
}

const DONE: Outcome = { failed: false };
const FAILED: Outcome = { failed: true };

export class CronJobSync {
  readonly #context: Pick<ControllerContext, 'client' | 'clock'>;
  readonly #recorder: EventRecorder;
  #cronJob: StoredCronJob;
  /** Whether its status is to be written. */
  #isChanged = false;

  constructor(context: Pick<ControllerContext, 'client' | 'clock'>, recorder: EventRecorder, cronJob: StoredCronJob) {
    this.#context = context;
    this.#recorder = recorder;
    this.#cronJob = cronJob;
  }

  /** @param jobs its own, in the order of their names */
  run(jobs: readonly StoredJob[]): Outcome {
    const { spec = {} } = this.#cronJob;
    this.#removeOldest(jobs, 'Complete', spec.successfulJobsHistoryLimit);
    this.#removeOldest(jobs, 'Failed', spec.failedJobsHistoryLimit);
    const outcome = this.#follow(jobs);
    if (!this.#isChanged) return outcome;
    return this.#context.client.updateStatus('batch/v1/CronJob', this.#cronJob).ok ? outcome : FAILED;
  }

  get #active(): readonly types.ObjectReference[] {
    return this.#cronJob.status?.active ?? [];
  }

  #setStatus(status: types.CronJobStatus): void {
    const { active, ...others } = { ...this.#cronJob.status, ...status };
    this.#cronJob = { ...this.#cronJob, status: { ...others, ...(active && active.length > 0 ? { active } : {}) } };
    this.#isChanged = true;
  }

  #forget(uid: string | undefined): void {
    this.#setStatus({ active: this.#active.filter((one) => one.uid !== uid) });
  }

  #says(type: 'Normal' | 'Warning', reason: string, message: string): void {
    this.#recorder.event(this.#cronJob, type, reason, message);
  }

  #removeOldest(jobs: readonly StoredJob[], end: 'Complete' | 'Failed', limit: number | undefined): void {
    if (limit === undefined) return;
    const ended = jobs.filter(({ status = {} }) => conditionOf(status, end));
    const byStart = [...ended].sort((a, b) => startOf(a) - startOf(b) || (a.metadata.name < b.metadata.name ? -1 : 1));
    for (const job of byStart.slice(0, Math.max(0, ended.length - limit))) this.#delete(job.metadata);
  }

  #delete({ namespace, name, uid }: { namespace?: string; name: string; uid: string }): boolean {
    const { client } = this.#context;
    const answer = client.delete('batch/v1/Job', namespace, name, { propagationPolicy: 'Background' });
    if (!answer.ok) {
      this.#says('Warning', 'FailedDelete', `Deleted job: ${answer.status.message}`);
      return false;
    }
    this.#forget(uid);
    this.#says('Normal', 'SuccessfulDelete', `Deleted job ${name}`);
    return true;
  }

  #follow(jobs: readonly StoredJob[]): Outcome {
    for (const job of jobs) this.#notice(job);
    for (const { namespace, name = '', uid } of this.#active) {
      const isThere = jobs.some(({ metadata }) => metadata.uid === uid);
      if (isThere || this.#context.client.get('batch/v1/Job', namespace, name)) continue;
      this.#says('Normal', 'MissingJob', `Active job went missing: ${name}`);
      this.#forget(uid);
    }
    const { metadata, spec = {} } = this.#cronJob;
    if (metadata.deletionTimestamp !== undefined) return DONE;
    const { timeZone, schedule: text = '' } = spec;
    if (timeZone !== undefined && !timeZoneNamed(timeZone)) {
      this.#says('Warning', 'UnknownTimeZone', `invalid timeZone: "${timeZone}": unknown time zone ${timeZone}`);
      return DONE;
    }
    if (spec.suspend) return DONE;
    if (text.includes('TZ')) {
      const where = 'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/';
      const message = `CRON_TZ or TZ used in schedule "${text}" is not officially supported, see ${where} for more details`;
      this.#says('Warning', 'UnsupportedSchedule', message);
    }
    const schedule = parseSchedule(text, timeZone);
    return schedule ? this.#keepTo(schedule) : DONE;
  }

  /** What has become of one of its Jobs. */
  #notice({ metadata: { uid, name }, status = {} }: StoredJob): void {
    const isKnown = this.#active.some((one) => one.uid === uid);
    const end = conditionOf(status, 'Complete') ?? conditionOf(status, 'Failed');
    if (!end) {
      const message = `Saw a job that the controller did not create or forgot: ${name}`;
      if (!isKnown) this.#says('Warning', 'UnexpectedJob', message);
      return;
    }
    if (isKnown) {
      this.#forget(uid);
      this.#says('Normal', 'SawCompletedJob', `Saw completed job: ${name}, condition: ${end.type}`);
    }
    const { completionTime } = status;
    if (end.type !== 'Complete' || completionTime === undefined) return;
    const last = parseTime(this.#cronJob.status?.lastSuccessfulTime);
    if (last === undefined || last < (parseTime(completionTime) ?? 0)) {
      this.#setStatus({ lastSuccessfulTime: completionTime });
    }
  }

  #keepTo(schedule: Schedule): Outcome {
    const now = this.#context.clock.now();
    const { spec = {} } = this.#cronJob;
    const next = (): Outcome => ({ failed: false, next: untilNext(this.#cronJob, schedule, now) });
    const { moment, missed, fault } = dueRun(this.#cronJob, schedule, now, true);
    if (fault !== undefined) {
      this.#says('Warning', 'InvalidSchedule', `invalid schedule: ${spec.schedule} : ${fault}`);
      return DONE;
    }
    if (moment === undefined) return next();
    if (missed === 'many') {
      const advice = 'Set or decrease .spec.startingDeadlineSeconds or check clock skew';
      this.#says('Warning', 'TooManyMissedTimes', `too many missed start times. ${advice}`);
    }
    const { startingDeadlineSeconds, concurrencyPolicy } = spec;
    if (startingDeadlineSeconds !== undefined && moment + startingDeadlineSeconds * 1000 < now) {
      this.#says('Warning', 'MissSchedule', `Missed scheduled time to start a job: ${rfc1123(moment)}`);
      return next();
    }
    const name = jobName(this.#cronJob, moment);
    const isStarted = this.#active.some((one) => one.name === name);
    if (isStarted || parseTime(this.#cronJob.status?.lastScheduleTime) === moment) return next();
    if (concurrencyPolicy === 'Forbid' && this.#active.length > 0) {
      const message = 'Not starting job because prior execution is running and concurrency policy is Forbid';
      this.#says('Normal', 'JobAlreadyActive', message);
      return next();
    }
    if (concurrencyPolicy === 'Replace' && !this.#removeActive()) return FAILED;
    return this.#start(moment) ? next() : FAILED;
  }

  #removeActive(): boolean {
    for (const { namespace, name = '' } of this.#active) {
      const job = this.#context.client.get('batch/v1/Job', namespace, name);
      if (!job) {
        this.#says('Warning', 'FailedGet', `Get job: jobs.batch "${name}" not found`);
        return false;
      }
      if (!this.#delete(job.metadata)) return false;
    }
    return true;
  }

  #start(moment: number): boolean {
    const { client } = this.#context;
    const wanted = newJob(this.#cronJob, moment);
    const answer = client.create('batch/v1/Job', wanted);
    let job = answer.ok ? answer.object : undefined;
    if (!answer.ok) {
      const failure = failureOf(answer.status);
      if (failure.reason !== 'AlreadyExists') {
        if (!failure.isNamespaceTerminating) {
          this.#says('Warning', 'FailedCreate', `Error creating job: ${failure.message}`);
        }
        return false;
      }
      job = client.get('batch/v1/Job', wanted.metadata?.namespace, wanted.metadata?.name ?? '');
      if (!job || !isControlledBy(job.metadata, this.#cronJob.metadata.uid)) return true;
    } else {
      this.#says('Normal', 'SuccessfulCreate', `Created job ${answer.object.metadata.name}`);
    }
    if (!job) return true;
    this.#setStatus({
      active: isFinished(job) ? [...this.#active] : [...this.#active, referenceTo(job)],
      lastScheduleTime: formatTime(moment),
    });
    return true;
  }
}

/** One that has not started comes last. */
function startOf({ status }: StoredJob): number {
  return parseTime(status?.startTime) ?? Number.MAX_SAFE_INTEGER;
}
