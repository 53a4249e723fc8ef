/** Models pkg/registry/core/persistentvolume/strategy.go. */
import { setPersistentVolumeDefaults } from '../defaults/persistentvolume';
import type { PersistentVolume } from '../schema/generated/types';
import { validatePersistentVolume, validatePersistentVolumeUpdate } from '../validation/persistentvolume';
import { warningsForPersistentVolume } from '../warnings/persistentvolume';
import { keepStatus } from './status';
import type { Strategy } from './strategy';

export const persistentVolume: Strategy<PersistentVolume> = {
  setDefaults: setPersistentVolumeDefaults,
  prepareForCreate(object, cluster): undefined {
    object.status = { phase: 'Pending', lastPhaseTransitionTime: cluster.now() };
  },
  validate: validatePersistentVolume,
  prepareForUpdate: keepStatus,
  validateUpdate: validatePersistentVolumeUpdate,
  warningsOnCreate: warningsForPersistentVolume,
  warningsOnUpdate: warningsForPersistentVolume,
};
