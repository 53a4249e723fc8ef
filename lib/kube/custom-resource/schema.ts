/**
 * The schema of a custom resource, with what `items` and `additionalProperties` hold made readable: both take more than one
 * form, so the generated types leave them open.
 *
 * Upstream reads what stands below them leniently: unknown fields there are dropped without a word.
 */
import { decode, encode } from '../decode';
import { isObject } from '../json-object';
import { copyJson } from './equal-json';
import { schemaType, type GoType } from '../schema';
import type { JSONSchemaProps } from '../schema/generated/types';

export type Schema = JSONSchemaProps;

/** The schema of a list's items; undefined where there is none, or a list of schemas. */
export function itemsOf({ items }: Schema): Schema | undefined {
  return isObject(items) ? items : undefined;
}

/** The schemas that `items` lists one by one. */
export function listedItemsOf({ items }: Schema): Schema[] {
  return Array.isArray(items) ? items.filter(isObject) : [];
}

export interface Additional {
  readonly allowed: boolean;
  readonly schema?: Schema;
}

/** What other properties than the named ones hold; undefined where the schema says nothing of them. */
export function additionalOf({ additionalProperties }: Schema): Additional | undefined {
  if (isObject(additionalProperties)) return { allowed: true, schema: additionalProperties };
  return typeof additionalProperties === 'boolean' ? { allowed: additionalProperties } : undefined;
}

/** Every schema within a schema, itself first. */
export function* schemasWithin(schema: Schema): Generator<Schema> {
  yield schema;
  for (const part of partsOf(schema)) yield* schemasWithin(part);
}

function partsOf(schema: Schema): Schema[] {
  const { allOf = [], anyOf = [], oneOf = [], not, properties = {}, patternProperties = {}, definitions = {} } = schema;
  const items = itemsOf(schema);
  const additional = additionalOf(schema)?.schema;
  return [
    ...(items ? [items] : []),
    ...listedItemsOf(schema),
    ...allOf,
    ...anyOf,
    ...oneOf,
    ...(not ? [not] : []),
    ...Object.values(properties),
    ...(additional ? [additional] : []),
    ...Object.values(patternProperties),
    ...Object.values(definitions),
  ];
}

/** Reads the open fields of a decoded schema and all below it, in place. */
export function readOpenFields(schema: Schema): void {
  if (schema.default !== undefined) schema.default = copyJson(schema.default);
  if (schema.enum) schema.enum = schema.enum.map(copyJson);
  if (schema.example !== undefined) schema.example = copyJson(schema.example);
  const { items, additionalProperties, additionalItems } = schema;
  if (Array.isArray(items)) schema.items = items.map(readSchema);
  else if (items !== undefined) schema.items = readSchema(items);
  if (isObject(additionalProperties)) schema.additionalProperties = readSchema(additionalProperties);
  if (isObject(additionalItems)) schema.additionalItems = readSchema(additionalItems);
  const { allOf = [], anyOf = [], oneOf = [], not, properties = {}, patternProperties = {}, definitions = {} } = schema;
  for (const part of [...allOf, ...anyOf, ...oneOf, ...(not ? [not] : [])]) readOpenFields(part);
  for (const parts of [properties, patternProperties, definitions]) {
    for (const part of Object.values(parts)) readOpenFields(part);
  }
}

function readSchema(value: unknown): unknown {
  if (!isObject(value)) return undefined;
  const { object } = decode<Schema>(typeOfSchemas(), value);
  readOpenFields(object);
  return encode(typeOfSchemas(), { ...object });
}

function typeOfSchemas(): GoType {
  const type = schemaType('JSONSchemaProps');
  if (!type) throw new Error('no structure of JSONSchemaProps');
  return type;
}
