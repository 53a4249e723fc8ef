/** Models SetDefaults_RoleBinding, SetDefaults_ClusterRoleBinding and SetDefaults_Subject (pkg/apis/rbac/v1/defaults.go). */
import type { ClusterRoleBinding, RoleBinding } from '../schema/generated/types';
import { RBAC_GROUP } from '../validation/role-ref';

export function setBindingDefaults(binding: RoleBinding | ClusterRoleBinding): void {
  (binding.roleRef ??= {}).apiGroup ||= RBAC_GROUP;
  for (const subject of binding.subjects ?? []) {
    if (subject.kind === 'User' || subject.kind === 'Group') subject.apiGroup ||= RBAC_GROUP;
  }
}
