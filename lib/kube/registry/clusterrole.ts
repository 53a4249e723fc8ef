/** Models pkg/registry/rbac/clusterrole/strategy.go. */
import type { ClusterRole } from '../schema/generated/types';
import { validateClusterRole } from '../validation/clusterrole';
import type { Strategy } from './strategy';

export const clusterRole: Strategy<ClusterRole> = {
  setDefaults: () => undefined,
  validate: validateClusterRole,
  validateUpdate: validateClusterRole,
};
