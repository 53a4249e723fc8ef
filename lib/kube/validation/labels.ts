/**
 * Labels and annotations. Models ValidateLabels (apis/meta/v1/validation) and ValidateAnnotations (api/validation).
 * The server names only the map; `place` adds the key, for an editor.
 */
import type { FieldError } from '../field/error';
import { invalid, placed, tooLong } from '../field/error';
import type { FieldPath } from '../field/path';
import { byteLength } from '../field/print';
import { labelKeyFaults, labelValueFaults } from './names';

export type StringMap = Readonly<Record<string, string>>;

const MOST_ANNOTATION_BYTES = 256 * 1024;

export function validateLabelKey(key: string, path: FieldPath, errors: FieldError[], place?: FieldPath): void {
  for (const fault of labelKeyFaults(key)) {
    const error = invalid(path, key, fault);
    errors.push(place ? placed(error, place) : error);
  }
}

export function validateLabels(labels: StringMap | undefined, path: FieldPath, errors: FieldError[]): void {
  for (const key in labels) {
    const value = labels[key] ?? '';
    for (const fault of labelKeyFaults(key)) errors.push(placed(invalid(path, key, fault), path.key(key)));
    for (const fault of labelValueFaults(value)) errors.push(placed(invalid(path, value, fault), path.key(key)));
  }
}

export function validateAnnotations(annotations: StringMap | undefined, path: FieldPath, errors: FieldError[]): void {
  let size = 0;
  for (const key in annotations) {
    for (const fault of labelKeyFaults(key.toLowerCase()))
      errors.push(placed(invalid(path, key, fault), path.key(key)));
    size += byteLength(key) + byteLength(annotations[key] ?? '');
  }
  if (size > MOST_ANNOTATION_BYTES) errors.push(tooLong(path, MOST_ANNOTATION_BYTES));
}
