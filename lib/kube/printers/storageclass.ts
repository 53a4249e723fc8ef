/** Models printStorageClass. */
import type { StorageClass } from '../schema/generated/types';
import { nameOf, type Printer } from './printer';

const IS_DEFAULT = ['storageclass.kubernetes.io/is-default-class', 'storageclass.beta.kubernetes.io/is-default-class'];

export const storageClass: Printer<StorageClass> = {
  columns: 'Name#name;Provisioner;ReclaimPolicy;VolumeBindingMode;AllowVolumeExpansion;Age',
  cells(storageClass, age) {
    const isDefault = IS_DEFAULT.some((annotation) => storageClass.metadata?.annotations?.[annotation] === 'true');
    return [
      `${nameOf(storageClass)}${isDefault ? ' (default)' : ''}`,
      storageClass.provisioner ?? '',
      storageClass.reclaimPolicy ?? 'Delete',
      storageClass.volumeBindingMode ?? 'Immediate',
      storageClass.allowVolumeExpansion ?? false,
      age.of(storageClass),
    ];
  },
};
