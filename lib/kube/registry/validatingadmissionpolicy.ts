/** Models pkg/registry/admissionregistration/validatingadmissionpolicy/strategy.go. */
import { setValidatingAdmissionPolicyDefaults } from '../defaults/validatingadmissionpolicy';
import type { ValidatingAdmissionPolicy } from '../schema/generated/types';
import {
  validateValidatingAdmissionPolicy,
  validateValidatingAdmissionPolicyUpdate,
} from '../validation/validatingadmissionpolicy';
import { warningsForStaticSuffix } from '../warnings/static-suffix';
import { countSpecChange, startGeneration } from './generation';
import type { Strategy } from './strategy';

export const validatingAdmissionPolicy: Strategy<ValidatingAdmissionPolicy> = {
  setDefaults: setValidatingAdmissionPolicyDefaults,
  prepareForCreate(object): undefined {
    delete object.status;
    startGeneration(object);
  },
  validate: validateValidatingAdmissionPolicy,
  prepareForUpdate(object, live): undefined {
    if (live.status) object.status = live.status;
    else delete object.status;
    countSpecChange('ValidatingAdmissionPolicySpec', object, live);
  },
  validateUpdate: validateValidatingAdmissionPolicyUpdate,
  warningsOnCreate: warningsForStaticSuffix,
  warningsOnUpdate: warningsForStaticSuffix,
  checksMetaOnce: true,
  needsResourceVersion: true,
};
