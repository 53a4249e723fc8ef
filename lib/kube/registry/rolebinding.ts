/** Models pkg/registry/rbac/rolebinding/strategy.go. */
import { setBindingDefaults } from '../defaults/role-ref';
import type { RoleBinding } from '../schema/generated/types';
import { validateRoleBinding, validateRoleBindingUpdate } from '../validation/rolebinding';
import type { Strategy } from './strategy';

export const roleBinding: Strategy<RoleBinding> = {
  setDefaults: setBindingDefaults,
  validate: validateRoleBinding,
  validateUpdate: validateRoleBindingUpdate,
};
