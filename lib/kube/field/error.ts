/**
 * The small vocabulary of field errors. Models apimachinery's validation/field/errors.go: a kind of fault, where it
 * lies, the value that was found, and a detail; worded by one formatter (message.ts).
 *
 * Go prints a plain string with %q and a string of a named type (`core.Protocol`), a pointer or a struct as JSON. The two
 * differ for characters such as `<` or a control character, so the builders whose value has such a type say `Typed`.
 */
import type { FieldPath } from './path';

/** The reason as it stands in a Status' causes. */
export type FieldErrorReason =
  | 'FieldValueRequired'
  | 'FieldValueInvalid'
  | 'FieldValueNotSupported'
  | 'FieldValueDuplicate'
  | 'FieldValueForbidden'
  | 'FieldValueTooLong'
  | 'FieldValueTooMany'
  | 'FieldValueNotFound'
  | 'FieldValueTypeInvalid'
  | 'InternalError';

export interface FieldError {
  readonly reason: FieldErrorReason;
  /** As Kubernetes says it, which is now and then no path of the object: `spec.template.labels`, `spec.LoadBalancerSourceRanges`. */
  readonly path: FieldPath;
  /** Where an editor should point, if `path` names no place or only the map around it. */
  readonly place?: FieldPath;
  /** The value as it was found, where the fault quotes it. Objects are in the shape in which Go prints them. */
  readonly value?: unknown;
  /** The value has a named string type in Go and is printed as JSON. */
  readonly typed?: true;
  readonly detail: string;
}

export function required(path: FieldPath, detail = ''): FieldError {
  return { reason: 'FieldValueRequired', path, detail };
}

export function invalid(path: FieldPath, value: unknown, detail: string): FieldError {
  return { reason: 'FieldValueInvalid', path, value, detail };
}

export function invalidTyped(path: FieldPath, value: unknown, detail: string): FieldError {
  return { reason: 'FieldValueInvalid', path, value, typed: true, detail };
}

/** The value is left out of the words. */
export function invalidAsAWhole(path: FieldPath, detail: string): FieldError {
  return { reason: 'FieldValueInvalid', path, detail };
}

/** For an enumerated field. `supported` is quoted in the order given; Kubernetes mostly sorts it first. */
export function notSupported(path: FieldPath, value: unknown, supported: readonly string[]): FieldError {
  return { reason: 'FieldValueNotSupported', path, value, typed: true, detail: supportedValues(supported) };
}

/** For a field that is a plain string in Go and yet takes few values. */
export function notSupportedText(path: FieldPath, value: string, supported: readonly string[]): FieldError {
  return { reason: 'FieldValueNotSupported', path, value, detail: supportedValues(supported) };
}

export function duplicate(path: FieldPath, value: unknown): FieldError {
  return { reason: 'FieldValueDuplicate', path, value, detail: '' };
}

export function duplicateTyped(path: FieldPath, value: unknown): FieldError {
  return { reason: 'FieldValueDuplicate', path, value, typed: true, detail: '' };
}

export function forbidden(path: FieldPath, detail: string): FieldError {
  return { reason: 'FieldValueForbidden', path, detail };
}

export function notFound(path: FieldPath, value: unknown, detail = ''): FieldError {
  return { reason: 'FieldValueNotFound', path, value, detail };
}

/** The value is left out of the words; `most` counts bytes. */
export function tooLong(path: FieldPath, most: number): FieldError {
  return { reason: 'FieldValueTooLong', path, detail: `may not be more than ${most} ${most === 1 ? 'byte' : 'bytes'}` };
}

export function tooMany(path: FieldPath, count: number, most: number): FieldError {
  return {
    reason: 'FieldValueTooMany',
    path,
    value: count,
    detail: `must have at most ${most} ${most === 1 ? 'item' : 'items'}`,
  };
}

/** The same fault, pointing an editor to `place`. */
export function placed(error: FieldError, place: FieldPath): FieldError {
  return { ...error, place };
}

function supportedValues(supported: readonly string[]): string {
  return supported.length > 0 ? `supported values: ${supported.map((value) => `"${value}"`).join(', ')}` : '';
}
