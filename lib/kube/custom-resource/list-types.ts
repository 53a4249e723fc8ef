/**
 * Lists that are sets or maps hold nothing twice. Models ValidateListSetsAndMaps (apiextensions' apiserver/schema/listtype).
 */
import type { FieldError } from '../field/error';
import { duplicate, invalid } from '../field/error';
import { FieldPath } from '../field/path';
import { goJson } from '../field/print';
import { isObject } from '../json-object';
import { additionalOf, itemsOf, type Schema } from './schema';
import { sorted } from './validate-value';

/** @param path where the value stands; undefined for an object as a whole */
export function validateListTypes(value: unknown, schema: Schema | undefined, path?: FieldPath): FieldError[] {
  if (!schema) return [];
  if (Array.isArray(value)) return path ? validateList(value, schema, path) : [];
  if (!isObject(value)) return [];
  const { properties = {} } = schema;
  const additional = additionalOf(schema)?.schema;
  return Object.entries(value).flatMap(([key, item]) => {
    if (Object.hasOwn(properties, key)) {
      return validateListTypes(item, properties[key], path ? path.child(key) : FieldPath.of(key));
    }
    return additional ? validateListTypes(item, additional, path ? path.key(key) : FieldPath.of(key)) : [];
  });
}

function validateList(list: readonly unknown[], schema: Schema, path: FieldPath): FieldError[] {
  const errors: FieldError[] = [];
  const type = schema['x-kubernetes-list-type'];
  if (type === 'set') for (const at of repeated(list)) errors.push(duplicate(path.index(at), sorted(list[at])));
  if (type === 'map') errors.push(...validateMap(list, schema['x-kubernetes-list-map-keys'] ?? [], path));
  const items = itemsOf(schema);
  return [...errors, ...list.flatMap((item, at) => validateListTypes(item, items, path.index(at)))];
}

function validateMap(list: readonly unknown[], names: readonly string[], path: FieldPath): FieldError[] {
  const stray = list.findIndex((item) => item !== null && !isObject(item));
  if (stray >= 0) {
    return [invalid(path.index(stray), sorted(list[stray]), 'must be an object for an array of list-type map')];
  }
  const keys = list.map((item) => {
    const known = isObject(item)
      ? names.filter((name) => Object.hasOwn(item, name)).map((name) => [name, item[name]])
      : [];
    return Object.fromEntries(known) as unknown;
  });
  return repeated(keys).map((at) => duplicate(path.index(at), sorted(keys[at])));
}

/** Where a value stands for the second time; a third is not told of. */
function repeated(list: readonly unknown[]): number[] {
  const times = new Map<string, number>();
  return [...list.keys()].filter((at) => {
    const text = goJson(sorted(list[at]));
    const count = (times.get(text) ?? 0) + 1;
    times.set(text, count);
    return count === 2;
  });
}
