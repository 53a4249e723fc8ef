/** Models SetDefaults_StorageClass (pkg/apis/storage/v1/defaults.go). */
import type { StorageClass } from '../schema/generated/types';

export function setStorageClassDefaults(storageClass: StorageClass): void {
  storageClass.reclaimPolicy ??= 'Delete';
  storageClass.volumeBindingMode ??= 'Immediate';
}
