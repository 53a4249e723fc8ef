/**
 * Lists, in pieces where the client asks for them. Models ListResource (apiserver's endpoints/handlers/get.go) and the
 * continue tokens of apiserver's storage/continue.go: every further piece is of the revision of the first.
 */
import { isObject } from '../json-object';
import type { Kind } from '../schema';
import { keyOf, type Store, type StoredObject } from '../store';
import { fromBase64Url, toBase64Url } from './base64';
import { badRequest, expired, type Failure } from './failure';
import { readFieldSelector, readLabelSelector, type Matches } from './selectors';
import { groupResource, tableOf } from './storage';
import { first, type Query } from './request';
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

/** What of a list is asked for: the query's selectors, and the address. */
export function selection(kind: Kind, query: Query, scope: Scope): Matches | Failure {
  const labels = readLabelSelector(first(query, 'labelSelector') ?? '');
  if (typeof labels === 'string') return badRequest(labels);
  const fields = readFieldSelector(first(query, 'fieldSelector') ?? '', groupResource(kind), scope.selectable);
  if (typeof fields === 'string') return badRequest(fields);
  const { namespace, name } = scope;
  return (object) =>
    (namespace === undefined || object.metadata.namespace === namespace) &&
    (name === undefined || object.metadata.name === name) &&
    labels(object) &&
    fields(object);
}

export function list(store: Store, kind: Kind, query: Query, matches: Matches): Listed | Failure {
  const limit = Number(first(query, 'limit') ?? 0);
  const mark = first(query, 'continue') ?? '';
  const at = mark === '' ? undefined : readMark(mark);
  if (mark !== '' && !at) return badRequest('continue key is not valid: illegal base64 data');
  const version = first(query, 'resourceVersion') ?? '';
  if (version !== '' && !/^\d+$/.test(version)) return badRequest(`invalid resource version: "${version}"`);
  const isExact = first(query, 'resourceVersionMatch') === 'Exact';
  const revision = at?.revision ?? (isExact ? Number(version) : store.revision);
  const table = tableOf(kind);
  const all = revision === store.revision ? store.table(table).sorted() : store.stateAt(revision, table);
  if (!all) {
    return expired(
      'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.',
    );
  }
  const named = all.filter(matches).map((object) => asVersion(kind, object));
  const rest = at ? named.filter(({ metadata }) => keyOf(metadata.namespace, metadata.name) >= at.start) : named;
  if (limit <= 0 || rest.length <= limit) return { objects: rest, revision };
  const next = rest[limit];
  const start = next ? keyOf(next.metadata.namespace, next.metadata.name) : '';
  const token = toBase64Url(JSON.stringify({ v: 'meta.k8s.io/v1', rv: revision, start }));
  return { objects: rest.slice(0, limit), revision, more: { token, remaining: rest.length - limit } };
}

function readMark(mark: string): { revision: number; start: string } | undefined {
  try {
    const read: unknown = JSON.parse(fromBase64Url(mark) ?? '');
    if (!isObject(read) || typeof read['rv'] !== 'number' || typeof read['start'] !== 'string') return undefined;
    return { revision: read['rv'], start: read['start'] };
  } catch {
    return undefined;
  }
}
