/**
 * In which form objects are answered: whole, as rows of a Table, or only their metadata. Models the content negotiation of
 * apiserver's endpoints/handlers (negotiation and response.go).
 */
import { printCustomTable, printTable, type PrintedTable } from '../printers';
import type { Kind } from '../schema';
import type { CustomResourceDefinition } from '../schema/generated/types';
import type { StoredObject } from '../store';
import { quote } from '../field/print';
import { hubOf } from './body';
import { badRequest, type Failure } from './failure';
import { groupResource } from './storage';
import { first, type ApiRequest, type Query } from './request';

export type Form = 'json' | 'table' | 'metadata';

const MEDIA_TYPES = ['application/json', 'application/yaml', 'application/vnd.kubernetes.protobuf'];

/**
 * In which form to answer. Who asks for what there is not at all is refused before the request is looked at; who asks for
 * an unknown form of JSON, by the handler.
 */
export function formOf({ headers }: ApiRequest, isCollection = false, isCustom = false): Form | Failure {
  const accept = headers['accept'] || '*/*';
  const clauses = accept.split(',').map((part) => part.split(';').map((piece) => piece.trim()));
  if (!isCustom && !clauses.some(([type = '']) => type === '*/*' || MEDIA_TYPES.includes(type))) {
    const streams = isCollection
      ? MEDIA_TYPES.flatMap((type) => (type.endsWith('yaml') ? [] : `${type};stream=watch`))
      : [];
    const all = [...MEDIA_TYPES, ...streams].join(', ');
    return notAcceptable(`406: Not Acceptable\n\nAvailable representations: ${all}`, {});
  }
  for (const [type = '', ...parameters] of clauses) {
    // Protobuf cannot be had here; who can read JSON too, gets that.
    if (type !== '*/*' && type !== 'application/*' && type !== 'application/json' && type !== 'application/yaml')
      continue;
    const form = formAsked(new Map(parameters.map((one) => pairOf(one))));
    if (form) return form;
  }
  return noRows();
}

/** Of what is no object that is kept, there are no rows. */
export function noRows(): Failure {
  return notAcceptable(`only the following media types are accepted: ${MEDIA_TYPES.join(', ')}`);
}

function pairOf(parameter: string): [name: string, value: string] {
  const at = parameter.indexOf('=');
  return at < 0 ? [parameter, ''] : [parameter.slice(0, at), parameter.slice(at + 1)];
}

function formAsked(parameters: ReadonlyMap<string, string>): Form | undefined {
  const as = parameters.get('as') ?? '';
  if (as === '') return 'json';
  if (parameters.get('g') !== 'meta.k8s.io') return undefined;
  if (parameters.get('v') !== 'v1' && parameters.get('v') !== 'v1beta1') return undefined;
  if (as === 'Table') return 'table';
  return as === 'PartialObjectMetadata' || as === 'PartialObjectMetadataList' ? 'metadata' : undefined;
}

function notAcceptable(message: string, details?: object): Failure {
  return { code: 406, reason: 'NotAcceptable', message, ...(details && { details }) };
}

/** Metadata of one, asked of many, or the other way round. */
export function metadataFault({ headers }: ApiRequest, kind: Kind, verb: string): Failure | undefined {
  const [, as] = /;\s*as=(PartialObjectMetadata(?:List)?)\b/.exec((headers['accept'] ?? '').split(',')[0] ?? '') ?? [];
  if (as === undefined || verb === 'watch') return undefined;
  const isList = verb === 'list' || verb === 'deletecollection';
  if (isList === (as === 'PartialObjectMetadataList')) return undefined;
  const found = `*${hubOf(kind)}.${kind.kind}${isList ? 'List' : ''}`;
  const message = `you requested ${as}, but the requested object is ${isList ? 'a list' : 'not a list'} (${found})`;
  return notAcceptable(message);
}

