/**
 * In which form objects are answered: whole, as rows of a Table, or only their metadata. Models the content negotiation of
 * apiserver's endpoints/handlers (negotiation and response.go).
 */
import { printCustomTable, printTable, type PrintedTable } from '../printers';
import type { Kind } from '../schema';
import type { CustomResourceDefinition } from '../schema/generated/types';
import type { StoredObject } from '../store';
import { groupResource } from './storage';
import { first, type ApiRequest, type Query } from './request';

export type Form = 'json' | 'table' | 'metadata';

/** Undefined where none of what is accepted can be had: 406. */
export function formOf({ headers }: ApiRequest): Form | undefined {
  const accept = headers['accept'] ?? '*/*';
  for (const part of accept.split(',')) {
    const [type = '', ...parameters] = part
      .trim()
      .split(';')
      .map((piece) => piece.trim());
    const as = parameters.find((parameter) => parameter.startsWith('as='))?.slice(3);
    if (type !== 'application/json' && type !== '*/*' && type !== 'application/*' && type !== 'application/yaml')
      continue;
    if (as === undefined) return 'json';
    if (as === 'Table') return 'table';
    if (as === 'PartialObjectMetadata' || as === 'PartialObjectMetadataList') return 'metadata';
  }
  return undefined;
}

export interface Representation {
  one(object: StoredObject): object;
  list(objects: readonly StoredObject[], meta: object): object;
}

export interface RepresentationOptions {
  readonly form: Form;
  readonly query: Query;
  readonly now: number;
  /** Of a custom resource, what defines its columns. */
  readonly definition?: CustomResourceDefinition | undefined;
  /** An object with its managedFields. */
  whole(object: StoredObject): StoredObject;
}

export function representation(kind: Kind, options: RepresentationOptions): Representation {
  switch (options.form) {
    case 'table':
      return asTable(kind, options);
    case 'metadata':
      return {
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
        one: options.whole,
        list: (objects, metadata) => ({
          kind: `${kind.kind}List`,
          apiVersion: kind.apiVersion,
          metadata,
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

function asTable(kind: Kind, { query, now, definition, whole }: RepresentationOptions): Representation {
  const included = first(query, 'includeObject') ?? 'Metadata';
  const table = (objects: readonly StoredObject[], metadata: object): object => {
    const { columnDefinitions, rows } = print(kind, definition, objects, now);
    return {
      kind: 'Table',
      apiVersion: 'meta.k8s.io/v1',
      metadata,
      columnDefinitions: columnDefinitions.map((column) => ({ description: '', ...column })),
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
): { object?: object } {
  if (!object || included === 'None') return {};
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
