/** Models SetDefaults_PersistentVolumeClaim and SetDefaults_PersistentVolumeClaimSpec (pkg/apis/core/v1/defaults.go). */
import type { PersistentVolumeClaim } from '../schema/generated/types';
import { roundResourceList } from './resource-list';

export function setClaimDefaults(claim: PersistentVolumeClaim): void {
  (claim.status ??= {}).phase ??= 'Pending';
  const spec = (claim.spec ??= {});
  spec.volumeMode ??= 'Filesystem';
  roundResourceList(spec.resources?.requests);
  roundResourceList(spec.resources?.limits);
  roundResourceList(claim.status.capacity);
}
