/** Models pkg/registry/apps/deployment/strategy.go. */
import { prepareTemplate } from '../admission/prepare-pod';
import { setDeploymentDefaults } from '../defaults/deployment';
import { isSemanticallyEqual } from '../equality';
import type { Deployment } from '../schema/generated/types';
import { validateDeployment, validateDeploymentUpdate } from '../validation/deployment';
import { warningsForWorkload } from '../warnings/workload';
import { countChange, startGeneration } from './generation';
import { keepStatus } from './status';
import type { Strategy } from './strategy';
import { warningsOfNewTemplate } from './template-warnings';

export const deployment: Strategy<Deployment> = {
  setDefaults: setDeploymentDefaults,
  prepareForCreate(object): undefined {
    object.status = {};
    startGeneration(object);
    prepareTemplate(object.spec?.template);
  },
  validate: validateDeployment,
  prepareForUpdate(object, live): undefined {
    keepStatus(object, live);
    prepareTemplate(object.spec?.template);
    if (!isSame(object, live)) countChange(object, live);
  },
  validateUpdate: validateDeploymentUpdate,
  warningsOnCreate: warningsForWorkload,
  warningsOnUpdate: (object, live) => (isSame(object, live) ? [] : warningsOfNewTemplate(object.spec?.template)),
};

/** Its annotations count too: `kubernetes.io/change-cause`, the time of a restart. */
function isSame({ metadata, spec }: Deployment, live: Deployment): boolean {
  const annotations = (meta: Deployment['metadata']) => ({ annotations: meta?.annotations ?? {} });
  return (
    isSemanticallyEqual('DeploymentSpec', spec ?? {}, live.spec ?? {}) &&
    isSemanticallyEqual('ObjectMeta', annotations(metadata), annotations(live.metadata))
  );
}
