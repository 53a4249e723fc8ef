/** ClusterRoles. Models ValidateClusterRole (pkg/apis/rbac/validation). */
import type { FieldError } from '../field/error';
import { invalid, required } from '../field/error';
import { FieldPath } from '../field/path';
import type { ClusterRole } from '../schema/generated/types';
import { validateLabelSelector } from './label-selector';
import { pathSegmentFaults } from './names';
import { validateObjectMeta } from './object-meta';
import { validatePolicyRules } from './policy-rule';

const SELECTORS = FieldPath.of('aggregationRule', 'clusterRoleSelectors');

export function validateClusterRole({ metadata, rules, aggregationRule }: ClusterRole): FieldError[] {
  const errors: FieldError[] = [];
  validateObjectMeta(metadata, 'cluster', pathSegmentFaults, errors);
  validatePolicyRules(rules, 'cluster', errors);
  if (!aggregationRule) return errors;
  const { clusterRoleSelectors = [] } = aggregationRule;
  if (clusterRoleSelectors.length === 0) {
    errors.push(required(SELECTORS, 'at least one clusterRoleSelector required if aggregationRule is non-nil'));
  }
  clusterRoleSelectors.forEach((selector, at) => {
    const path = SELECTORS.index(at);
    const before = errors.length;
    validateLabelSelector(selector, path, errors);
    // The server prints what it could make of the selector, which is nothing.
    if (errors.length > before) errors.push(invalid(path, null, 'invalid label selector.'));
  });
  return errors;
}
