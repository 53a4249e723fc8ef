/** Models printJob. */
import { parseTime } from '../time';
import type { Job } from '../schema/generated/types';
import type { Age } from './age';
import { CONTAINER_COLUMNS, containerCells } from './containers';
import { humanDuration } from './duration';
import { formatLabelSelector } from './label-selector';
import { nameOf, type Printer } from './printer';

export const job: Printer<Job> = {
  columns: `Name#name;Status;Completions;Duration;Age;${CONTAINER_COLUMNS};Selector+1`,
  cells: (job, age) => [
    nameOf(job),
    statusOf(job),
    completions(job),
    durationOf(job, age),
    age.of(job),
    ...containerCells(job.spec?.template?.spec?.containers),
    formatLabelSelector(job.spec?.selector),
  ],
};

function statusOf(job: Job): string {
  const has = (type: string): boolean =>
    job.status?.conditions?.find((condition) => condition.type === type)?.status === 'True';
  if (has('Complete')) return 'Complete';
  if (has('Failed')) return 'Failed';
  if (job.metadata?.deletionTimestamp !== undefined) return 'Terminating';
  return ['Suspended', 'FailureTarget', 'SuccessCriteriaMet'].find(has) ?? 'Running';
}

/** A Job without completions is done with its first success. */
function completions({ spec, status }: Job): string {
  const succeeded = status?.succeeded ?? 0;
  if (spec?.completions !== undefined) return `${succeeded}/${spec.completions}`;
  const parallelism = spec?.parallelism ?? 0;
  return parallelism > 1 ? `${succeeded}/1 of ${parallelism}` : `${succeeded}/1`;
}

function durationOf({ status }: Job, age: Age): string {
  const start = parseTime(status?.startTime);
  if (start === undefined) return '';
  const end = parseTime(status?.completionTime);
  return end === undefined ? age.since(status?.startTime) : humanDuration(end - start);
}
