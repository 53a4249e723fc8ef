/** `immutable: true` of a ConfigMap or Secret, which can never be taken back. Models a part of their ValidateXUpdate. */
import { isSemanticallyEqual } from '../equality';
import type { FieldError } from '../field/error';
import { forbidden } from '../field/error';
import { FieldPath } from '../field/path';
import type { ConfigMap, Secret } from '../schema/generated/types';

const WHY = 'field is immutable when `immutable` is set';

export function validateImmutableData<T extends ConfigMap | Secret>(
  type: 'ConfigMap' | 'Secret',
  object: T,
  live: T,
  fields: readonly (keyof T & string)[],
  errors: FieldError[],
): void {
  if (!live.immutable) return;
  if (!object.immutable) errors.push(forbidden(FieldPath.of('immutable'), WHY));
  for (const field of fields) {
    if (isSemanticallyEqual(type, { [field]: object[field] ?? {} }, { [field]: live[field] ?? {} })) continue;
    errors.push(forbidden(FieldPath.of(field), WHY));
  }
}
