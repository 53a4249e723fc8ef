/** Volumes and claims that are in use are not deleted under their users. Models the plugin StorageObjectInUseProtection. */
import type { ObjectMeta, PersistentVolume, PersistentVolumeClaim } from '../schema/generated/types';

export function protectVolume({ metadata }: PersistentVolume): undefined {
  addFinalizer(metadata, 'kubernetes.io/pv-protection');
}

export function protectClaim({ metadata }: PersistentVolumeClaim): undefined {
  addFinalizer(metadata, 'kubernetes.io/pvc-protection');
}

function addFinalizer(metadata: ObjectMeta | undefined, finalizer: string): void {
  if (metadata && !metadata.finalizers?.includes(finalizer)) {
    metadata.finalizers = [...(metadata.finalizers ?? []), finalizer];
  }
}
