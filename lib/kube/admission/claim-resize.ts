/** Only a bound claim of a class that allows it can grow. Models the plugin PersistentVolumeClaimResize. */
import { compareQuantities, parseQuantity } from '../quantity';
import type { PersistentVolumeClaim } from '../schema/generated/types';
import type { AdmissionCluster } from './cluster';
import { forbid, type AdmissionRefusal, type AdmissionRequest } from './refusal';

export function validateClaimResize(
  claim: PersistentVolumeClaim,
  cluster: AdmissionCluster,
  { live }: AdmissionRequest<PersistentVolumeClaim>,
): AdmissionRefusal | undefined {
  const size = parseQuantity(claim.spec?.resources?.requests?.['storage'] ?? '0');
  const before = parseQuantity(live?.spec?.resources?.requests?.['storage'] ?? '0');
  if (!live || !size || !before || compareQuantities(size, before) <= 0) return undefined;
  const refuse = (why: string): AdmissionRefusal => forbid('persistentvolumeclaims', claim.metadata, why);
  if (live.status?.phase !== 'Bound') return refuse('Only bound persistent volume claims can be expanded');
  const name = claim.spec?.storageClassName ?? '';
  const storageClass = cluster.list('storage.k8s.io/v1/StorageClass').find(({ metadata }) => metadata?.name === name);
  if (name !== '' && name === live.spec?.storageClassName && storageClass?.allowVolumeExpansion) return undefined;
  return refuse(
    'only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize',
  );
}
