/** Annotations that mean something to a Pod. Models ValidatePodSpecificAnnotations (pkg/apis/core/validation). */
import type { FieldError } from '../field/error';
import { invalid } from '../field/error';
import type { FieldPath } from '../field/path';
import type { PodSpec } from '../schema/generated/types';
import type { StringMap } from './labels';
import { MAX_INT32 } from './numbers';
import { validateProfileAnnotations } from './security-profiles';

export const MIRROR_ANNOTATION = 'kubernetes.io/config.mirror';
const DELETION_COST = 'controller.kubernetes.io/pod-deletion-cost';

/** `path` is that of the annotations, of a Pod or of a template. */
export function validatePodAnnotations(
  annotations: StringMap,
  spec: PodSpec,
  path: FieldPath,
  errors: FieldError[],
): void {
  const mirror = annotations[MIRROR_ANNOTATION];
  if (mirror !== undefined && !spec.nodeName) {
    const detail = 'must set spec.nodeName if mirror pod annotation is set';
    errors.push(invalid(path.key(MIRROR_ANNOTATION), mirror, detail));
  }
  const cost = annotations[DELETION_COST];
  if (cost !== undefined && !isInt32(cost)) {
    errors.push(invalid(path.key(DELETION_COST), cost, 'must be a 32bit integer'));
  }
  validateProfileAnnotations(annotations, spec, path, errors);
}

/** Models GetDeletionCostFromPodAnnotations: a number that begins with neither a plus nor a needless zero. */
function isInt32(text: string): boolean {
  const number = Number(text);
  return /^(?:0|-[0-9]+|[1-9][0-9]*)$/.test(text) && number >= -MAX_INT32 - 1 && number <= MAX_INT32;
}
