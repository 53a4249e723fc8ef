/** Which requests a policy or a binding is about. Models validateMatchResources (pkg/apis/admissionregistration/validation). */
import type { FieldError } from '../field/error';
import { duplicate, invalid, notSupported, required } from '../field/error';
import type { FieldPath } from '../field/path';
import type { MatchResources, NamedRuleWithOperations } from '../schema/generated/types';
import { validateLabelSelector } from './label-selector';
import { pathSegmentFaults } from './names';

const POLICIES = ['Equivalent', 'Exact'];
const OPERATIONS = ['*', 'CONNECT', 'CREATE', 'DELETE', 'UPDATE'];
const SCOPES = ['*', 'Cluster', 'Namespaced'];

export function validateMatchResources(
  { matchPolicy, namespaceSelector, objectSelector, resourceRules, excludeResourceRules }: MatchResources,
  path: FieldPath,
  errors: FieldError[],
): void {
  if (matchPolicy === undefined) errors.push(required(path.child('matchPolicy')));
  else if (!POLICIES.includes(matchPolicy)) {
    errors.push(notSupported(path.child('matchPolicy'), matchPolicy, POLICIES));
  }
  validateLabelSelector(namespaceSelector, path.child('namespaceSelector'), errors);
  validateLabelSelector(objectSelector, path.child('objectSelector'), errors);
  resourceRules?.forEach((rule, at) => validateRule(rule, path.child('resourceRules').index(at), errors));
  excludeResourceRules?.forEach((rule, at) => validateRule(rule, path.child('excludeResourceRules').index(at), errors));
}

function validateRule(rule: NamedRuleWithOperations, path: FieldPath, errors: FieldError[]): void {
  const { resourceNames = [], operations = [], apiGroups = [], apiVersions = [], resources = [], scope } = rule;
  resourceNames.forEach((name, at) => {
    const place = path.child('resourceNames').index(at);
    for (const fault of pathSegmentFaults(name)) errors.push(invalid(place, name, fault));
    if (resourceNames.indexOf(name) < at) errors.push(duplicate(place, name));
  });
  validateWildcard(operations, path.child('operations'), 'operations', errors);
  operations.forEach((operation, at) => {
    if (OPERATIONS.includes(operation)) return;
    errors.push(notSupported(path.child('operations').index(at), operation, OPERATIONS));
  });
  validateWildcard(apiGroups, path.child('apiGroups'), 'API groups', errors);
  validateWildcard(apiVersions, path.child('apiVersions'), 'API versions', errors);
  apiVersions.forEach((version, at) => {
    if (version === '') errors.push(required(path.child('apiVersions').index(at)));
  });
  validateResources(resources, path.child('resources'), errors);
  if (scope !== undefined && !SCOPES.includes(scope)) errors.push(notSupported(path.child('scope'), scope, SCOPES));
}

function validateWildcard(values: readonly string[], path: FieldPath, what: string, errors: FieldError[]): void {
  if (values.length === 0) errors.push(required(path));
  if (values.length > 1 && values.includes('*')) {
    errors.push(invalid(path, values, `if '*' is present, must not specify other ${what}`));
  }
}

/** `pods`, `pods/status`, `pods/*`, and `*`, with or without a subresource. */
function validateResources(resources: readonly string[], path: FieldPath, errors: FieldError[]): void {
  if (resources.length === 0) errors.push(required(path));
  const wildSubresources = new Set<string>();
  const wildResources = new Set<string>();
  // Upstream remembers only the last one without a subresource.
  let hasPlain = false;
  resources.forEach((text, at) => {
    if (text === '') return void errors.push(required(path.index(at)));
    const slash = text.indexOf('/');
    if (slash < 0) return void (hasPlain = text !== '*');
    const resource = text.slice(0, slash);
    const subresource = text.slice(slash + 1);
    if (wildSubresources.has(resource)) {
      errors.push(invalid(path.index(at), text, `if '${resource}/*' is present, must not specify ${text}`));
    }
    if (wildResources.has(subresource)) {
      errors.push(invalid(path.index(at), text, `if '*/${subresource}' is present, must not specify ${text}`));
    }
    if (subresource === '*') wildSubresources.add(resource);
    if (resource === '*') wildResources.add(subresource);
  });
  if (resources.length > 1 && resources.includes('*/*')) {
    errors.push(invalid(path, resources, "if '*/*' is present, must not specify other resources"));
  }
  if (resources.includes('*') && hasPlain) {
    const detail = "if '*' is present, must not specify other resources without subresources";
    errors.push(invalid(path, resources, detail));
  }
}
