/** Models pkg/registry/core/endpoint/strategy.go. */
import { setEndpointsDefaults } from '../defaults/endpoints';
import type { Endpoints } from '../schema/generated/types';
import { validateEndpoints } from '../validation/endpoints';
import { ENDPOINTS_DEPRECATED, warningsForEndpoints } from '../warnings/endpoints';
import type { Strategy } from './strategy';

export const endpoints: Strategy<Endpoints> = {
  setDefaults: setEndpointsDefaults,
  validate: (object) => validateEndpoints(object),
  validateUpdate: validateEndpoints,
  warningsBeforeCreate: () => [ENDPOINTS_DEPRECATED],
  warningsOnCreate: warningsForEndpoints,
  warningsOnUpdate: (object) => [ENDPOINTS_DEPRECATED, ...warningsForEndpoints(object)],
};
