/** Fields of few values: nothing for a good one, "Required value" for an empty one, "Unsupported value" otherwise. */
import type { FieldError } from '../field/error';
import { notSupported, required } from '../field/error';
import type { FieldPath } from '../field/path';

/** @param supported in the order in which the server lists them */
export function validateEnum(
  value: string | undefined,
  supported: readonly string[],
  path: FieldPath,
  errors: FieldError[],
): void {
  if (value === undefined || value === '') errors.push(required(path));
  else if (!supported.includes(value)) errors.push(notSupported(path, value, supported));
}

/** The same for a field that may be left out, where an empty string is a wrong value and not a missing one. */
export function validateOptionalEnum(
  value: string | undefined,
  supported: readonly string[],
  path: FieldPath,
  errors: FieldError[],
): void {
  if (value !== undefined && !supported.includes(value)) errors.push(notSupported(path, value, supported));
}

export const PROTOCOLS = ['SCTP', 'TCP', 'UDP'] as const;
export const PULL_POLICIES = ['Always', 'IfNotPresent', 'Never'] as const;
