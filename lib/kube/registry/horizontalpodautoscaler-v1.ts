/** The same kind as autoscaling/v1 has it; the registry sees it in the form of v2. */
import {
  canonicalizeV1,
  keepV1Status,
  setHorizontalPodAutoscalerV1Defaults,
  toV2,
} from '../defaults/horizontalpodautoscaler-v1';
import { placed, type FieldError } from '../field/error';
import { FieldPath } from '../field/path';
import type { AutoscalingV1HorizontalPodAutoscaler } from '../schema/generated/types';
import {
  validateHorizontalPodAutoscaler,
  validateHorizontalPodAutoscalerUpdate,
} from '../validation/horizontalpodautoscaler';
import type { Strategy } from './strategy';

export const horizontalPodAutoscalerV1: Strategy<AutoscalingV1HorizontalPodAutoscaler> = {
  setDefaults: setHorizontalPodAutoscalerV1Defaults,
  prepareForCreate(object): undefined {
    keepV1Status(object, undefined);
  },
  validate: (object) => validateHorizontalPodAutoscaler(toV2(object)).map(placedInV1),
  prepareForUpdate(object, live): undefined {
    keepV1Status(object, live);
  },
  validateUpdate: (object, live) => validateHorizontalPodAutoscalerUpdate(toV2(object), toV2(live)).map(placedInV1),
  canonicalize: canonicalizeV1,
};

const TARGET = FieldPath.of('spec', 'targetCPUUtilizationPercentage');

/** The server speaks of a metric of v2 where the manifest has one number. */
function placedInV1(error: FieldError): FieldError {
  return error.path.toString().startsWith('spec.metrics[') ? placed(error, TARGET) : error;
}
