/** ResourceQuotas. Models ValidateResourceQuota and ValidateResourceQuotaUpdate (pkg/apis/core/validation). */
import type { FieldError } from '../field/error';
import { invalid, invalidTyped, required } from '../field/error';
import { FieldPath } from '../field/path';
import type { ResourceQuota, ResourceQuotaSpec, ScopeSelector } from '../schema/generated/types';
import { dnsSubdomainFaults } from './names';
import { validateObjectMeta } from './object-meta';
import { IMMUTABLE } from './object-meta-update';
import { isStandardQuotaResource, validateResourceName } from './resource-names';
import { quantitiesOf, validateResourceQuantity } from './resources';

const SPEC = FieldPath.of('spec');
const COMPUTE = ['pods', 'cpu', 'memory', 'limits.cpu', 'limits.memory', 'requests.cpu', 'requests.memory'];

/** What a scope may count. */
const SCOPES: Readonly<Record<string, readonly string[]>> = {
  Terminating: COMPUTE,
  NotTerminating: COMPUTE,
  BestEffort: ['pods'],
  NotBestEffort: COMPUTE,
  PriorityClass: COMPUTE,
  CrossNamespacePodAffinity: COMPUTE,
  VolumeAttributesClass: ['persistentvolumeclaims', 'requests.storage'],
};

const PAIRS = [
  ['BestEffort', 'NotBestEffort'],
  ['Terminating', 'NotTerminating'],
] as const;

export function validateResourceQuota({ metadata, spec = {} }: ResourceQuota): FieldError[] {
  const errors: FieldError[] = [];
  validateObjectMeta(metadata, 'namespaced', dnsSubdomainFaults, errors);
  validateSpec(spec, errors);
  return errors;
}

export function validateResourceQuotaUpdate({ spec = {} }: ResourceQuota, live: ResourceQuota): FieldError[] {
  const errors: FieldError[] = [];
  validateSpec(spec, errors);
  const scopes = new Set(spec.scopes);
  const before = new Set(live.spec?.scopes);
  if (scopes.size !== before.size || [...scopes].some((scope) => !before.has(scope))) {
    errors.push(invalid(SPEC.child('scopes'), spec.scopes ?? null, IMMUTABLE));
  }
  return errors;
}

function validateSpec(spec: ResourceQuotaSpec, errors: FieldError[]): void {
  for (const [name, quantity] of quantitiesOf(spec.hard ?? {})) {
    const path = SPEC.child('hard').key(name);
    validateResourceName(name, path, errors);
    if (!name.includes('/') && !isStandardQuotaResource(name)) {
      errors.push(invalidTyped(path, name, 'must be a standard resource for quota'));
    }
    validateResourceQuantity(name, quantity, path, errors);
  }
  validateScopes(spec, errors);
  if (spec.scopeSelector) validateScopeSelector(spec, spec.scopeSelector, errors);
}

/** How many of what is limited a scope cannot count. */
function uncountable(scope: string, hard: Readonly<Record<string, string>> = {}): string[] {
  const counted = Object.hasOwn(SCOPES, scope) ? SCOPES[scope] : undefined;
  if (!counted) return [];
  return Object.keys(hard).filter((name) => isStandardQuotaResource(name) && !counted.includes(name));
}

function validateScopes({ scopes = [], hard }: ResourceQuotaSpec, errors: FieldError[]): void {
  const path = SPEC.child('scopes');
  for (const scope of scopes) {
    if (!Object.hasOwn(SCOPES, scope)) errors.push(invalid(path, scopes, 'unsupported scope'));
    for (let left = uncountable(scope, hard).length; left > 0; left--) {
      errors.push(invalid(path, scopes, 'unsupported scope applied to resource'));
    }
  }
  validatePairs(scopes, scopes, path, errors);
}

function validatePairs(
  scopes: readonly string[],
  printed: readonly string[] | null,
  path: FieldPath,
  errors: FieldError[],
): void {
  for (const pair of PAIRS) {
    if (pair.every((scope) => scopes.includes(scope))) errors.push(invalid(path, printed, 'conflicting scopes'));
  }
}

const WITHOUT_VALUES = ['BestEffort', 'NotBestEffort', 'Terminating', 'NotTerminating', 'CrossNamespacePodAffinity'];

/** The server's paths leave out which expression it is. */
function validateScopeSelector(spec: ResourceQuotaSpec, selector: ScopeSelector, errors: FieldError[]): void {
  const path = SPEC.child('scopeSelector', 'matchExpressions');
  const { matchExpressions = [] } = selector;
  for (const { scopeName = '', operator = '', values = [] } of matchExpressions) {
    if (!Object.hasOwn(SCOPES, scopeName)) {
      errors.push(invalidTyped(path.child('scopeName'), scopeName, 'unsupported scope'));
    }
    for (let left = uncountable(scopeName, spec.hard).length; left > 0; left--) {
      errors.push(invalid(path, printedSelector(selector), 'unsupported scope applied to resource'));
    }
    if (WITHOUT_VALUES.includes(scopeName) && operator !== 'Exists') {
      const detail =
        "must be 'Exists' when scope is any of ResourceQuotaScopeTerminating, ResourceQuotaScopeNotTerminating, ResourceQuotaScopeBestEffort, ResourceQuotaScopeNotBestEffort or ResourceQuotaScopeCrossNamespacePodAffinity";
      errors.push(invalidTyped(path.child('operator'), operator, detail));
    }
    validateValues(operator, values, path, errors);
  }
  const scopes = matchExpressions.map(({ scopeName = '' }) => scopeName);
  validatePairs(scopes, spec.scopes ?? null, path, errors);
}

function validateValues(operator: string, values: readonly string[], path: FieldPath, errors: FieldError[]): void {
  const here = path.child('values');
  switch (operator) {
    case 'In':
    case 'NotIn':
      if (values.length > 0) return;
      return void errors.push(
        required(here, "must be at least one value when `operator` is 'In' or 'NotIn' for scope selector"),
      );
    case 'Exists':
    case 'DoesNotExist':
      if (values.length === 0) return;
      return void errors.push(
        invalid(here, values, "must be no value when `operator` is 'Exist' or 'DoesNotExist' for scope selector"),
      );
    default:
      errors.push(invalidTyped(path.child('operator'), operator, 'not a valid selector operator'));
  }
}

function printedSelector({ matchExpressions = [] }: ScopeSelector): object {
  return {
    MatchExpressions: matchExpressions.map(({ scopeName = '', operator = '', values }) => ({
      ScopeName: scopeName,
      Operator: operator,
      Values: values ?? null,
    })),
  };
}
