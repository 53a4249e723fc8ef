/** Models pkg/registry/scheduling/priorityclass/strategy.go. */
import { setPriorityClassDefaults } from '../defaults/priorityclass';
import type { PriorityClass } from '../schema/generated/types';
import { validatePriorityClass, validatePriorityClassUpdate } from '../validation/priorityclass';
import { startGeneration } from './generation';
import type { Strategy } from './strategy';

export const priorityClass: Strategy<PriorityClass> = {
  setDefaults: setPriorityClassDefaults,
  prepareForCreate(object): undefined {
    startGeneration(object);
  },
  validate: validatePriorityClass,
  validateUpdate: validatePriorityClassUpdate,
};
