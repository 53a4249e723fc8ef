/** A claim that names no class gets the default one, if there is one. Models the plugin DefaultStorageClass. */
import type { PersistentVolumeClaim, StorageClass } from '../schema/generated/types';
import { BETA_STORAGE_CLASS } from '../validation/persistentvolumeclaim';
import type { AdmissionCluster } from './cluster';

const IS_DEFAULT = [
  'storageclass.kubernetes.io/is-default-class',
  'storageclass.beta.kubernetes.io/is-default-class',
] as const;

export function admitStorageClass(claim: PersistentVolumeClaim, cluster: AdmissionCluster): undefined {
  const spec = (claim.spec ??= {});
  if (spec.storageClassName !== undefined || Object.hasOwn(claim.metadata?.annotations ?? {}, BETA_STORAGE_CLASS))
    return;
  const [newest] = cluster.list('storage.k8s.io/v1/StorageClass').filter(isDefault).toSorted(byAge);
  if (newest?.metadata?.name) spec.storageClassName = newest.metadata.name;
}

function isDefault({ metadata }: StorageClass): boolean {
  return IS_DEFAULT.some((annotation) => metadata?.annotations?.[annotation] === 'true');
}

/** The newest first; of two of an age, by name. */
function byAge({ metadata: a = {} }: StorageClass, { metadata: b = {} }: StorageClass): number {
  const { creationTimestamp: ageOfA = '', name: nameOfA = '' } = a;
  const { creationTimestamp: ageOfB = '', name: nameOfB = '' } = b;
  if (ageOfA !== ageOfB) return ageOfA < ageOfB ? 1 : -1;
  return nameOfA < nameOfB ? -1 : 1;
}
