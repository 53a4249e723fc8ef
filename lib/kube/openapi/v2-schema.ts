/** Schemas in the words of OpenAPI v2: references are direct, and defaults are left out as the server leaves them out. */
import { isObject, type JsonObject } from '../json-object';
import type { Schema } from './schema';

/** Those that v2 says in another way. */
export const V2_SIMPLE: Readonly<Record<string, Schema>> = {
  IntOrString: { type: 'string', format: 'int-or-string' },
  Quantity: { type: 'string' },
};

export function v2Schema(schema: Schema): Schema {
  const { allOf, $ref, default: _, properties, items, additionalProperties, ...rest } = schema;
  const reference = $ref ?? allOf?.[0]?.$ref;
  const below = Object.entries(properties ?? {}).map(([name, value]) => [name, v2Schema(value)]);
  return {
    ...rest,
    ...(reference !== undefined && { $ref: reference.replace('#/components/schemas/', '#/definitions/') }),
    ...(properties && { properties: Object.fromEntries(below) }),
    ...(items && { items: v2Schema(items) }),
    ...(additionalProperties !== undefined && {
      additionalProperties:
        typeof additionalProperties === 'object' ? v2Schema(additionalProperties) : additionalProperties,
    }),
  };
}

/**
 * A definition's schema without what v2 has no words for, and without what kubectl's check would take for more than is
 * meant. Models ToStructuralOpenAPIV2 of apiextensions-apiserver.
 */
export function withoutV3(schema: JsonObject): JsonObject {
  const { allOf: _, oneOf: __, anyOf: ___, not: ____, nullable, ...kept } = schema;
  const { type, items, properties, additionalProperties, required, ...rest } = kept;
  const isNullable = nullable === true;
  const isOpen = isOpenObject(schema);
  const hasItems = isObject(items) && !isNullable && !isOpen;
  const hasProperties = isObject(properties) && !isNullable && !isOpen;
  const isUntyped = isNullable || (type === 'array' && !hasItems) || (type === 'object' && isOpen);
  const needed = isObject(additionalProperties) && additionalProperties['nullable'] === true ? [] : required;
  const stillNeeded = Array.isArray(needed)
    ? needed.filter((name) => !hasProperties || !isNullableIn(properties, String(name)))
    : [];
  return {
    ...rest,
    ...(type !== undefined && !isUntyped && { type }),
    ...(stillNeeded.length > 0 && { required: stillNeeded }),
    ...(hasItems && { items: withoutV3(items) }),
    ...(hasProperties && { properties: mapped(properties) }),
    ...(additionalProperties !== undefined && {
      additionalProperties: isObject(additionalProperties) ? withoutV3(additionalProperties) : additionalProperties,
    }),
  };
}

/** Whether fields that the schema does not name are kept. */
export function isOpenObject(schema: JsonObject): boolean {
  return schema['x-kubernetes-preserve-unknown-fields'] === true;
}

function mapped(properties: JsonObject): JsonObject {
  const entries = Object.entries(properties).map(([name, value]) => [name, isObject(value) ? withoutV3(value) : value]);
  return Object.fromEntries(entries);
}

function isNullableIn(properties: JsonObject, name: string): boolean {
  const value = properties[name];
  return isObject(value) && value['nullable'] === true;
}
