/**
 * PodDisruptionBudgets. Models ValidatePodDisruptionBudget (pkg/apis/policy/validation), which leaves metadata to
 * BeforeCreate (apiserver's registry/rest), and that asks only where the rest was good.
 */
import type { FieldError } from '../field/error';
import { invalid } from '../field/error';
import { FieldPath } from '../field/path';
import type { PodDisruptionBudget, PodDisruptionBudgetSpec } from '../schema/generated/types';
import { validateOptionalEnum } from './enums';
import type { IntOrPercent } from './int-or-percent';
import { validateIntOrPercent, validateNotMoreThanAll } from './int-or-percent';
import { printedSelector, validateLabelSelector } from './label-selector';
import { pathSegmentFaults } from './names';
import { validateGenericMeta } from './object-meta';

const SPEC = FieldPath.of('spec');
const POLICIES = ['AlwaysAllow', 'IfHealthyBudget'];

export function validatePodDisruptionBudget(budget: PodDisruptionBudget): FieldError[] {
  const errors = validatePodDisruptionBudgetSpec(budget);
  if (errors.length === 0) validateGenericMeta(budget.metadata, 'namespaced', pathSegmentFaults, errors);
  return errors;
}

/** All that an update asks. */
export function validatePodDisruptionBudgetSpec({ spec = {} }: PodDisruptionBudget): FieldError[] {
  const errors: FieldError[] = [];
  const { minAvailable, maxUnavailable } = spec;
  if (minAvailable !== undefined && maxUnavailable !== undefined) {
    errors.push(invalid(SPEC, printedSpec(spec), 'minAvailable and maxUnavailable cannot be both set'));
  }
  validateAmount(minAvailable, SPEC.child('minAvailable'), errors);
  validateAmount(maxUnavailable, SPEC.child('maxUnavailable'), errors);
  validateLabelSelector(spec.selector, SPEC.child('selector'), errors);
  const path = SPEC.child('unhealthyPodEvictionPolicy');
  validateOptionalEnum(spec.unhealthyPodEvictionPolicy, POLICIES, path, errors);
  return errors;
}

function validateAmount(amount: IntOrPercent | undefined, path: FieldPath, errors: FieldError[]): void {
  if (amount === undefined) return;
  validateIntOrPercent(amount, path, errors);
  validateNotMoreThanAll(amount, path, errors);
}

/** As json.Marshal prints the internal policy.PodDisruptionBudgetSpec. */
function printedSpec(spec: PodDisruptionBudgetSpec): object {
  return {
    MinAvailable: spec.minAvailable ?? null,
    Selector: spec.selector ? printedSelector(spec.selector) : null,
    MaxUnavailable: spec.maxUnavailable ?? null,
    UnhealthyPodEvictionPolicy: spec.unhealthyPodEvictionPolicy ?? null,
  };
}
