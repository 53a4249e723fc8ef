/**
 * Which taints of nodes a Pod tolerates. Models ValidateTolerations and validateTaintEffect (pkg/apis/core/validation).
 * The operators Lt and Gt come with a feature that is off in 1.36, and yet are named among the supported.
 */
import type { FieldError } from '../field/error';
import { invalid, invalidTyped, notSupported, placed } from '../field/error';
import type { FieldPath } from '../field/path';
import type { Toleration } from '../schema/generated/types';
import { validateOptionalEnum } from './enums';
import { validateLabelKey } from './labels';
import { labelValueFaults } from './names';

export const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

export function validateTolerations(tolerations: readonly Toleration[], path: FieldPath, errors: FieldError[]): void {
  tolerations.forEach((toleration, at) => validateToleration(toleration, path.index(at), errors));
}

function validateToleration(toleration: Toleration, path: FieldPath, errors: FieldError[]): void {
  const { key = '', operator = '', value = '', effect = '', tolerationSeconds } = toleration;
  if (key !== '') validateLabelKey(key, path.child('key'), errors);
  else if (operator !== 'Exists') {
    const detail = 'operator must be Exists when `key` is empty, which means "match all values and all keys"';
    errors.push(invalidTyped(path.child('operator'), operator, detail));
  }
  if (tolerationSeconds !== undefined && effect !== 'NoExecute') {
    const detail = "effect must be 'NoExecute' when `tolerationSeconds` is set";
    errors.push(invalidTyped(path.child('effect'), effect, detail));
  }
  validateOperator(operator, value, path, errors);
  if (effect !== '') validateOptionalEnum(effect, EFFECTS, path.child('effect'), errors);
}

/** What is wrong with the value is reported at the operator. */
function validateOperator(operator: string, value: string, path: FieldPath, errors: FieldError[]): void {
  const here = path.child('operator');
  const wrongValue = (detail: string): void => {
    errors.push(placed(invalid(here, value, detail), path.child('value')));
  };
  switch (operator) {
    case '':
    case 'Equal': {
      const faults = labelValueFaults(value);
      if (faults.length > 0) wrongValue(faults.join(';'));
      return;
    }
    case 'Exists':
      if (value !== '') wrongValue("value must be empty when `operator` is 'Exists'");
      return;
    case 'Lt':
    case 'Gt':
      return void errors.push(notSupported(here, operator, ['Equal', 'Exists', 'Lt', 'Gt']));
    default:
      errors.push(notSupported(here, operator, ['Equal', 'Exists']));
  }
}
