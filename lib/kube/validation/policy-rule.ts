/** What a Role allows. Models ValidatePolicyRule (pkg/apis/rbac/validation). */
import type { FieldError } from '../field/error';
import { invalid, required } from '../field/error';
import { FieldPath } from '../field/path';
import type { PolicyRule } from '../schema/generated/types';

const RULES = FieldPath.of('rules');

export function validatePolicyRules(
  rules: readonly PolicyRule[] = [],
  scope: 'namespaced' | 'cluster',
  errors: FieldError[],
): void {
  rules.forEach((rule, at) => validatePolicyRule(rule, scope, RULES.index(at), errors));
}

function validatePolicyRule(
  rule: PolicyRule,
  scope: 'namespaced' | 'cluster',
  path: FieldPath,
  errors: FieldError[],
): void {
  const { verbs = [], apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] } = rule;
  if (verbs.length === 0) errors.push(required(path.child('verbs'), 'verbs must contain at least one value'));
  if (nonResourceURLs.length > 0) {
    const wrong = (detail: string): void =>
      void errors.push(invalid(path.child('nonResourceURLs'), nonResourceURLs, detail));
    if (scope === 'namespaced') wrong('namespaced rules cannot apply to non-resource URLs');
    if (apiGroups.length + resources.length + resourceNames.length > 0) {
      wrong('rules cannot apply to both regular resources and non-resource URLs');
    }
    return;
  }
  if (apiGroups.length === 0) {
    errors.push(required(path.child('apiGroups'), 'resource rules must supply at least one api group'));
  }
  if (resources.length === 0) {
    errors.push(required(path.child('resources'), 'resource rules must supply at least one resource'));
  }
}
