/** Models pkg/registry/core/endpoint/strategy.go. */
import { setEndpointsDefaults } from '../defaults/endpoints';
import type { Endpoints } from '../schema/generated/types';
import { validateEndpoints } from '../validation/endpoints';
import { warningsForEndpoints } from '../warnings/endpoints';
import type { Strategy } from './strategy';

export const endpoints: Strategy<Endpoints> = {
  setDefaults: setEndpointsDefaults,
  validate: (object) => validateEndpoints(object),
  validateUpdate: validateEndpoints,
  warningsOnCreate: warningsForEndpoints,
  warningsOnUpdate: warningsForEndpoints,
  deprecation: 'v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice',
};
