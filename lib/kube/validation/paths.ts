/** Paths inside a volume or on a node. Models validateLocalDescendingPath and its kin (pkg/apis/core/validation). */
import type { FieldError } from '../field/error';
import { invalid, placed } from '../field/error';
import type { FieldPath } from '../field/path';

/** No `..` as a step. `place` where the server's path is not the field's. */
export function validateNoBacksteps(value: string, path: FieldPath, errors: FieldError[], place = path): void {
  if (hasBacksteps(value)) errors.push(placed(invalid(path, value, "must not contain '..'"), place));
}

/** Relative and without a step back. */
export function validateDescendingPath(value: string, path: FieldPath, errors: FieldError[], place = path): void {
  if (value.startsWith('/')) errors.push(placed(invalid(path, value, 'must be a relative path'), place));
  validateNoBacksteps(value, path, errors, place);
}

/** Relative, without a step back, and not of a name that the kubelet keeps for itself: `..data`. */
export function validateFileInVolume(value: string, path: FieldPath, errors: FieldError[], place = path): void {
  validateDescendingPath(value, path, errors, place);
  if (value.startsWith('..') && !value.startsWith('../')) {
    errors.push(placed(invalid(path, value, "must not start with '..'"), place));
  }
}

export function hasBacksteps(value: string): boolean {
  return value.includes('..') && value.split('/').includes('..');
}
