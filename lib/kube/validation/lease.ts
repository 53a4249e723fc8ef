/** Leases. Models ValidateLease (pkg/apis/coordination/validation); its strategies are of a feature that is off, and dropped before. */
import type { FieldError } from '../field/error';
import { invalid } from '../field/error';
import { FieldPath } from '../field/path';
import type { Lease } from '../schema/generated/types';
import { dnsSubdomainFaults } from './names';
import { validateObjectMeta } from './object-meta';

export function validateLease(lease: Lease): FieldError[] {
  const errors: FieldError[] = [];
  validateObjectMeta(lease.metadata, 'namespaced', dnsSubdomainFaults, errors);
  return [...errors, ...validateLeaseUpdate(lease)];
}

export function validateLeaseUpdate({ spec = {} }: Lease): FieldError[] {
  const errors: FieldError[] = [];
  const { leaseDurationSeconds, leaseTransitions } = spec;
  const path = FieldPath.of('spec');
  if (leaseDurationSeconds !== undefined && leaseDurationSeconds <= 0) {
    errors.push(invalid(path.child('leaseDurationSeconds'), leaseDurationSeconds, 'must be greater than 0'));
  }
  if (leaseTransitions !== undefined && leaseTransitions < 0) {
    errors.push(invalid(path.child('leaseTransitions'), leaseTransitions, 'must be greater than or equal to 0'));
  }
  return errors;
}
