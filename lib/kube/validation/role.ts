/** Roles. Models ValidateRole (pkg/apis/rbac/validation). */
import type { FieldError } from '../field/error';
import type { Role } from '../schema/generated/types';
import { pathSegmentFaults } from './names';
import { validateObjectMeta } from './object-meta';
import { validatePolicyRules } from './policy-rule';

export function validateRole({ metadata, rules }: Role): FieldError[] {
  const errors: FieldError[] = [];
  validateObjectMeta(metadata, 'namespaced', pathSegmentFaults, errors);
  validatePolicyRules(rules, 'namespaced', errors);
  return errors;
}
