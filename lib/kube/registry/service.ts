/** Models pkg/registry/core/service/strategy.go, and the store around it, which gives addresses and ports. */
import { allocateService } from '../admission/service-allocation';
import { setServiceDefaults } from '../defaults/service';
import type { Service } from '../schema/generated/types';
import { validateService } from '../validation/service';
import { warningsForService } from '../warnings/service';
import type { Strategy } from './strategy';

export const service: Strategy<Service> = {
  setDefaults: setServiceDefaults,
  prepareForCreate(object, cluster) {
    object.status = { loadBalancer: {} };
    return allocateService(object, cluster);
  },
  validate: validateService,
  validateUpdate: (object) => validateService(object),
  warningsOnCreate: warningsForService,
  // The Decorator of the store.
  canonicalize({ spec }) {
    if (spec?.type === 'ExternalName') delete spec.internalTrafficPolicy;
  },
};
