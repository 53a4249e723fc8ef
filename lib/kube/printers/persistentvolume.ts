/** Models printPersistentVolume. */
import type { PersistentVolume } from '../schema/generated/types';
import { accessModes } from './access-modes';
import { nameOf, type Printer } from './printer';
import { quantityText } from './quantity-text';
import { storageClassOf } from './storage-class-of';

export const persistentVolume: Printer<PersistentVolume> = {
  columns:
    'Name#name;Capacity;Access Modes;Reclaim Policy;Status;Claim;StorageClass;VolumeAttributesClass;Reason;Age;VolumeMode+1',
  cells(volume, age) {
    const { metadata, spec, status } = volume;
    const claim = spec?.claimRef;
    return [
      nameOf(volume),
      quantityText(spec?.capacity?.['storage']),
      accessModes(spec?.accessModes),
      spec?.persistentVolumeReclaimPolicy ?? '',
      metadata?.deletionTimestamp === undefined ? (status?.phase ?? '') : 'Terminating',
      claim ? `${claim.namespace ?? ''}/${claim.name ?? ''}` : '',
      storageClassOf(volume),
      spec?.volumeAttributesClassName ?? '<unset>',
      status?.reason ?? '',
      age.of(volume),
      spec?.volumeMode ?? '<unset>',
    ];
  },
};
