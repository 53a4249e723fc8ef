/** Models WarningsForJobSpec (pkg/api/job/warnings.go). */
import type { JobSpec } from '../schema/generated/types';
import { warningsForPodSpec } from './pod-spec';

const MANY_COMPLETIONS = 100_000;
const MUCH_PARALLELISM = 10_000;

/** @param at `spec`, `spec.jobTemplate.spec` */
export function warningsForJobSpec(spec: JobSpec, at: string): string[] {
  const { completionMode, completions = 0, parallelism = 0, template = {} } = spec;
  const isTooMuch = completionMode === 'Indexed' && completions > MANY_COMPLETIONS && parallelism > MUCH_PARALLELISM;
  const advice = `${at}: In Indexed Jobs with a number of completions higher than 10^5 and a parallelism higher than 10^4, Kubernetes might not be able to track completedIndexes when a big number of indexes fail`;
  return [
    ...(isTooMuch ? [advice] : []),
    ...warningsForPodSpec(template.spec ?? {}, template.metadata, `${at}.template.`),
  ];
}
