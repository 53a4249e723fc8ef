/** Models SetDefaults_Job and SetDefaults_PodFailurePolicyOnPodConditionsPattern (pkg/apis/batch/v1/defaults.go). */
import type { Job, JobSpec } from '../schema/generated/types';
import { setPodTemplateDefaults } from './pod-spec';

const MAX_INT32 = 2 ** 31 - 1;

export function setJobDefaults(job: Job): void {
  const spec = (job.spec ??= {});
  const metadata = (job.metadata ??= {});
  if (spec.parallelism === undefined) spec.completions ??= 1;
  spec.parallelism ??= 1;
  spec.backoffLimit ??= spec.backoffLimitPerIndex === undefined ? 6 : MAX_INT32;
  const labels = spec.template?.metadata?.labels;
  // The same map, not a copy: the labels that are generated for the template are the Job's own, too.
  if (labels && Object.keys(metadata.labels ?? {}).length === 0) metadata.labels = labels;
  spec.completionMode ??= 'NonIndexed';
  spec.suspend ??= false;
  spec.podReplacementPolicy ??= spec.podFailurePolicy ? 'Failed' : 'TerminatingOrFailed';
  spec.manualSelector ??= false;
  setJobSpecDefaults(spec);
}

/** Of the Job in a CronJob no more than this. */
export function setJobSpecDefaults(spec: JobSpec): void {
  for (const { onPodConditions = [] } of spec.podFailurePolicy?.rules ?? []) {
    for (const pattern of onPodConditions) pattern.status ??= 'True';
  }
  setPodTemplateDefaults((spec.template ??= {}));
}
