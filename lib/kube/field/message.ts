/**
 * The one place where a field error becomes words. Models Error.ErrorBody, ErrorList.ToAggregate (apimachinery's
 * validation/field/errors.go) and aggregate.Error (util/errors).
 */
import type { FieldError, FieldErrorReason } from './error';
import { goJson, quote } from './print';

const TITLES: Readonly<Record<FieldErrorReason, string>> = {
  FieldValueRequired: 'Required value',
  FieldValueInvalid: 'Invalid value',
  FieldValueNotSupported: 'Unsupported value',
  FieldValueDuplicate: 'Duplicate value',
  FieldValueForbidden: 'Forbidden',
  FieldValueTooLong: 'Too long',
  FieldValueTooMany: 'Too many',
  FieldValueNotFound: 'Not found',
  FieldValueTypeInvalid: 'Invalid value',
  InternalError: 'Internal error',
};

const WITHOUT_VALUE: ReadonlySet<FieldErrorReason> = new Set([
  'FieldValueRequired',
  'FieldValueForbidden',
  'FieldValueTooLong',
  'InternalError',
]);

/** What stands in a Status' cause: `Invalid value: "Foo": must be …`. */
export function errorBody(error: FieldError): string {
  const title = TITLES[error.reason];
  const quoted = WITHOUT_VALUE.has(error.reason) || !('value' in error) ? title : `${title}: ${printed(error)}`;
  return error.detail === '' ? quoted : `${quoted}: ${error.detail}`;
}

/** The whole sentence: `spec.ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive`. */
export function errorMessage(error: FieldError): string {
  return `${error.path.toString()}: ${errorBody(error)}`;
}

/** Several sentences as one: a sentence said twice is said once, and what is then more than one stands in brackets. */
export function aggregateMessage(errors: readonly FieldError[]): string {
  const sentences = [...new Set(errors.map(errorMessage))];
  return sentences.length === 1 ? sentences.join('') : `[${sentences.join(', ')}]`;
}

function printed({ value, typed }: FieldError): string {
  return typeof value === 'string' && !typed ? quote(value) : goJson(value);
}
