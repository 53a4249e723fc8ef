/** Models pkg/registry/batch/job/strategy.go. */
import { prepareTemplate } from '../admission/prepare-pod';
import { setJobDefaults } from '../defaults/job';
import { isSemanticallyEqual } from '../equality';
import type { Job } from '../schema/generated/types';
import { CONTROLLER_UID, JOB_NAME, validateJob, validateJobUpdate } from '../validation/job';
import { warningsForJobSpec } from '../warnings/job';
import { warningForName } from '../warnings/name';
import { countSpecChange, startGeneration } from './generation';
import { keepStatus } from './status';
import type { Strategy } from './strategy';

export const job: Strategy<Job> = {
  setDefaults: setJobDefaults,
  prepareForCreate(object): undefined {
    if (!object.spec?.manualSelector) generateSelector(object);
    takeLabels(object);
    object.status = {};
    startGeneration(object);
    prepareTemplate(object.spec?.template);
  },
  validate: validateJob,
  prepareForUpdate(object, live): undefined {
    keepStatus(object, live);
    prepareTemplate(object.spec?.template);
    countSpecChange('JobSpec', object, live);
  },
  validateUpdate: validateJobUpdate,
  warningsOnCreate: ({ metadata, spec = {} }) => [
    ...warningForName(metadata?.name, 'Pod names and hostnames'),
    ...warningsForJobSpec(spec, 'spec'),
  ],
  warningsOnUpdate: ({ spec = {} }, live) =>
    isSemanticallyEqual('JobSpec', spec, live.spec ?? {}) ? [] : warningsForJobSpec(spec, 'spec'),
};

/** A Job finds its Pods by its own uid, unless it says how itself. Labels that are there are left, to be refused. */
function generateSelector({ metadata: { name = '', uid = '' } = {}, spec = {} }: Job): void {
  const labels = (((spec.template ??= {}).metadata ??= {}).labels ??= {});
  for (const label of JOB_NAME) labels[label] ??= name;
  for (const label of CONTROLLER_UID) labels[label] ??= uid;
  const matchLabels = ((spec.selector ??= {}).matchLabels ??= {});
  matchLabels[CONTROLLER_UID[1]] ??= uid;
}

/** What is read from the storage is defaulted again, and by then the template has the labels that were generated. */
function takeLabels({ metadata = {}, spec }: Job): void {
  if (Object.keys(metadata.labels ?? {}).length === 0) metadata.labels = { ...spec?.template?.metadata?.labels };
}
