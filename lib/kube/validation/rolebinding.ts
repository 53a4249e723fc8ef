/** RoleBindings. Models ValidateRoleBinding and ValidateRoleBindingUpdate (pkg/apis/rbac/validation). */
import type { FieldError } from '../field/error';
import type { RoleBinding } from '../schema/generated/types';
import { pathSegmentFaults } from './names';
import { validateObjectMeta } from './object-meta';
import { validateRoleRef, validateSameRoleRef, validateSubjects } from './role-ref';

export function validateRoleBinding({ metadata, roleRef, subjects }: RoleBinding): FieldError[] {
  const errors: FieldError[] = [];
  validateObjectMeta(metadata, 'namespaced', pathSegmentFaults, errors);
  validateRoleRef(roleRef, ['Role', 'ClusterRole'], errors);
  validateSubjects(subjects, 'namespaced', errors);
  return errors;
}

export function validateRoleBindingUpdate(binding: RoleBinding, live: RoleBinding): FieldError[] {
  const errors = validateRoleBinding(binding);
  validateSameRoleRef(binding.roleRef, live.roleRef, errors);
  return errors;
}
