/**
 * Label selectors: what is wrong with one, and how Go prints it. Models ValidateLabelSelector (apis/meta/v1/validation).
 */
import type { FieldError } from '../field/error';
import { forbidden, invalid, invalidTyped, required } from '../field/error';
import type { FieldPath } from '../field/path';
import { goMap } from '../field/print';
import type { LabelSelector, LabelSelectorRequirement } from '../schema/generated/types';
import { validateLabelKey, validateLabels } from './labels';
import { labelValueFaults } from './names';

export function validateLabelSelector(
  selector: LabelSelector | undefined,
  path: FieldPath,
  errors: FieldError[],
): void {
  if (!selector) return;
  validateLabels(selector.matchLabels, path.child('matchLabels'), errors);
  selector.matchExpressions?.forEach((requirement, at) =>
    validateRequirement(requirement, path.child('matchExpressions').index(at), errors),
  );
}

function validateRequirement(requirement: LabelSelectorRequirement, path: FieldPath, errors: FieldError[]): void {
  const { key = '', operator = '', values = [] } = requirement;
  validateOperatorValues(operator, values, path, errors);
  validateLabelKey(key, path.child('key'), errors);
  values.forEach((value, at) => {
    for (const fault of labelValueFaults(value)) errors.push(invalid(path.child('values').index(at), value, fault));
  });
}

function validateOperatorValues(
  operator: string,
  values: readonly string[],
  path: FieldPath,
  errors: FieldError[],
): void {
  switch (operator) {
    case 'In':
    case 'NotIn':
      if (values.length === 0) {
        errors.push(required(path.child('values'), "must be specified when `operator` is 'In' or 'NotIn'"));
      }
      return;
    case 'Exists':
    case 'DoesNotExist':
      if (values.length > 0) {
        errors.push(
          forbidden(path.child('values'), "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"),
        );
      }
      return;
    default:
      errors.push(invalidTyped(path.child('operator'), operator, 'not a valid selector operator'));
  }
}

/** The selector as json.Marshal prints metav1.LabelSelector. */
export function printedSelector({ matchLabels = {}, matchExpressions = [] }: LabelSelector): object {
  return {
    matchLabels: Object.keys(matchLabels).length > 0 ? goMap(matchLabels) : undefined,
    matchExpressions:
      matchExpressions.length > 0
        ? matchExpressions.map(({ key = '', operator = '', values = [] }) => ({
            key,
            operator,
            values: values.length > 0 ? values : undefined,
          }))
        : undefined,
  };
}
