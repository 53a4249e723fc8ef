/** CronJobs. Models ValidateCronJobCreate and ValidateCronJobUpdate (pkg/apis/batch/validation). */
import type { FieldError } from '../field/error';
import { invalid, invalidTyped, notSupported, required } from '../field/error';
import { FieldPath } from '../field/path';
import type { CronJob, CronJobSpec } from '../schema/generated/types';
import { scheduleFault } from './cron-schedule';
import { validateJobSpec } from './job-spec';
import { printedSelector } from './label-selector';
import { dnsSubdomainFaults } from './names';
import { validateNonNegative } from './numbers';
import { METADATA, validateObjectMeta } from './object-meta';
import { timeZoneFault } from './time-zone';

const SPEC = FieldPath.of('spec');
const MOST_NAME_BYTES = 52;
const CONCURRENCY = ['Allow', 'Forbid', 'Replace'];

export function validateCronJob({ metadata, spec = {} }: CronJob): FieldError[] {
  const errors: FieldError[] = [];
  validateObjectMeta(metadata, 'namespaced', dnsSubdomainFaults, errors);
  validateSpec(spec, undefined, errors);
  const { name = '' } = metadata ?? {};
  // The names of its Jobs are eleven characters longer.
  if (name.length > MOST_NAME_BYTES) {
    errors.push(invalid(METADATA.child('name'), name, `must be no more than ${MOST_NAME_BYTES} characters`));
  }
  return errors;
}

export function validateCronJobUpdate({ spec = {} }: CronJob, live: CronJob): FieldError[] {
  const errors: FieldError[] = [];
  validateSpec(spec, live.spec ?? {}, errors);
  return errors;
}

function validateSpec(spec: CronJobSpec, live: CronJobSpec | undefined, errors: FieldError[]): void {
  const { concurrencyPolicy = '' } = spec;
  validateSchedule(spec, live, SPEC.child('schedule'), errors);
  validateNonNegative(spec.startingDeadlineSeconds, SPEC.child('startingDeadlineSeconds'), errors);
  if (!live || live.timeZone !== spec.timeZone) validateTimeZone(spec.timeZone, SPEC.child('timeZone'), errors);
  const here = SPEC.child('concurrencyPolicy');
  if (concurrencyPolicy === '') errors.push(required(here));
  else if (!CONCURRENCY.includes(concurrencyPolicy)) errors.push(notSupported(here, concurrencyPolicy, CONCURRENCY));
  validateJobTemplate(spec, SPEC.child('jobTemplate', 'spec'), errors);
  validateNonNegative(spec.successfulJobsHistoryLimit, SPEC.child('successfulJobsHistoryLimit'), errors);
  validateNonNegative(spec.failedJobsHistoryLimit, SPEC.child('failedJobsHistoryLimit'), errors);
}

function validateSchedule(
  { schedule = '', timeZone }: CronJobSpec,
  live: CronJobSpec | undefined,
  path: FieldPath,
  errors: FieldError[],
): void {
  if (schedule === '') return void errors.push(required(path));
  const fault = scheduleFault(schedule);
  if (fault !== undefined) errors.push(invalid(path, schedule, fault));
  if (!schedule.includes('TZ')) return;
  if (!live?.schedule?.includes('TZ')) {
    errors.push(invalid(path, schedule, 'cannot use TZ or CRON_TZ in schedule, use timeZone field instead'));
  } else if (timeZone !== undefined) {
    errors.push(invalid(path, schedule, 'cannot use both timeZone field and TZ or CRON_TZ in schedule'));
  }
}

function validateTimeZone(timeZone: string | undefined, path: FieldPath, errors: FieldError[]): void {
  const faults = timeZone === undefined ? [] : timeZoneFault(timeZone);
  for (const fault of faults) errors.push(invalidTyped(path, timeZone, fault));
}

function validateJobTemplate({ jobTemplate = {} }: CronJobSpec, path: FieldPath, errors: FieldError[]): void {
  const { spec = {} } = jobTemplate;
  validateJobSpec(spec, path, errors);
  if (spec.selector) {
    const detail = '`selector` will be auto-generated';
    errors.push(invalid(path.child('selector'), printedSelector(spec.selector), detail));
  }
  if (spec.manualSelector) errors.push(notSupported(path.child('manualSelector'), true, ['nil', 'false']));
}
