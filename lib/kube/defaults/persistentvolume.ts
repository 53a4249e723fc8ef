/** Models SetDefaults_PersistentVolume and the defaults of its sources (pkg/apis/core/v1/defaults.go). */
import type { PersistentVolume } from '../schema/generated/types';
import { setRemoteDefaults } from './remote-volume';
import { roundResourceList } from './resource-list';

export function setPersistentVolumeDefaults(volume: PersistentVolume): void {
  (volume.status ??= {}).phase ??= 'Pending';
  const spec = (volume.spec ??= {});
  spec.persistentVolumeReclaimPolicy ??= 'Retain';
  spec.volumeMode ??= 'Filesystem';
  roundResourceList(spec.capacity);
  if (spec.hostPath) spec.hostPath.type ??= '';
  setRemoteDefaults(spec);
}
