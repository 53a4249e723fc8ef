/**
 * What kubectl refuses before anything is sent. Models kubectl's pkg/validation (getObjectKind), cli-runtime's
 * metadata_decoder.go and mapper.go, and client-go's check of the path of a request.
 *
 * Not modelled: kinds that end in List, whose items are objects of their own and are taken apart before.
 */
import { isObject, type JsonObject } from './json-object';
import { decode, decodeMessage } from './decode';
import { goJson, quote } from './field/print';
import { kindOfGroup, mappedKind } from './schema/kind';
import { readType } from './schema/read-type';

export interface ClientRefusal {
  /** What kubectl prints after `error: `, without the line's end. */
  readonly message: string;
  /** Where it lies in the manifest. */
  readonly path: readonly (string | number)[];
  readonly at: 'key' | 'value';
  readonly reason: 'FieldValueRequired' | 'TypeMismatch' | 'BadValue' | 'UnknownKind';
}

export interface ClientOptions {
  /** The name that stands in the messages; kubectl calls its standard input STDIN. */
  readonly file?: string;
  /** The manifest as JSON, as kubectl quotes it; made of the manifest itself when absent. */
  readonly json?: string;
  /** Whether the keys are read in alphabetical order, as they stand in JSON that was made of YAML. */
  readonly sorted?: boolean;
}

/** `kubectl create`'s own refusal of a manifest, or undefined where it would send it. */
export function clientRefusal(manifest: unknown, options: ClientOptions = {}): ClientRefusal | undefined {
  return kindRefusal(manifest, options) ?? metadataRefusal(manifest, options) ?? mappingRefusal(manifest, options);
}

/** A manifest that can be sent: to which address, is known. `apiVersion` is without the slash that may stand before `v1`. */
export interface CreateRequest {
  readonly manifest: Readonly<JsonObject>;
  readonly apiVersion: string;
  readonly kind: string;
}

/**
 * The manifest as a request, or the part of kubectl's refusals without which there is none. What is left to the server, to
 * be refused there: wrong types in the metadata.
 */
export function toRequest(manifest: unknown, options: ClientOptions = {}): CreateRequest | ClientRefusal {
  const refused =
    kindRefusal(manifest, options) ??
    (isAddressed(manifest) ? undefined : metadataRefusal(manifest, options)) ??
    mappingRefusal(manifest, options);
  if (refused) return refused;
  if (!isObject(manifest)) throw new Error('a manifest that is no object was not refused');
  return { manifest, apiVersion: apiVersionOf(manifest), kind: text(manifest['kind']) };
}

function kindRefusal(manifest: unknown, options: ClientOptions): ClientRefusal | undefined {
  const file = quote(options.file ?? 'STDIN');
  if (!isObject(manifest)) return validating(file, ['invalid object to validate'], [], 'TypeMismatch');
  const { apiVersion, kind } = manifest;
  const faults: { words: string; name: string; reason: ClientRefusal['reason'] }[] = [];
  for (const [name, value] of [
    ['apiVersion', apiVersion],
    ['kind', kind],
  ] as const) {
    if (value === undefined || value === null)
      faults.push({ words: `${name} not set`, name, reason: 'FieldValueRequired' });
    else if (typeof value !== 'string')
      faults.push({ words: `${name} isn't string type`, name, reason: 'TypeMismatch' });
    else if (name === 'apiVersion' && value.split('/').length > 2) {
      faults.push({ words: `unexpected GroupVersion string: ${value}`, name, reason: 'BadValue' });
    }
  }
  const [first] = faults;
  if (first)
    return validating(
      file,
      faults.map(({ words }) => words),
      [first.name],
      first.reason,
    );
  if (kind !== '') return undefined;
  return {
    message: `unable to decode ${file}: Object 'Kind' is missing in '${options.json ?? goJson(manifest)}'`,
    path: ['kind'],
    at: 'value',
    reason: 'FieldValueRequired',
  };
}

function validating(file: string, words: string[], path: string[], reason: ClientRefusal['reason']): ClientRefusal {
  const said = words.length === 1 ? words[0] : `[${words.join(', ')}]`;
  return {
    message: `error validating ${file}: error validating data: ${said}; if you choose to ignore these errors, turn validation off with --validate=false`,
    path,
    at: reason === 'FieldValueRequired' ? 'key' : 'value',
    reason,
  };
}

/** What kubectl reads of every object: Go's struct metadataOnlyObject. */
const metadataOnly = readType(
  'metadataOnlyObject',
  'kind string@TypeMeta;apiVersion string@TypeMeta;metadata ObjectMeta',
  (name) => `v1.${name}`,
);

function metadataRefusal(manifest: unknown, options: ClientOptions): ClientRefusal | undefined {
  if (!isObject(manifest)) return undefined;
  const { apiVersion, kind, metadata } = manifest;
  const { faults } = decode(metadataOnly, { apiVersion, kind, metadata }, options.sorted);
  const hard = faults.filter(({ weight }) => weight !== 'strict');
  const [first] = hard;
  if (!first) return undefined;
  const message = decodeMessage(hard);
  const said = hard.find((fault) => fault.message === message) ?? first;
  return {
    message: `unable to decode ${quote(options.file ?? 'STDIN')}: ${message}`,
    path: said.path,
    at: 'value',
    reason: said.reason === 'BadValue' ? 'BadValue' : 'TypeMismatch',
  };
}

/** Whether the namespace that the request goes to can be read. */
function isAddressed(manifest: unknown): boolean {
  if (!isObject(manifest)) return false;
  const { metadata } = manifest;
  if (metadata === undefined || metadata === null) return true;
  if (!isObject(metadata)) return false;
  return (
    metadata['namespace'] === undefined || metadata['namespace'] === null || typeof metadata['namespace'] === 'string'
  );
}

function mappingRefusal(manifest: unknown, options: ClientOptions): ClientRefusal | undefined {
  if (!isObject(manifest)) return undefined;
  const file = quote(options.file ?? 'STDIN');
  const kind = text(manifest['kind']);
  const metadata = isObject(manifest['metadata']) ? manifest['metadata'] : {};
  const namespace = text(metadata['namespace']);
  const apiVersion = apiVersionOf(manifest);
  // Without a version kubectl takes the kind from any, and asks the server for an address that does not exist.
  const known = mappedKind(apiVersion, kind) ?? kindOfGroup(apiVersion, kind);
  if (!known) {
    return {
      message: `resource mapping not found for name: ${quote(text(metadata['name']))} namespace: ${quote(namespace)} from ${file}: no matches for kind ${quote(kind)} in version ${quote(apiVersion)}\nensure CRDs are installed first`,
      path: ['kind'],
      at: 'value',
      reason: 'UnknownKind',
    };
  }
  const faults = known.namespaced ? segmentFaults(namespace) : [];
  if (faults.length === 0) return undefined;
  return {
    message: `error when creating ${file}: invalid namespace ${quote(namespace)}: [${faults.join(' ')}]`,
    path: ['metadata', 'namespace'],
    at: 'value',
    reason: 'BadValue',
  };
}

/** Models rest.IsValidPathSegmentName: what may not be a part of a request's path. */
function segmentFaults(name: string): string[] {
  if (name === '.' || name === '..') return [`may not be '${name}'`];
  return ['/', '%'].filter((illegal) => name.includes(illegal)).map((illegal) => `may not contain '${illegal}'`);
}

function apiVersionOf(manifest: JsonObject): string {
  return text(manifest['apiVersion']).replace(/^\//, '');
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