/** Undefined where the query asks for nothing that there is not. */
export function tableFault(query: Query): Failure | undefined {
  const included = first(query, 'includeObject') ?? '';
  if (['', 'Metadata', 'Object', 'None'].includes(included)) return undefined;
  const why = `includeObject: Invalid value: ${quote(included)}: must be 'Metadata', 'Object', 'None', or empty`;
  return badRequest(`Unable to convert to Table as requested: ${why}`);
}

export interface Representation {
  /** The same of all that say the same of an object; a table has none, for it shows ages, and its columns only once. */
  readonly form?: string;
  one(object: StoredObject): object;
  list(objects: readonly StoredObject[], meta: object): object;
}

export interface RepresentationOptions {
  readonly form: Form;
  readonly query: Query;
  readonly now: () => number;
  /** Of a watch, only the first table says its columns. */
  readonly isWatch?: boolean;
  /** Of a custom resource, what defines its columns. */
  readonly definition?: CustomResourceDefinition | undefined;
  /** An object with its managedFields. */
  readonly whole: (object: StoredObject) => StoredObject;
}

export function representation(kind: Kind, options: RepresentationOptions): Representation {
  switch (options.form) {
    case 'table':
      return asTable(kind, options);
    case 'metadata':
      return {
        form: 'metadata',
        one: (object) => partial(options.whole(object)),
        list: (objects, metadata) => ({
          kind: 'PartialObjectMetadataList',
          apiVersion: 'meta.k8s.io/v1',
          metadata,
          items: objects.map((object) => partial(options.whole(object))),
        }),
      };
    case 'json':
      return {
        form: 'json',
        one: options.whole,
        list: (objects, metadata) => ({
          kind: `${kind.kind}List`,
          apiVersion: kind.apiVersion,
          metadata: kind.type === '' ? { continue: '', ...metadata } : metadata,
          items: objects.map((object) => item(kind, options.whole(object))),
        }),
      };
  }
}

/** Go leaves out what every item of a typed list has in common. */
function item({ type }: Kind, object: StoredObject): object {
  if (type === '') return object;
  const { apiVersion: _, kind: __, ...rest } = object;
  return rest;
}

function partial({ metadata }: StoredObject): object {
  return { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata };
}

function asTable(
  kind: Kind,
  { query, now, definition, whole, isWatch = false }: RepresentationOptions,
): Representation {
  let isFirst = true;
  const included = first(query, 'includeObject') || 'Metadata';
  const table = (objects: readonly StoredObject[], metadata: object): object => {
    const { columnDefinitions, rows } = print(kind, definition, objects, now());
    const withColumns = isFirst || !isWatch;
    isFirst = false;
    return {
      kind: 'Table',
      apiVersion: 'meta.k8s.io/v1',
      metadata,
      columnDefinitions: withColumns ? columnDefinitions.map((column) => ({ description: '', ...column })) : null,
      rows: rows.map((row, at) => ({ ...row, ...objectOf(objects[at], included, whole) })),
    };
  };
  return {
    one: (object) => table([object], { resourceVersion: object.metadata.resourceVersion }),
    list: table,
  };
}

function objectOf(
  object: StoredObject | undefined,
  included: string,
  whole: RepresentationOptions['whole'],
): { object?: object | null } {
  if (!object) return {};
  if (included === 'None') return { object: null };
  return { object: included === 'Object' ? whole(object) : partial(object) };
}

function print(
  kind: Kind,
  definition: CustomResourceDefinition | undefined,
  objects: readonly StoredObject[],
  now: number,
): PrintedTable {
  if (!definition) return printTable(groupResource(kind), objects, now);
  const version = definition.spec?.versions?.find(({ name }) => name === kind.version);
  return printCustomTable(version?.additionalPrinterColumns, objects, now);
}

/** `{resourceVersion, continue?, remainingItemCount?}`. */
export function listMeta(revision: number, more?: { token: string; remaining: number }): object {
  return {
    resourceVersion: String(revision),
    ...(more && { continue: more.token, remainingItemCount: more.remaining }),
  };
}
