import type { FieldError } from '../field/error';
import { required } from '../field/error';
import type { FieldPath } from '../field/path';

/** Nothing more is asked of many sources than that these are there. */
export function requireFields(
  fields: Readonly<Record<string, string | readonly string[] | undefined>>,
  path: FieldPath,
  errors: FieldError[],
): void {
  for (const [field, value] of Object.entries(fields)) {
    if (value === undefined || value.length === 0) errors.push(required(path.child(field)));
  }
}
