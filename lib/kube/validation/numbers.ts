/** Ranges of numbers, in Kubernetes' words. Models util/validation's number checks and ValidateNonnegativeField. */
import type { FieldError } from '../field/error';
import { invalid } from '../field/error';
import type { FieldPath } from '../field/path';
import { portNameFaults } from './names';

export const MAX_INT32 = 2 ** 31 - 1;

export function between(low: number, high: number): string {
  return `must be between ${low} and ${high}, inclusive`;
}

export function validateNonNegative(value: number | undefined, path: FieldPath, errors: FieldError[]): void {
  if (value !== undefined && value < 0) errors.push(invalid(path, value, 'must be greater than or equal to 0'));
}

export function validatePositive(value: number, path: FieldPath, errors: FieldError[]): void {
  if (value <= 0) errors.push(invalid(path, value, 'must be greater than zero'));
}

export function validateInRange(value: number, low: number, high: number, path: FieldPath, errors: FieldError[]): void {
  if (value < low || value > high) errors.push(invalid(path, value, between(low, high)));
}

export function validatePortNumber(port: number, path: FieldPath, errors: FieldError[]): void {
  validateInRange(port, 1, 65535, path, errors);
}

/** A port as a probe or a Service targets it: a number, or the name of a container's port. */
export function validatePortOrName(port: number | string | undefined, path: FieldPath, errors: FieldError[]): void {
  if (typeof port !== 'string') validatePortNumber(port ?? 0, path, errors);
  else for (const fault of portNameFaults(port)) errors.push(invalid(path, port, fault));
}

/** A Unix user or group. */
export function validateUnixId(id: number | undefined, path: FieldPath, errors: FieldError[]): void {
  if (id !== undefined) validateInRange(id, 0, MAX_INT32, path, errors);
}

/** A file's permission bits: 0 to 0777 in octal, 511 in JSON. */
export function validateFileMode(mode: number | undefined, path: FieldPath, errors: FieldError[]): void {
  if (mode === undefined || (mode >= 0 && mode <= 0o777)) return;
  errors.push(invalid(path, mode, 'must be a number between 0 and 0777 (octal), both inclusive'));
}
