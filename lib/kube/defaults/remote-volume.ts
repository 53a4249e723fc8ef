/** What volumes and PersistentVolumes have of the same sources (pkg/apis/core/v1/zz_generated.defaults.go). */
import type { PersistentVolumeSpec, Volume } from '../schema/generated/types';

type Remote =
  | Pick<Volume, 'iscsi' | 'rbd' | 'azureDisk' | 'scaleIO'>
  | Pick<PersistentVolumeSpec, 'iscsi' | 'rbd' | 'azureDisk' | 'scaleIO'>;

export function setRemoteDefaults(volume: Remote): void {
  const { iscsi, rbd, azureDisk, scaleIO } = volume;
  if (iscsi) iscsi.iscsiInterface ??= 'default';
  if (rbd) {
    rbd.pool ??= 'rbd';
    rbd.user ??= 'admin';
    rbd.keyring ??= '/etc/ceph/keyring';
  }
  if (azureDisk) {
    azureDisk.cachingMode ??= 'ReadWrite';
    azureDisk.fsType ??= 'ext4';
    azureDisk.readOnly ??= false;
    azureDisk.kind ??= 'Shared';
  }
  if (scaleIO) {
    scaleIO.storageMode ??= 'ThinProvisioned';
    scaleIO.fsType ??= 'xfs';
  }
}
