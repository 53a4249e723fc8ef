/** Which run is due, and when to look again. Models mostRecentScheduleTime & co. (pkg/controller/cronjob/utils.go). */
import { parseTime, type Stored } from '@/lib/kube';
import type { Schedule } from './schedule';

export type StoredCronJob = Stored<'batch/v1/CronJob'>;

export interface Due {
  /** Since when runs are counted. */
  readonly since: number;
  /** The last that should have been; undefined where there was none since. */
  readonly moment?: number;
  readonly missed: 'none' | 'few' | 'many';
  /** What is wrong with the schedule. */
  readonly fault?: string;
}

const FAULT = 'time difference between two schedules is less than 1 second';
const MANY = 100;
/** So that the clock has surely passed the moment. */
const DELTA = 100;

/** @param minds whether startingDeadlineSeconds counts */
export function dueRun(cronJob: StoredCronJob, schedule: Schedule, now: number, minds: boolean): Due {
  const { metadata, spec = {}, status = {} } = cronJob;
  let since = parseTime(status.lastScheduleTime ?? metadata.creationTimestamp) ?? now;
  const { startingDeadlineSeconds } = spec;
  if (minds && startingDeadlineSeconds !== undefined) since = Math.max(since, now - startingDeadlineSeconds * 1000);
  const first = schedule(since);
  const second = first === undefined ? undefined : schedule(first);
  if (first === undefined || second === undefined) return { since, missed: 'none', fault: FAULT };
  if (now < first) return { since, missed: 'none' };
  if (now < second) return { since, moment: first, missed: 'none' };
  const between = Math.round((second - first) / 1000);
  if (between < 1) return { since, missed: 'none', fault: FAULT };
  const count = Math.floor(Math.floor((now - first) / 1000) / between) + 1;
  let moment: number | undefined;
  let next = schedule(first + (count - 2) * between * 1000);
  while (next !== undefined && next <= now) {
    moment = next;
    next = schedule(next);
  }
  const missed = count > MANY ? 'many' : 'few';
  return { since, missed, ...(moment === undefined ? {} : { moment }) };
}

/** In how many ms the next run is due. Models nextScheduleTimeDuration. */
export function untilNext(cronJob: StoredCronJob, schedule: Schedule, now: number): number | undefined {
  const { since, moment, missed, fault } = dueRun(cronJob, schedule, now, false);
  const last = moment ?? (missed === 'none' && fault === undefined ? since : now);
  const next = schedule(last);
  return next === undefined ? undefined : Math.max(0, next + DELTA - now);
}
