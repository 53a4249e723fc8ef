/**
 * What was sent, read: JSON or YAML, an object of the kind that the address takes. Models the decoders of apimachinery's
 * runtime/serializer/json and transformDecodeError (apiserver's endpoints/handlers/rest.go).
 */
import { utf8 } from '../decode/utf8';
import { invalid } from '../field/error';
import { FieldPath } from '../field/path';
import { quote } from '../field/print';
import { invalidStatus } from '../field/status';
import { isObject, type JsonObject } from '../json-object';
import { kindOf, type Kind } from '../schema';
import { goJsonFault } from '../validation/go-json';
import { badRequest, unknownFormat, type Failure } from './failure';
import type { ApiRequest } from './request';
import { wordAt } from './word';

/** From text to a JSON value. One document; throws an Error with the parser's words at what is none. */
export type ReadYaml = (text: string) => unknown;

type Form = 'json' | 'yaml';

/** Undefined for what no decoder of ours reads. */
function formOf(contentType: string): Form | undefined {
  const [type = ''] = contentType.split(';');
  switch (type.trim().toLowerCase()) {
    case '':
    case 'application/json':
      return 'json';
    case 'application/yaml':
      return 'yaml';
    default:
      return undefined;
  }
}

/** An object, or why there is none. @param kind what it must be of; undefined for options, of which less is said */
export function readBody(
  { headers, body }: ApiRequest,
  kind: string | undefined,
  yaml: ReadYaml | undefined,
): JsonObject | Failure {
  const form = formOf(headers['content-type'] ?? '');
  if (!form) return unknownFormat;
  const value = form === 'yaml' ? readYaml(body, yaml) : readJson(body);
  const unrecognized = (why: string): Failure =>
    badRequest(
      kind === undefined
        ? why
        : `the object provided is unrecognized (must be of type ${kind}): ${why} (${summary(body)})`,
    );
  if ('fault' in value) return unrecognized(value.fault);
  const { read } = value;
  if (read === null) return {};
  if (!isObject(read))
    return unrecognized(`${UNVERSIONED}json: cannot unmarshal ${goType(read)} into Go value of type ${HEAD}`);
  for (const name of ['apiVersion', 'kind']) {
    const word = read[name];
    if (word === undefined || word === null || typeof word === 'string') continue;
    return unrecognized(
      `${UNVERSIONED}json: cannot unmarshal ${goType(word)} into Go struct field .${name} of type string`,
    );
  }
  const { apiVersion } = read;
  if (typeof apiVersion === 'string' && apiVersion.split('/').length > 2) {
    return unrecognized(`unexpected GroupVersion string: ${apiVersion}`);
  }
  return read;
}

const UNVERSIONED = "couldn't get version/kind; json parse error: ";
const HEAD = String.raw`struct { APIVersion string "json:\"apiVersion,omitempty\""; Kind string "json:\"kind,omitempty\"" }`;

type Read = { readonly read: unknown } | { readonly fault: string };

function readJson(body: string): Read {
  try {
    return { read: JSON.parse(body) };
  } catch {
    return { fault: UNVERSIONED + jsonFault(body) };
  }
}

function readYaml(body: string, yaml: ReadYaml | undefined): Read {
  if (!yaml) return readJson(body);
  try {
    return { read: yaml(body) };
  } catch (error) {
    return { fault: `error converting YAML to JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** What Go says of a text that is no JSON. */
export function jsonFault(body: string): string {
  return goJsonFault(String.fromCharCode(...utf8(body.slice(0, FAR)))) ?? 'unexpected end of JSON input';
}

/** So far are faults looked for: a call takes only so many arguments. */
const FAR = 20_000;

const MOST = 30;

/** Of what is no object at all, its bytes. Models summarizeData. */
function summary(body: string): string {
  const bytes = utf8(body.slice(0, MOST + 1));
  if (bytes.length === 0) return '<empty>';
  const end = bytes.length > MOST ? ' ...' : '';
  if (body.startsWith('{')) return body.slice(0, MOST) + end;
  return (
    bytes
      .slice(0, MOST)
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join('') + end
  );
}

function goType(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'boolean') return 'bool';
  return typeof value;
}

/** Of a kind, what its bodies are told by. */
export type BodyKind = Pick<Kind, 'kind' | 'apiVersion' | 'group' | 'version'>;

/** Sent to the address of another kind. Models the conversion to the kind that is expected. */
export function misfitOf(kind: BodyKind, manifest: JsonObject): Failure | undefined {
  const sent = wordAt(manifest, 'kind') || kind.kind;
  const apiVersion = (wordAt(manifest, 'apiVersion') || kind.apiVersion).replace(/^\//, '');
  if (apiVersion === kind.apiVersion && sent === kind.kind) return undefined;
  // An Eviction of old is still understood.
  if (sent === 'Eviction' && kind.kind === sent && apiVersion === 'policy/v1beta1') return undefined;
  const version = apiVersion.slice(apiVersion.indexOf('/') + 1);
  const known = kindOf(apiVersion, sent.replace(/List$/, ''));
  if (known && sent === kind.kind && known.kind === sent && hubOf(known) === hubOf(kind)) {
    return badRequest(
      `the API version in the data (${apiVersion}) does not match the expected API version (${kind.apiVersion})`,
    );
  }
  const isKnown = known || (kindOf(apiVersion, kind.kind) && EVERYWHERE.has(sent));
  const why = isKnown
    ? `converting (${version}.${sent}) to (${hubOf(kind)}.${kind.kind}): unknown conversion`
    : `no kind ${quote(sent)} is registered for version ${quote(apiVersion)} in scheme "pkg/runtime/scheme.go:111"`;
  return badRequest(`${sent} in version ${quote(version)} cannot be handled as a ${kind.kind}: ${why}`);
}

/** The same of a custom resource, which no Go type stands behind. */
export function customMisfitOf(kind: BodyKind, manifest: JsonObject, body: string): Failure | undefined {
  const sent = wordAt(manifest, 'kind');
  const apiVersion = wordAt(manifest, 'apiVersion');
  if (sent === '') {
    const why = `Object 'Kind' is missing in '${body}' (${summary(body)})`;
    return badRequest(`the object provided is unrecognized (must be of type ${kind.kind}): ${why}`);
  }
  if (apiVersion !== kind.apiVersion) {
    return badRequest(
      `the API version in the data (${apiVersion}) does not match the expected API version (${kind.apiVersion})`,
    );
  }
  if (sent === kind.kind) return undefined;
  const error = invalid(FieldPath.of('kind'), sent, `must be ${kind.kind}`);
  return invalidStatus(`${sent}.${kind.group}`, wordAt(manifest, 'metadata', 'name'), [error]);
}

/** Kinds that every version has. */
const EVERYWHERE: ReadonlySet<string> = new Set([
  'List',
  'Status',
  'ListOptions',
  'GetOptions',
  'DeleteOptions',
  'CreateOptions',
  'UpdateOptions',
  'PatchOptions',
  'WatchEvent',
]);

/** The Go package of the kind's form inside the server. */
export function hubOf({ apiVersion }: Pick<Kind, 'apiVersion'>): string {
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  return group === '' || group === 'events.k8s.io' ? 'core' : (group.split('.')[0] ?? '');
}
