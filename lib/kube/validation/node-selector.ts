/**
 * Which nodes: nodeAffinity. Models validateNodeAffinity, ValidateNodeSelector and what they call
 * (pkg/apis/core/validation); a PersistentVolume's node affinity is checked by the same.
 */
import type { FieldError } from '../field/error';
import { forbidden, invalid, invalidTyped, required } from '../field/error';
import type { FieldPath } from '../field/path';
import type {
  NodeAffinity,
  NodeSelector,
  NodeSelectorRequirement,
  NodeSelectorTerm,
  PreferredSchedulingTerm,
} from '../schema/generated/types';
import { validateLabelKey } from './labels';
import { dnsSubdomainFaults, labelValueFaults } from './names';

const NOT_AN_OPERATOR = 'not a valid selector operator';

export function validateNodeAffinity(affinity: NodeAffinity, path: FieldPath, errors: FieldError[]): void {
  const { requiredDuringSchedulingIgnoredDuringExecution: must, preferredDuringSchedulingIgnoredDuringExecution: may } =
    affinity;
  if (must) validateNodeSelector(must, path.child('requiredDuringSchedulingIgnoredDuringExecution'), errors);
  may?.forEach((term, at) =>
    validatePreferredTerm(term, path.child('preferredDuringSchedulingIgnoredDuringExecution').index(at), errors),
  );
}

export function validateNodeSelector(selector: NodeSelector, path: FieldPath, errors: FieldError[]): void {
  const here = path.child('nodeSelectorTerms');
  const { nodeSelectorTerms: terms = [] } = selector;
  if (terms.length === 0) errors.push(required(here, 'must have at least one node selector term'));
  terms.forEach((term, at) => validateTerm(term, 'strict', here.index(at), errors));
}

function validatePreferredTerm(term: PreferredSchedulingTerm, path: FieldPath, errors: FieldError[]): void {
  validateWeight(term.weight, path, errors);
  validateTerm(term.preference ?? {}, 'lenient', path.child('preference'), errors);
}

/** Of a preferred term; `path` is that of the term. */
export function validateWeight(weight = 0, path: FieldPath, errors: FieldError[]): void {
  if (weight <= 0 || weight > 100) errors.push(invalid(path.child('weight'), weight, 'must be in the range 1-100'));
}

/** @param values whether a value must be one that a label could have; a preference for an impossible one does no harm */
function validateTerm(
  term: NodeSelectorTerm,
  values: 'strict' | 'lenient',
  path: FieldPath,
  errors: FieldError[],
): void {
  term.matchExpressions?.forEach((requirement, at) =>
    validateRequirement(requirement, values, path.child('matchExpressions').index(at), errors),
  );
  term.matchFields?.forEach((requirement, at) =>
    validateFieldRequirement(requirement, path.child('matchFields').index(at), errors),
  );
}

function validateRequirement(
  { key = '', operator = '', values = [] }: NodeSelectorRequirement,
  strictness: 'strict' | 'lenient',
  path: FieldPath,
  errors: FieldError[],
): void {
  validateOperator(operator, values, path, errors);
  validateLabelKey(key, path.child('key'), errors);
  if (strictness === 'lenient') return;
  values.forEach((value, at) => {
    for (const fault of labelValueFaults(value)) errors.push(invalid(path.child('values').index(at), value, fault));
  });
}

function validateOperator(operator: string, values: readonly string[], path: FieldPath, errors: FieldError[]): void {
  const here = path.child('values');
  switch (operator) {
    case 'In':
    case 'NotIn':
      if (values.length === 0) errors.push(required(here, "must be specified when `operator` is 'In' or 'NotIn'"));
      return;
    case 'Exists':
    case 'DoesNotExist':
      if (values.length > 0) {
        errors.push(forbidden(here, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"));
      }
      return;
    case 'Gt':
    case 'Lt':
      if (values.length !== 1) {
        errors.push(required(here, "must be specified single value when `operator` is 'Lt' or 'Gt'"));
      }
      return;
    default:
      errors.push(invalidTyped(path.child('operator'), operator, NOT_AN_OPERATOR));
  }
}

/** Of the fields of a node only the name can be asked for. */
function validateFieldRequirement(
  { key = '', operator = '', values = [] }: NodeSelectorRequirement,
  path: FieldPath,
  errors: FieldError[],
): void {
  if (operator !== 'In' && operator !== 'NotIn') {
    errors.push(invalidTyped(path.child('operator'), operator, NOT_AN_OPERATOR));
  } else if (values.length !== 1) {
    const detail = "must be only one value when `operator` is 'In' or 'NotIn' for node field selector";
    errors.push(required(path.child('values'), detail));
  }
  if (key !== 'metadata.name') {
    return void errors.push(invalid(path.child('key'), key, 'not a valid field selector key'));
  }
  values.forEach((value, at) => {
    for (const fault of dnsSubdomainFaults(value)) errors.push(invalid(path.child('values').index(at), value, fault));
  });
}
