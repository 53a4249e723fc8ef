/** Models pkg/registry/policy/poddisruptionbudget/strategy.go. */
import { setPodDisruptionBudgetDefaults } from '../defaults/poddisruptionbudget';
import type { PodDisruptionBudget } from '../schema/generated/types';
import { validatePodDisruptionBudget, validatePodDisruptionBudgetSpec } from '../validation/poddisruptionbudget';
import { countSpecChange, startGeneration } from './generation';
import type { Strategy } from './strategy';

export const podDisruptionBudget: Strategy<PodDisruptionBudget> = {
  setDefaults: setPodDisruptionBudgetDefaults,
  prepareForCreate(object): undefined {
    object.status = {};
    startGeneration(object);
  },
  validate: validatePodDisruptionBudget,
  prepareForUpdate(object, live): undefined {
    object.status = live.status ?? {};
    countSpecChange('PodDisruptionBudgetSpec', object, live);
  },
  validateUpdate: validatePodDisruptionBudgetSpec,
  checksMetaOnce: true,
  needsResourceVersion: true,
};
