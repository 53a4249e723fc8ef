/**
 * Resources of a Pod as a whole, against those of its containers. Models validatePodResources and
 * validatePodResourceConsistency (pkg/apis/core/validation).
 */
import { aggregateResources } from '../aggregate-resources';
import type { FieldError } from '../field/error';
import { forbidden, invalid, placed } from '../field/error';
import type { FieldPath } from '../field/path';
import { compareQuantities, formatQuantity, parseQuantity } from '../quantity';
import type { PodSpec, ResourceRequirements } from '../schema/generated/types';
import { isHugePages, validatePodResourceName } from './resource-names';
import type { ClaimNames } from './resources';
import { quantitiesOf, validateResources } from './resources';

/** `path` is that of the spec. */
export function validatePodResources(
  spec: PodSpec,
  claimNames: ClaimNames,
  path: FieldPath,
  errors: FieldError[],
): void {
  const { resources } = spec;
  if (!resources) return;
  const here = path.child('resources');
  if (spec.os?.name === 'windows') return void errors.push(forbidden(here, 'may not be set for a windows pod'));
  if (resources.claims) {
    errors.push(forbidden(here.child('claims'), 'claims may not be set for Resources at pod-level'));
  }
  validateResources(resources, validatePodResourceName, claimNames, here, errors);
  validateAgainstContainers(spec, resources, path, errors);
}

function validateAgainstContainers(
  spec: PodSpec,
  { requests = {}, limits = {} }: ResourceRequirements,
  path: FieldPath,
  errors: FieldError[],
): void {
  const here = path.child('resources');
  for (const [name, sum] of aggregateResources(spec, 'requests')) {
    const own = parseQuantity(requests[name] ?? '');
    if (!own || compareQuantities(sum, own) <= 0) continue;
    const detail = `must be greater than or equal to aggregate container requests of ${formatQuantity(sum)}`;
    errors.push(invalid(here.child('requests').key(name), formatQuantity(own), detail));
  }
  for (const [name, sum] of aggregateResources(spec, 'limits')) {
    const own = parseQuantity(limits[name] ?? '');
    if (!isHugePages(name) || !own || compareQuantities(sum, own) <= 0) continue;
    const detail = `must be greater than or equal to aggregate container limits of ${formatQuantity(sum)}`;
    errors.push(invalid(here.child('limits').key(name), formatQuantity(own), detail));
  }
  spec.containers?.forEach((container, at) => {
    for (const [name, limit] of quantitiesOf(container.resources?.limits ?? {})) {
      const own = parseQuantity(limits[name] ?? '');
      if (!own || compareQuantities(limit, own) <= 0) continue;
      const detail = `must be less than or equal to pod limits of ${formatQuantity(own)}`;
      const field = here.child('containers').index(at).key(name).child('limits');
      const place = path.child('containers').index(at).child('resources', 'limits').key(name);
      errors.push(placed(invalid(field, formatQuantity(limit), detail), place));
    }
  });
}
