/** The Job of one run. Models getJobFromTemplate2 (pkg/controller/cronjob/utils.go). */
import { civilTime, formatTime, type Stored, type types } from '@/lib/kube';
import { newControllerRef } from '../controller-ref';
import type { StoredCronJob } from './missed';
import { timeZoneNamed, UTC } from './time-zone';

const SCHEDULED = 'batch.kubernetes.io/cronjob-scheduled-timestamp';
const MINUTE = 60_000;

/** `nightly-27802500`: minutes since 1970, so that no run has two Jobs. */
export function jobName({ metadata: { name } }: StoredCronJob, scheduled: number): string {
  return `${name}-${Math.floor(scheduled / MINUTE)}`;
}

export function newJob(cronJob: StoredCronJob, scheduled: number): types.Job {
  const { spec = {}, metadata } = cronJob;
  const { metadata: template = {}, spec: jobSpec = {} } = spec.jobTemplate ?? {};
  return {
    metadata: {
      name: jobName(cronJob, scheduled),
      ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }),
      labels: { ...template.labels },
      annotations: { ...template.annotations, [SCHEDULED]: zonedTime(scheduled, spec.timeZone) },
      ownerReferences: [newControllerRef(cronJob)],
    },
    spec: jobSpec,
  };
}

export function referenceTo({ metadata }: Stored<'batch/v1/Job'>): types.ObjectReference {
  const { namespace, name, uid, resourceVersion } = metadata;
  return {
    kind: 'Job',
    ...(namespace === undefined ? {} : { namespace }),
    name,
    uid,
    apiVersion: 'batch/v1',
    resourceVersion,
  };
}

/** `2026-01-05T18:00:00+09:00`: RFC 3339, as the clock of the zone shows it. */
export function zonedTime(moment: number, timeZone = ''): string {
  const offset = (timeZoneNamed(timeZone) ?? UTC)(moment);
  if (offset === 0) return formatTime(moment);
  const minutes = Math.round(Math.abs(offset) / MINUTE);
  const two = (number: number): string => String(number).padStart(2, '0');
  const sign = offset < 0 ? '-' : '+';
  return `${formatTime(moment + offset).slice(0, -1)}${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Mon, 05 Jan 2026 09:00:00 +0000`: RFC 1123 with a numeric zone. */
export function rfc1123(moment: number): string {
  const { year, month, day, weekday } = civilTime(moment);
  const date = `${String(day).padStart(2, '0')} ${MONTHS[month - 1]} ${year}`;
  return `${DAYS[weekday]}, ${date} ${formatTime(moment).slice(11, 19)} +0000`;
}
