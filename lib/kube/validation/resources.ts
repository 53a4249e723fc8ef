/**
 * requests, limits and claims of a container or a Pod. Models validateResourceRequirements, validateResourceClaimNames and
 * ValidateResourceQuantityValue (pkg/apis/core/validation). Kubernetes walks its maps in no order; here it is the written one.
 */
import type { FieldError } from '../field/error';
import { duplicate, forbidden, invalid, notFound, required } from '../field/error';
import type { FieldPath } from '../field/path';
import type { Quantity } from '../quantity';
import {
  compareQuantities,
  formatQuantity,
  isIntegerQuantity,
  parseQuantity,
  scaledQuantity,
  signOfQuantity,
} from '../quantity';
import type { ResourceClaim, ResourceRequirements } from '../schema/generated/types';
import { dnsLabelFaults } from './names';
import type { ResourceNameRule } from './resource-names';
import { isHugePages, isIntegerResource, isOvercommitAllowed, validateContainerResourceName } from './resource-names';

/** The names in spec.resourceClaims, to which a container's claims refer. */
export type ClaimNames = ReadonlySet<string>;

export function validateContainerResources(
  resources: ResourceRequirements,
  claimNames: ClaimNames,
  path: FieldPath,
  errors: FieldError[],
): void {
  validateResources(resources, validateContainerResourceName, claimNames, path, errors);
}

export function validateResources(
  { limits = {}, requests = {}, claims = [] }: ResourceRequirements,
  validateName: ResourceNameRule,
  claimNames: ClaimNames,
  path: FieldPath,
  errors: FieldError[],
): void {
  const check = (name: string, quantity: Quantity, here: FieldPath): void => {
    validateName(name, here, errors);
    validateResourceQuantity(name, quantity, here, errors);
  };
  for (const [name, quantity] of quantitiesOf(limits)) {
    const here = path.child('limits').key(name);
    check(name, quantity, here);
    validateHugePages(name, quantity, here, errors);
  }
  for (const [name, quantity] of quantitiesOf(requests)) {
    const here = path.child('requests').key(name);
    check(name, quantity, here);
    validateWithinLimit(name, quantity, limits[name], path, errors);
    validateHugePages(name, quantity, here, errors);
  }
  const names = [...Object.keys(limits), ...Object.keys(requests)];
  if (names.some(isHugePages) && !names.includes('cpu') && !names.includes('memory')) {
    errors.push(forbidden(path, 'HugePages require cpu or memory'));
  }
  if (claims.length > 0) validateResourceClaims(claims, claimNames, path.child('claims'), errors);
}

export function* quantitiesOf(resources: Readonly<Record<string, string>>): Generator<[string, Quantity]> {
  for (const name in resources) {
    const quantity = parseQuantity(resources[name] ?? '');
    if (quantity) yield [name, quantity];
  }
}

export function validateResourceQuantity(
  name: string,
  quantity: Quantity,
  path: FieldPath,
  errors: FieldError[],
): void {
  if (signOfQuantity(quantity) < 0) {
    errors.push(invalid(path, formatQuantity(quantity), 'must be greater than or equal to 0'));
  }
  if (!isIntegerQuantity(quantity) && isIntegerResource(name)) {
    errors.push(invalid(path, formatQuantity(quantity), 'must be an integer'));
  }
}

function validateWithinLimit(
  name: string,
  request: Quantity,
  limitText: string | undefined,
  path: FieldPath,
  errors: FieldError[],
): void {
  const limit = limitText === undefined ? undefined : parseQuantity(limitText);
  if (!limit) {
    if (limitText === undefined && !isOvercommitAllowed(name)) {
      errors.push(required(path.child('limits'), 'Limit must be set for non overcommitable resources'));
    }
    return;
  }
  const order = compareQuantities(request, limit);
  if (order === 0) return;
  const relation = !isOvercommitAllowed(name) ? 'equal to' : order > 0 ? 'less than or equal to' : undefined;
  if (relation === undefined) return;
  const detail = `must be ${relation} ${name} limit of ${formatQuantity(limit)}`;
  const error = invalid(path.child('requests'), formatQuantity(request), detail);
  errors.push({ ...error, place: path.child('requests').key(name) });
}

function validateHugePages(name: string, quantity: Quantity, path: FieldPath, errors: FieldError[]): void {
  if (!isHugePages(name) || isMultipleOfPage(name, quantity)) return;
  const text = formatQuantity(quantity);
  errors.push(invalid(path, text, `${text} is not positive integer multiple of ${name}`));
}

function isMultipleOfPage(name: string, quantity: Quantity): boolean {
  const page = parseQuantity(name.slice('hugepages-'.length));
  if (!page || signOfQuantity(page) <= 0 || !isIntegerQuantity(page)) return false;
  return scaledQuantity(quantity, 0) % scaledQuantity(page, 0) === 0n;
}

/** Claims of dynamic resource allocation: each `name` or `name/request` once, and declared by the Pod. */
function validateResourceClaims(
  claims: readonly ResourceClaim[],
  claimNames: ClaimNames,
  path: FieldPath,
  errors: FieldError[],
): void {
  const seen = new Set<string>();
  claims.forEach(({ name = '', request = '' }, at) => {
    const here = path.index(at);
    if (name === '') {
      errors.push(required(here));
      return;
    }
    if (seen.has(name)) errors.push(duplicate(here, name));
    else {
      if (request !== '') {
        for (const fault of dnsLabelFaults(request)) errors.push(invalid(here.child('request'), request, fault));
      }
      const key = request === '' ? name : `${name}/${request}`;
      if (seen.has(key)) errors.push(duplicate(here, key));
      // All requests of a claim after one of them.
      else if (request === '') {
        for (const other of seen) if (other.startsWith(`${name}/`)) errors.push(duplicate(here, name));
      }
      seen.add(key);
    }
    if (!claimNames.has(name)) errors.push(notFound(here, name, knownClaims(claimNames)));
  });
}

function knownClaims(claimNames: ClaimNames): string {
  const known = claimNames.size === 0 ? ' which is empty' : `: ${[...claimNames].sort().join(', ')}`;
  return `must be one of the names in pod.spec.resourceClaims${known}`;
}
