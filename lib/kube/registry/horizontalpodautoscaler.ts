/** Models pkg/registry/autoscaling/horizontalpodautoscaler/strategy.go. */
import { setHorizontalPodAutoscalerDefaults } from '../defaults/horizontalpodautoscaler';
import type { AutoscalingV2HorizontalPodAutoscaler } from '../schema/generated/types';
import {
  validateHorizontalPodAutoscaler,
  validateHorizontalPodAutoscalerUpdate,
} from '../validation/horizontalpodautoscaler';
import type { Strategy } from './strategy';

export const horizontalPodAutoscaler: Strategy<AutoscalingV2HorizontalPodAutoscaler> = {
  setDefaults: setHorizontalPodAutoscalerDefaults,
  prepareForCreate(object): undefined {
    object.status = {};
  },
  validate: validateHorizontalPodAutoscaler,
  prepareForUpdate(object, live): undefined {
    object.status = live.status ?? {};
  },
  validateUpdate: validateHorizontalPodAutoscalerUpdate,
};
