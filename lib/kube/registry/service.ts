/** Models pkg/registry/core/service/strategy.go, and the store around it, which gives addresses and ports. */
import { allocateService } from '../admission/service-allocation';
import { dropTypeDependentFields, reallocateService } from '../admission/service-change';
import { setServiceDefaults } from '../defaults/service';
import type { Service } from '../schema/generated/types';
import { validateService } from '../validation/service';
import { validateServiceUpdate } from '../validation/service-update';
import { warningsForService } from '../warnings/service';
import type { Strategy } from './strategy';

export const service: Strategy<Service> = {
  setDefaults: setServiceDefaults,
  prepareForCreate(object, cluster) {
    object.status = { loadBalancer: {} };
    return allocateService(object, cluster);
  },
  validate: validateService,
  prepareForUpdate(object, live, cluster) {
    const refused = reallocateService(object, live, cluster);
    if (refused) return refused;
    object.status = live.status ?? {};
    dropTypeDependentFields(object, live);
    return undefined;
  },
  validateUpdate: validateServiceUpdate,
  warningsOnCreate: warningsForService,
  warningsOnUpdate: warningsForService,
  // The Decorator of the store.
  canonicalize({ spec }) {
    if (spec?.type === 'ExternalName') delete spec.internalTrafficPolicy;
  },
};
