/** ClusterRoleBindings. Models ValidateClusterRoleBinding and ValidateClusterRoleBindingUpdate (pkg/apis/rbac/validation). */
import type { FieldError } from '../field/error';
import type { ClusterRoleBinding } from '../schema/generated/types';
import { pathSegmentFaults } from './names';
import { validateObjectMeta } from './object-meta';
import { validateRoleRef, validateSameRoleRef, validateSubjects } from './role-ref';

export function validateClusterRoleBinding({ metadata, roleRef, subjects }: ClusterRoleBinding): FieldError[] {
  const errors: FieldError[] = [];
  validateObjectMeta(metadata, 'cluster', pathSegmentFaults, errors);
  validateRoleRef(roleRef, ['ClusterRole'], errors);
  validateSubjects(subjects, 'cluster', errors);
  return errors;
}

export function validateClusterRoleBindingUpdate(binding: ClusterRoleBinding, live: ClusterRoleBinding): FieldError[] {
  const errors = validateClusterRoleBinding(binding);
  validateSameRoleRef(binding.roleRef, live.roleRef, errors);
  return errors;
}
