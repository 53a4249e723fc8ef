/**
 * What a request asks for besides its object: the options in its query, read and validated. Models the conversions from a
 * query of apimachinery's runtime/conversion.go, ValidateListOptions (meta/internalversion/validation) and
 * ValidateCreateOptions, ValidateUpdateOptions, ValidatePatchOptions and ValidateDeleteOptions (meta/v1/validation).
 */
import { forbidden, invalid, notSupported, notSupportedText, required, tooLong, type FieldError } from '../field/error';
import { FieldPath } from '../field/path';
import { invalidStatus } from '../field/status';
import { utf8 } from '../decode/utf8';
import type { FieldValidation } from '../judge';
import { parseInteger } from '../go-number';
import { badRequest, type Failure } from './failure';
import type { Writing } from './registry';
import { first, flag, type ApiRequest, type Query } from './request';

export interface ListOptions {
  readonly labelSelector: string;
  readonly fieldSelector: string;
  readonly watch: boolean;
  readonly resourceVersion: string;
  readonly resourceVersionMatch: string;
  readonly timeoutSeconds: number;
  readonly limit: number;
  readonly continueAt: string;
  /** Undefined where nothing is said of it. */
  readonly sendInitialEvents: boolean | undefined;
  readonly allowWatchBookmarks: boolean;
}

/** A query whose numbers are none is refused before anything else is looked at. */
export function readListOptions(query: Query, isWatch: boolean): ListOptions | Failure {
  const timeout = integer(query, 'timeoutSeconds');
  if (typeof timeout === 'string') return badRequest(timeout);
  const limit = integer(query, 'limit');
  if (typeof limit === 'string') return badRequest(limit);
  return {
    labelSelector: first(query, 'labelSelector') ?? '',
    fieldSelector: first(query, 'fieldSelector') ?? '',
    watch: isWatch,
    resourceVersion: first(query, 'resourceVersion') ?? '',
    resourceVersionMatch: first(query, 'resourceVersionMatch') ?? '',
    timeoutSeconds: timeout,
    limit,
    continueAt: first(query, 'continue') ?? '',
    sendInitialEvents: query.has('sendInitialEvents') ? flag(query, 'sendInitialEvents') : undefined,
    allowWatchBookmarks: flag(query, 'allowWatchBookmarks'),
  };
}

const MATCH = FieldPath.of('resourceVersionMatch');

export function validateListOptions(options: ListOptions): Failure | undefined {
  const errors = options.watch ? watchErrors(options) : listErrors(options);
  return errors.length > 0 ? invalidStatus('ListOptions.meta.k8s.io', '', errors) : undefined;
}

function listErrors({
  resourceVersionMatch: match,
  resourceVersion,
  continueAt,
  sendInitialEvents,
}: ListOptions): FieldError[] {
  const errors: FieldError[] = [];
  if (match !== '') {
    if (resourceVersion === '') {
      errors.push(forbidden(MATCH, 'resourceVersionMatch is forbidden unless resourceVersion is provided'));
    }
    if (continueAt !== '') errors.push(forbidden(MATCH, 'resourceVersionMatch is forbidden when continue is provided'));
    if (match !== 'Exact' && match !== 'NotOlderThan') {
      errors.push(notSupported(MATCH, match, ['Exact', 'NotOlderThan', '']));
    }
    if (match === 'Exact' && resourceVersion === '0') {
      errors.push(forbidden(MATCH, 'resourceVersionMatch "exact" is forbidden for resourceVersion "0"'));
    }
  }
  if (sendInitialEvents !== undefined) {
    errors.push(forbidden(FieldPath.of('sendInitialEvents'), 'sendInitialEvents is forbidden for list'));
  }
  return errors;
}

function watchErrors({ resourceVersionMatch: match, continueAt, sendInitialEvents }: ListOptions): FieldError[] {
  const errors: FieldError[] = [];
  if (sendInitialEvents !== undefined && match !== 'NotOlderThan') {
    errors.push(forbidden(MATCH, 'sendInitialEvents requires setting resourceVersionMatch to NotOlderThan'));
  }
  if (match === '') return errors;
  if (sendInitialEvents === undefined) {
    errors.push(forbidden(MATCH, 'resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided'));
  }
  if (match !== 'NotOlderThan') errors.push(notSupported(MATCH, match, ['NotOlderThan']));
  if (continueAt !== '') errors.push(forbidden(MATCH, 'resourceVersionMatch is forbidden when continue is provided'));
  return errors;
}

/** A string is what Go says of a number that is none. */
function integer(query: Query, name: string): number | string {
  const text = first(query, name);
  return text === undefined ? 0 : parseInteger(text);
}

type Verb = 'Create' | 'Update' | 'Patch' | 'Delete';

/** How and in whose name is written; a refusal for a query that says nothing sensible. */
export function writingOf({ headers }: ApiRequest, query: Query, verb: Verb, isApply = false): Writing | Failure {
  const manager = first(query, 'fieldManager') ?? '';
  const dryRun = query.get('dryRun') ?? [];
  const validation = first(query, 'fieldValidation') ?? '';
  const errors = [
    ...(verb === 'Patch' ? patchErrors(query, manager, isApply) : []),
    ...managerErrors(manager),
    ...dryRunErrors(dryRun),
    ...validationErrors(validation),
  ];
  if (errors.length > 0) return invalidStatus(`${verb}Options.meta.k8s.io`, '', errors);
  const agent = /^[^/]+/.exec(headers['user-agent'] ?? '')?.[0] ?? 'unknown';
  return {
    manager: manager === '' ? agent.slice(0, LONGEST_MANAGER) : manager,
    dryRun: dryRun.length > 0,
    fieldValidation: isValidation(validation) ? validation : 'Warn',
  };
}

function patchErrors(query: Query, manager: string, isApply: boolean): FieldError[] {
  if (isApply) return manager === '' ? [required(FieldPath.of('fieldManager'), 'is required for apply patch')] : [];
  return query.has('force') ? [forbidden(FieldPath.of('force'), 'may not be specified for non-apply patch')] : [];
}

const LONGEST_MANAGER = 128;
const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

function managerErrors(manager: string): FieldError[] {
  const path = FieldPath.of('fieldManager');
  const errors: FieldError[] = [];
  if (utf8(manager).length > LONGEST_MANAGER) errors.push(tooLong(path, LONGEST_MANAGER));
  let position = 0;
  for (const letter of manager) {
    if (!PRINTABLE.test(letter)) {
      const code = (letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
      errors.push(invalid(path, manager, `invalid character U+${code} (at position ${position})`));
    }
    position += utf8(letter).length;
  }
  return errors;
}

export function dryRunErrors(dryRun: readonly unknown[]): FieldError[] {
  const isKnown = dryRun.every((value) => value === 'All');
  return isKnown ? [] : [notSupported(FieldPath.of('dryRun'), dryRun, ['All'])];
}

const VALIDATIONS: ReadonlySet<string> = new Set<FieldValidation>(['Strict', 'Warn', 'Ignore']);

function validationErrors(validation: string): FieldError[] {
  if (validation === '' || isValidation(validation)) return [];
  return [notSupportedText(FieldPath.of('fieldValidation'), validation, ['', 'Ignore', 'Strict', 'Warn'])];
}

function isValidation(text: string): text is FieldValidation {
  return VALIDATIONS.has(text);
}
