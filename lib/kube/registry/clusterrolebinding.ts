/** Models pkg/registry/rbac/clusterrolebinding/strategy.go. */
import { setBindingDefaults } from '../defaults/role-ref';
import type { ClusterRoleBinding } from '../schema/generated/types';
import { validateClusterRoleBinding, validateClusterRoleBindingUpdate } from '../validation/clusterrolebinding';
import type { Strategy } from './strategy';

export const clusterRoleBinding: Strategy<ClusterRoleBinding> = {
  setDefaults: setBindingDefaults,
  validate: validateClusterRoleBinding,
  validateUpdate: validateClusterRoleBindingUpdate,
};
