/** Models pkg/registry/core/secret/strategy.go. */
import { setSecretDefaults } from '../defaults/secret';
import type { Secret } from '../schema/generated/types';
import { validateSecret, validateSecretUpdate } from '../validation/secret';
import { warningsForSecret } from '../warnings/secret';
import type { Strategy } from './strategy';

export const secret: Strategy<Secret> = {
  setDefaults: setSecretDefaults,
  validate: validateSecret,
  prepareForUpdate(object, live): undefined {
    if (live.type) object.type ||= live.type;
  },
  validateUpdate: validateSecretUpdate,
  warningsOnCreate: warningsForSecret,
  warningsOnUpdate: warningsForSecret,
};
