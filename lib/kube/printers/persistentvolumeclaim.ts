/** Models printPersistentVolumeClaim: what a claim got stands there once it has a volume. */
import type { PersistentVolumeClaim } from '../schema/generated/types';
import { accessModes } from './access-modes';
import { nameOf, type Printer } from './printer';
import { quantityText } from './quantity-text';
import { storageClassOf } from './storage-class-of';

export const persistentVolumeClaim: Printer<PersistentVolumeClaim> = {
  columns: 'Name#name;Status;Volume;Capacity;Access Modes;StorageClass;VolumeAttributesClass;Age;VolumeMode+1',
  cells(claim, age) {
    const { metadata, spec, status } = claim;
    const volume = spec?.volumeName ?? '';
    return [
      nameOf(claim),
      metadata?.deletionTimestamp === undefined ? (status?.phase ?? '') : 'Terminating',
      volume,
      volume === '' ? '' : quantityText(status?.capacity?.['storage']),
      volume === '' ? '' : accessModes(status?.accessModes),
      storageClassOf(claim),
      spec?.volumeAttributesClassName ?? '<unset>',
      age.of(claim),
      spec?.volumeMode ?? '<unset>',
    ];
  },
};
