/**
 * Models SetDefaults_StatefulSet (pkg/apis/apps/v1/defaults.go), MaxUnavailableStatefulSet being off, and the conversion of
 * its claim templates, which say their kind.
 */
import type { StatefulSet } from '../schema/generated/types';
import { setClaimDefaults } from './persistentvolumeclaim';
import { setPodTemplateDefaults } from './pod-spec';

export function setStatefulSetDefaults(statefulSet: StatefulSet): void {
  const spec = (statefulSet.spec ??= {});
  spec.podManagementPolicy ??= 'OrderedReady';
  const strategy = (spec.updateStrategy ??= {});
  if (strategy.type === undefined) {
    strategy.type = 'RollingUpdate';
    strategy.rollingUpdate ??= {};
  }
  if (strategy.type === 'RollingUpdate' && strategy.rollingUpdate) strategy.rollingUpdate.partition ??= 0;
  const retention = (spec.persistentVolumeClaimRetentionPolicy ??= {});
  retention.whenDeleted ??= 'Retain';
  retention.whenScaled ??= 'Retain';
  spec.replicas ??= 1;
  spec.revisionHistoryLimit ??= 10;
  setPodTemplateDefaults((spec.template ??= {}));
  for (const claim of spec.volumeClaimTemplates ?? []) {
    claim.apiVersion = 'v1';
    claim.kind = 'PersistentVolumeClaim';
    setClaimDefaults(claim);
  }
}
