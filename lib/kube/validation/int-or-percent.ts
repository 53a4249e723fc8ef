/** A number of Pods, or a share of them: `1`, `25%`. Models ValidatePositiveIntOrPercent and its kin (pkg/apis/apps/validation). */
import type { FieldError } from '../field/error';
import { invalidTyped } from '../field/error';
import type { FieldPath } from '../field/path';
import { percentFaults } from './names';
import { validateNonNegative } from './numbers';

export type IntOrPercent = number | string;

export function validateIntOrPercent(value: IntOrPercent, path: FieldPath, errors: FieldError[]): void {
  if (typeof value === 'number') validateNonNegative(value, path, errors);
  else for (const fault of percentFaults(value)) errors.push(invalidTyped(path, value, fault));
}

export function validateNotMoreThanAll(value: IntOrPercent, path: FieldPath, errors: FieldError[]): void {
  if (typeof value === 'string' && isPercent(value) && amountOf(value) > 100) {
    errors.push(invalidTyped(path, value, 'must not be greater than 100%'));
  }
}

/** The number before the percent sign; of a text that is neither number nor percentage, 0. Models IntValue, which is Atoi. */
export function amountOf(value: IntOrPercent): number {
  if (typeof value === 'number') return value;
  if (isPercent(value)) return Math.min(Number(value.slice(0, -1)), Number.MAX_SAFE_INTEGER);
  return /^[+-]?[0-9]+$/.test(value) ? Number(value) : 0;
}

function isPercent(value: string): boolean {
  return percentFaults(value).length === 0;
}
