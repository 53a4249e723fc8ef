/** Models pkg/registry/admissionregistration/validatingadmissionpolicybinding/strategy.go. */
import { setMatchResourcesDefaults } from '../defaults/match-resources';
import type { ValidatingAdmissionPolicyBinding } from '../schema/generated/types';
import { validateValidatingAdmissionPolicyBinding } from '../validation/validatingadmissionpolicybinding';
import { warningsForStaticSuffix } from '../warnings/static-suffix';
import { countSpecChange, startGeneration } from './generation';
import type { Strategy } from './strategy';

export const validatingAdmissionPolicyBinding: Strategy<ValidatingAdmissionPolicyBinding> = {
  setDefaults({ spec }): void {
    if (spec?.matchResources) setMatchResourcesDefaults(spec.matchResources);
  },
  prepareForCreate(object): undefined {
    startGeneration(object);
  },
  validate: validateValidatingAdmissionPolicyBinding,
  prepareForUpdate(object, live): undefined {
    countSpecChange('ValidatingAdmissionPolicyBindingSpec', object, live);
  },
  validateUpdate: validateValidatingAdmissionPolicyBinding,
  warningsOnCreate: warningsForStaticSuffix,
  warningsOnUpdate: warningsForStaticSuffix,
  checksMetaOnce: true,
  needsResourceVersion: true,
};
