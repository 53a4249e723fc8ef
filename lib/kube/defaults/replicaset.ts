/** Models SetDefaults_ReplicaSet (pkg/apis/apps/v1/defaults.go). */
import type { ReplicaSet } from '../schema/generated/types';
import { setPodTemplateDefaults } from './pod-spec';

export function setReplicaSetDefaults(replicaSet: ReplicaSet): void {
  const spec = (replicaSet.spec ??= {});
  spec.replicas ??= 1;
  setPodTemplateDefaults((spec.template ??= {}));
}
