/**
 * Lists, in pieces where the client asks for them. Models ListResource (apiserver's endpoints/handlers/get.go) and the
 * continue tokens of apiserver's storage/continue.go: every further piece is of the revision of the first.
 */
import { isObject } from '../json-object';
import type { Kind } from '../schema';
import { keyOf, type Store, type StoredObject } from '../store';
import { fromBase64Url, toBase64Url } from './base64';
import { quote } from '../field/print';
import { goJsonFault } from '../validation/go-json';
import { badRequest, expired, tooLargeVersion, type Failure } from './failure';
import { unsignedFault } from '../go-number';
import type { ListOptions } from './query-options';
import { readFieldSelector, readLabelSelector, type Matches } from './selectors';
import { groupResource, tableOf } from './storage';
import { asVersion } from './versions';

export interface Listed {
  readonly objects: readonly StoredObject[];
  readonly revision: number;
  readonly more?: { readonly token: string; readonly remaining: number };
}

export interface Scope {
  readonly namespace?: string;
  /** Of an address that names one object, as a watch may. */
  readonly name?: string;
  /** Paths that a definition makes selectable. */
  readonly selectable?: readonly string[];
}

/** What of a list is asked for: the selectors, and the address. */
export function selection(kind: Kind, options: ListOptions, scope: Scope): Matches | Failure {
  const labels = readLabelSelector(options.labelSelector);
  if (typeof labels === 'string') return badRequest(labels);
  const fields = readFieldSelector(options.fieldSelector, groupResource(kind), scope.selectable);
  if (typeof fields === 'string') return badRequest(fields);
  const { namespace, name } = scope;
  return (object) =>
    (namespace === undefined || object.metadata.namespace === namespace) &&
    (name === undefined || object.metadata.name === name) &&
    labels(object) &&
    fields(object);
}

export function list(
  store: Store,
  kind: Kind,
  { limit, continueAt, resourceVersion: version, resourceVersionMatch }: ListOptions,
  matches: Matches,
  namespace?: string,
): Listed | Failure {
  const prefix = namespace === undefined ? '' : `${namespace}/`;
  const at = continueAt === '' ? undefined : readMark(continueAt, prefix);
  if (at && 'fault' in at) return badRequest(`invalid continue token: continue key is not valid: ${at.fault}`);
  const fault = version === '' ? undefined : unsignedFault(version);
  if (fault !== undefined) {
    return badRequest(`invalid resource version: resourceVersion: Invalid value: ${quote(version)}: ${fault}`);
  }
  if (at && version !== '' && version !== '0') {
    return badRequest('specifying resource version is not allowed when using continue');
  }
  if (Number(version) > store.revision) return tooLargeVersion(Number(version), store.revision);
  const revision = at?.revision ?? (resourceVersionMatch === 'Exact' ? Number(version) : store.revision);
  const table = tableOf(kind);
  const all = revision === store.revision ? store.table(table).sorted() : store.stateAt(revision, table);
  if (!all)
    return at ? tooOldMark(store, continueAt) : expired(`The resourceVersion for the provided list is too old.`);
  const rest = all
    .filter((object) => matches(object) && (!at || keyOf(object.metadata.namespace, object.metadata.name) >= at.start))
    .map((object) => asVersion(kind, object));
  if (limit <= 0 || rest.length <= limit) return { objects: rest, revision };
  const last = rest[limit - 1];
  const start = last ? `${keyOf(last.metadata.namespace, last.metadata.name)}\0` : '';
  return {
    objects: rest.slice(0, limit),
    revision,
    more: { token: markOf(revision, start, prefix), remaining: rest.length - limit },
  };
}

/** With a mark that goes on from the present state, for who can live with that. */
function tooOldMark({ revision }: Store, mark: string): Failure {
  const read = readMark(mark, '');
  const message =
    'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.';
  const token = 'fault' in read ? '' : markOf(revision, read.start, '');
  return { ...expired(message), listMeta: { continue: token } };
}

function markOf(revision: number, start: string, prefix: string): string {
  return toBase64Url(JSON.stringify({ v: VERSION, rv: revision, start: start.slice(prefix.length) }));
}

const VERSION = 'meta.k8s.io/v1';

/** Models DecodeContinue, in whose words a mark is none. */
function readMark(mark: string, prefix: string): { revision: number; start: string } | { fault: string } {
  const text = fromBase64Url(mark.replace(/=+$/, ''));
  if (text === undefined || mark.length % 4 === 1) {
    const bad = mark.search(/[^\w-]/);
    return { fault: `illegal base64 data at input byte ${bad < 0 ? mark.length - 1 : bad}` };
  }
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return { fault: goJsonFault(text) ?? 'unexpected end of JSON input' };
  }
  const { v = '', rv = 0, start = '' } = isObject(read) ? read : {};
  if (v !== VERSION) return { fault: `server does not recognize this encoded version ${String(v)}` };
  if (typeof rv !== 'number' || rv === 0) {
    return { fault: `incorrect encoded start resourceVersion (version ${VERSION})` };
  }
  if (typeof start !== 'string' || start === '') return { fault: `encoded start key empty (version ${VERSION})` };
  return { revision: rv, start: prefix + start };
}
