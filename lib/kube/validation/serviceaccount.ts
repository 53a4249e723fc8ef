/** ServiceAccounts. Models ValidateServiceAccount (pkg/apis/core/validation). */
import type { FieldError } from '../field/error';
import type { ServiceAccount } from '../schema/generated/types';
import { dnsSubdomainFaults } from './names';
import { validateObjectMeta } from './object-meta';

export function validateServiceAccount({ metadata }: ServiceAccount): FieldError[] {
  const errors: FieldError[] = [];
  validateObjectMeta(metadata, 'namespaced', dnsSubdomainFaults, errors);
  return errors;
}
