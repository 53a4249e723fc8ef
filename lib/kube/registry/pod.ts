/** Models pkg/registry/core/pod/strategy.go. */
import { preparePod } from '../admission/prepare-pod';
import { setPodDefaults } from '../defaults/pod';
import type { Pod } from '../schema/generated/types';
import { validatePod } from '../validation/pod';
import { preparePodUpdate, validatePodUpdate } from '../validation/pod-update';
import { appArmorWarnings } from '../warnings/apparmor-annotations';
import { warningsForPod } from '../warnings/pod';
import { countSpecChange, startGeneration } from './generation';
import type { Strategy } from './strategy';

export const pod: Strategy<Pod> = {
  setDefaults: setPodDefaults,
  prepareForCreate(object, cluster) {
    startGeneration(object);
    return preparePod(object, cluster);
  },
  validate: validatePod,
  prepareForUpdate(object, live): undefined {
    preparePodUpdate(object, live);
    countSpecChange('PodSpec', object, live);
  },
  validateUpdate: validatePodUpdate,
  warningsBeforeCreate: appArmorWarnings,
  warningsOnCreate: warningsForPod,
};
