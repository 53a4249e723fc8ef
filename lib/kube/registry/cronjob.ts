/** Models pkg/registry/batch/cronjob/strategy.go. */
import { prepareTemplate } from '../admission/prepare-pod';
import { setCronJobDefaults } from '../defaults/cronjob';
import { isSemanticallyEqual } from '../equality';
import type { CronJob } from '../schema/generated/types';
import { validateCronJob, validateCronJobUpdate } from '../validation/cronjob';
import { warningsForJobSpec } from '../warnings/job';
import { warningForName } from '../warnings/name';
import { countSpecChange, startGeneration } from './generation';
import { keepStatus } from './status';
import type { Strategy } from './strategy';

const ADVICE =
  'cannot use TZ or CRON_TZ in spec.spec.schedule, use timeZone instead, see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/ for more details';

export const cronJob: Strategy<CronJob> = {
  setDefaults: setCronJobDefaults,
  prepareForCreate(object): undefined {
    object.status = {};
    startGeneration(object);
    prepareTemplate(object.spec?.jobTemplate?.spec?.template);
  },
  validate: validateCronJob,
  prepareForUpdate(object, live): undefined {
    keepStatus(object, live);
    prepareTemplate(object.spec?.jobTemplate?.spec?.template);
    countSpecChange('CronJobSpec', object, live);
  },
  validateUpdate: validateCronJobUpdate,
  warningsOnCreate: (object) => [
    ...warningForName(object.metadata?.name, 'Pod names and hostnames'),
    ...templateWarnings(object),
  ],
  warningsOnUpdate: (object, live) => [
    ...(isSemanticallyEqual('CronJobSpec', object.spec ?? {}, live.spec ?? {}) ? [] : templateWarnings(object)),
    ...(object.spec?.schedule?.includes('TZ') ? [ADVICE] : []),
  ],
};

function templateWarnings({ spec }: CronJob): string[] {
  return warningsForJobSpec(spec?.jobTemplate?.spec ?? {}, 'spec.jobTemplate.spec');
}
