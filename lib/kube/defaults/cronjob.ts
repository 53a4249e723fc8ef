/** Models SetDefaults_CronJob (pkg/apis/batch/v1/defaults.go). */
import type { CronJob } from '../schema/generated/types';
import { setJobSpecDefaults } from './job';

export function setCronJobDefaults(cronJob: CronJob): void {
  const spec = (cronJob.spec ??= {});
  spec.concurrencyPolicy ??= 'Allow';
  spec.suspend ??= false;
  spec.successfulJobsHistoryLimit ??= 3;
  spec.failedJobsHistoryLimit ??= 1;
  setJobSpecDefaults(((spec.jobTemplate ??= {}).spec ??= {}));
}
