/**
 * Resources of a Pod as a whole, against those of its containers. Models validatePodResources and
 * validatePodResourceConsistency (pkg/apis/core/validation) and AggregateContainerRequests (component-helpers/resource).
 */
import type { FieldError } from '../field/error';
import { forbidden, invalid, placed } from '../field/error';
import type { FieldPath } from '../field/path';
import type { Quantity } from '../quantity';
import { compareQuantities, formatQuantity, parseQuantity } from '../quantity';
import type { Container, PodSpec, ResourceRequirements } from '../schema/generated/types';
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
  for (const [name, sum] of aggregate(spec, 'requests')) {
    const own = parseQuantity(requests[name] ?? '');
    if (!own || compareQuantities(sum, own) <= 0) continue;
    const detail = `must be greater than or equal to aggregate container requests of ${formatQuantity(sum)}`;
    errors.push(invalid(here.child('requests').key(name), formatQuantity(own), detail));
  }
  for (const [name, sum] of aggregate(spec, 'limits')) {
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

type Sums = Map<string, Quantity>;

/**
 * What the containers need together: the sum of the containers and sidecars, or what the start-up takes at its highest,
 * when an init container runs beside the sidecars that were started before it.
 */
function aggregate(spec: PodSpec, what: 'requests' | 'limits'): Sums {
  const total: Sums = new Map();
  const sidecars: Sums = new Map();
  const highest: Sums = new Map();
  for (const container of spec.containers ?? []) add(total, container, what);
  for (const container of spec.initContainers ?? []) {
    if (container.restartPolicy === 'Always') {
      add(total, container, what);
      add(sidecars, container, what);
      raise(highest, sidecars);
    } else {
      const running: Sums = new Map(sidecars);
      add(running, container, what);
      raise(highest, running);
    }
  }
  raise(total, highest);
  return total;
}

function add(sums: Sums, container: Container, what: 'requests' | 'limits'): void {
  for (const [name, quantity] of quantitiesOf(container.resources?.[what] ?? {})) {
    const sum = sums.get(name);
    sums.set(name, sum ? addQuantities(sum, quantity) : quantity);
  }
}

function raise(sums: Sums, others: Sums): void {
  for (const [name, quantity] of others) {
    const sum = sums.get(name);
    if (!sum || compareQuantities(quantity, sum) > 0) sums.set(name, quantity);
  }
}

/** Beside an amount this many places larger, another changes nothing that anyone would read. */
const MOST_PLACES = 100;

/** The sum, in the form of the first amount that is not zero. Models Quantity.Add. */
export function addQuantities(a: Quantity, b: Quantity): Quantity {
  if (Math.abs(a.scale - b.scale) > MOST_PLACES) return compareQuantities(a, b) < 0 ? b : a;
  const scale = Math.min(a.scale, b.scale);
  const at = (quantity: Quantity): bigint => quantity.unscaled * 10n ** BigInt(quantity.scale - scale);
  return { unscaled: at(a) + at(b), scale, format: a.unscaled === 0n ? b.format : a.format };
}
