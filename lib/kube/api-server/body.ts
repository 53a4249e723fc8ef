/** What was sent, read. Models the decoders of apiserver's endpoints/handlers (create.go, patch.go). */
import { isObject, type JsonObject } from '../json-object';
import type { FieldValidation } from '../judge';
import { badRequest, type Failure } from './failure';
import type { DeleteOptions } from './client';
import type { Writing } from './registry';
import { first, type ApiRequest, type Query } from './request';

/** YAML of one document; throws at what is none. */
export type ReadYaml = (text: string) => unknown;

/** An object, or why there is none. */
export function readBody({ headers, body }: ApiRequest, yaml: ReadYaml | undefined): JsonObject | Failure {
  const value = readValue(body, headers['content-type'] ?? 'application/json', yaml);
  if ('failure' in value) return value.failure;
  return isObject(value.read) ? value.read : badRequest('the object provided is unrecognized (must be of type map)');
}

export function readValue(
  body: string,
  contentType: string,
  yaml: ReadYaml | undefined,
): { read: unknown } | { failure: Failure } {
  const isYaml = contentType.includes('yaml');
  if (contentType.includes('protobuf') || contentType.includes('cbor')) return { failure: unsupported(contentType) };
  try {
    return { read: JSON.parse(body) };
  } catch (error) {
    if (!isYaml || !yaml) return { failure: unreadable(body, error) };
  }
  try {
    return { read: yaml(body) };
  } catch (error) {
    return { failure: badRequest(`error decoding YAML: ${String(error)}`) };
  }
}

function unreadable(body: string, error: unknown): Failure {
  const why = body === '' ? 'unexpected end of JSON input' : error instanceof Error ? error.message : String(error);
  return badRequest(
    `the object provided is unrecognized (must be of type JSON): couldn't get version/kind; json parse error: ${why}`,
  );
}

export function unsupported(contentType: string): Failure {
  return {
    code: 415,
    reason: 'UnsupportedMediaType',
    message: `the body of the request was in an unknown format - accepted media types include: application/json, application/yaml (it is ${contentType})`,
    details: {},
  };
}

const VALIDATIONS: ReadonlySet<string> = new Set<FieldValidation>(['Strict', 'Warn', 'Ignore']);

/** How and in whose name is written; a refusal for a query that says nothing sensible. */
export function writingOf({ headers }: ApiRequest, query: Query): Writing | Failure {
  const dryRun = query.get('dryRun') ?? [];
  const validation = first(query, 'fieldValidation') ?? 'Warn';
  if (dryRun.some((value) => value !== 'All' && value !== '')) {
    return invalidOption('dryRun', dryRun.join(), ['All']);
  }
  if (!isValidation(validation)) return invalidOption('fieldValidation', validation, ['Ignore', 'Strict', 'Warn']);
  const agent = /^[^/]+/.exec(headers['user-agent'] ?? '')?.[0] ?? 'unknown';
  return {
    manager: first(query, 'fieldManager') ?? agent,
    dryRun: dryRun.includes('All'),
    fieldValidation: validation,
  };
}

function isValidation(text: string): text is FieldValidation {
  return VALIDATIONS.has(text);
}

function invalidOption(field: string, value: string, supported: readonly string[]): Failure {
  const values = supported.map((one) => `"${one}"`).join(', ');
  const message = `Unsupported value: ${field === 'dryRun' ? `["${value}"]` : `"${value}"`}: supported values: ${values}`;
  return {
    code: 422,
    reason: 'Invalid',
    message: `CreateOptions.meta.k8s.io "" is invalid: ${field}: ${message}`,
    causes: [{ reason: 'FieldValueNotSupported', message, field }],
  };
}

/** From the body, or the query where there is none. */
export function deleteOptionsOf(body: JsonObject, query: Query): DeleteOptions {
  const grace = body['gracePeriodSeconds'] ?? first(query, 'gracePeriodSeconds');
  const policy =
    body['propagationPolicy'] ??
    first(query, 'propagationPolicy') ??
    orphaning(body['orphanDependents'] ?? first(query, 'orphanDependents'));
  const { uid, resourceVersion } = isObject(body['preconditions']) ? body['preconditions'] : {};
  const preconditions = {
    ...(typeof uid === 'string' && { uid }),
    ...(typeof resourceVersion === 'string' && { resourceVersion }),
  };
  return {
    ...(grace !== undefined && grace !== null && { gracePeriodSeconds: Number(grace) }),
    ...((policy === 'Foreground' || policy === 'Background' || policy === 'Orphan') && { propagationPolicy: policy }),
    ...(Object.keys(preconditions).length > 0 && { preconditions }),
  };
}

/** The old word for it. */
function orphaning(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  return String(value) === 'true' ? 'Orphan' : 'Background';
}
