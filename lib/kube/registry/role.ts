/** Models pkg/registry/rbac/role/strategy.go. */
import type { Role } from '../schema/generated/types';
import { validateRole } from '../validation/role';
import type { Strategy } from './strategy';

export const role: Strategy<Role> = {
  setDefaults: () => undefined,
  validate: validateRole,
  validateUpdate: validateRole,
};
