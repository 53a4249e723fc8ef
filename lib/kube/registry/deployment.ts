/** Models pkg/registry/apps/deployment/strategy.go. */
import { prepareTemplate } from '../admission/prepare-pod';
import { setDeploymentDefaults } from '../defaults/deployment';
import type { Deployment } from '../schema/generated/types';
import { validateDeployment } from '../validation/deployment';
import { warningsForWorkload } from '../warnings/workload';
import type { Strategy } from './strategy';

export const deployment: Strategy<Deployment> = {
  setDefaults: setDeploymentDefaults,
  prepareForCreate(object): undefined {
    object.status = {};
    if (object.metadata) object.metadata.generation = 1;
    prepareTemplate(object.spec?.template);
  },
  validate: validateDeployment,
  validateUpdate: (object) => validateDeployment(object),
  warningsOnCreate: warningsForWorkload,
};
