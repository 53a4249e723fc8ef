/** Models pkg/registry/core/limitrange/strategy.go. */
import { setLimitRangeDefaults } from '../defaults/limitrange';
import type { LimitRange } from '../schema/generated/types';
import { validateLimitRange } from '../validation/limitrange';
import type { Strategy } from './strategy';

export const limitRange: Strategy<LimitRange> = {
  setDefaults: setLimitRangeDefaults,
  prepareForCreate({ metadata }, cluster): undefined {
    // It gets a name of its own where it has none.
    if (metadata && !metadata.name) metadata.name = cluster.uid();
  },
  validate: validateLimitRange,
  validateUpdate: validateLimitRange,
};
