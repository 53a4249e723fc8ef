/** Models SetDefaults_PersistentVolume and the defaults of its sources (pkg/apis/core/v1/defaults.go). */
import type { PersistentVolume } from '../schema/generated/types';
import { roundResourceList } from './resource-list';

export function setPersistentVolumeDefaults(volume: PersistentVolume): void {
  (volume.status ??= {}).phase ??= 'Pending';
  const spec = (volume.spec ??= {});
  spec.persistentVolumeReclaimPolicy ??= 'Retain';
  spec.volumeMode ??= 'Filesystem';
  roundResourceList(spec.capacity);
  const { hostPath, iscsi, rbd, azureDisk, scaleIO } = spec;
  if (hostPath) hostPath.type ??= '';
  if (iscsi) iscsi.iscsiInterface ??= 'default';
  if (rbd) {
    rbd.pool ??= 'rbd';
    rbd.user ??= 'admin';
    rbd.keyring ??= '/etc/ceph/keyring';
  }
  if (azureDisk) {
    azureDisk.cachingMode ??= 'ReadWrite';
    azureDisk.kind ??= 'Shared';
    azureDisk.fsType ??= 'ext4';
    azureDisk.readOnly ??= false;
  }
  if (scaleIO) {
    scaleIO.storageMode ??= 'ThinProvisioned';
    scaleIO.fsType ??= 'xfs';
  }
}
