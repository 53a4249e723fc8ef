/** Models pkg/registry/storage/storageclass/strategy.go. */
import { setStorageClassDefaults } from '../defaults/storageclass';
import type { StorageClass } from '../schema/generated/types';
import { validateStorageClass, validateStorageClassUpdate } from '../validation/storageclass';
import { warningsForStorageClass } from '../warnings/storageclass';
import type { Strategy } from './strategy';

export const storageClass: Strategy<StorageClass> = {
  setDefaults: setStorageClassDefaults,
  validate: validateStorageClass,
  validateUpdate: validateStorageClassUpdate,
  warningsOnCreate: warningsForStorageClass,
  warningsOnUpdate: warningsForStorageClass,
};
