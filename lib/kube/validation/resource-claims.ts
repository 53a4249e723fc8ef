/** The devices a Pod claims: spec.resourceClaims. Models validatePodResourceClaims (pkg/apis/core/validation). */
import type { FieldError } from '../field/error';
import { duplicate, forbidden, invalid, required } from '../field/error';
import { FieldPath } from '../field/path';
import type { PodResourceClaim } from '../schema/generated/types';
import { dnsLabelFaults, dnsSubdomainFaults } from './names';
import type { ClaimNames } from './resources';

export function namesOfClaims(claims: readonly PodResourceClaim[]): ClaimNames {
  return new Set(claims.map(({ name = '' }) => name).filter((name) => name !== ''));
}

/** @param isMirror a static Pod's mirror may not claim anything */
export function validateResourceClaims(
  claims: readonly PodResourceClaim[],
  isMirror: boolean,
  path: FieldPath,
  errors: FieldError[],
): void {
  const names = new Set<string>();
  claims.forEach((claim, at) => {
    if (isMirror) errors.push(forbidden(FieldPath.of(''), 'static pods do not support resource claims'));
    else validateClaim(claim, names, path.index(at), errors);
  });
}

function validateClaim(claim: PodResourceClaim, names: Set<string>, path: FieldPath, errors: FieldError[]): void {
  const { name = '', resourceClaimName, resourceClaimTemplateName } = claim;
  if (name === '') errors.push(required(path.child('name')));
  else if (names.has(name)) errors.push(duplicate(path.child('name'), name));
  else {
    for (const fault of dnsLabelFaults(name)) errors.push(invalid(path.child('name'), name, fault));
    names.add(name);
  }
  const printed = {
    Name: name,
    ResourceClaimName: resourceClaimName ?? null,
    ResourceClaimTemplateName: resourceClaimTemplateName ?? null,
  };
  if (resourceClaimName !== undefined && resourceClaimTemplateName !== undefined) {
    const detail = 'at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified';
    errors.push(invalid(path, printed, detail));
  }
  if (resourceClaimName === undefined && resourceClaimTemplateName === undefined) {
    errors.push(invalid(path, printed, 'must specify one of: `resourceClaimName`, `resourceClaimTemplateName`'));
  }
  for (const field of ['resourceClaimName', 'resourceClaimTemplateName'] as const) {
    const value = claim[field];
    if (value === undefined) continue;
    for (const fault of dnsSubdomainFaults(value)) errors.push(invalid(path.child(field), value, fault));
  }
}
