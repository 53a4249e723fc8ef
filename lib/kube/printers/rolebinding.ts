/** Models printRoleBinding and printClusterRoleBinding, which are one. */
import type { ClusterRoleBinding, RoleBinding } from '../schema/generated/types';
import { nameOf, type Printer } from './printer';

export const roleBinding: Printer<RoleBinding | ClusterRoleBinding> = {
  columns: 'Name#name;Role;Age;Users+1;Groups+1;ServiceAccounts+1',
  cells(binding, age) {
    const subjects = binding.subjects ?? [];
    const named = (kind: string): string[] =>
      subjects
        .filter((subject) => subject.kind === kind)
        .map(({ name = '', namespace = '' }) => (kind === 'ServiceAccount' ? `${namespace}/${name}` : name));
    return [
      nameOf(binding),
      `${binding.roleRef?.kind ?? ''}/${binding.roleRef?.name ?? ''}`,
      age.of(binding),
      named('User').join(', '),
      named('Group').join(', '),
      named('ServiceAccount').join(', '),
    ];
  },
};
