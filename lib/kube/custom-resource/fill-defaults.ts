/** Defaults of a schema, filled in. Models Default (apiextensions' apiserver/schema/defaulting). */
import { isObject } from '../json-object';
import { copyJson } from './equal-json';
import { additionalOf, itemsOf, type Schema } from './schema';

/** In place, from the outside in: what a default brings may get defaults of its own. */
export function fillDefaults(value: unknown, schema: Schema | undefined): void {
  if (!schema) return;
  if (Array.isArray(value)) return fillItems(value, itemsOf(schema));
  if (!isObject(value)) return;
  const { properties = {} } = schema;
  for (const [name, property] of Object.entries(properties)) {
    if (property.default === undefined) continue;
    if (!Object.hasOwn(value, name) || isMissing(value[name], property)) value[name] = copyJson(property.default);
  }
  const additional = additionalOf(schema)?.schema;
  for (const key of Object.keys(value)) {
    const property = Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (!property && additional && isMissing(value[key], additional)) value[key] = copyJson(additional.default) ?? null;
    fillDefaults(value[key], property ?? additional);
  }
}

function fillItems(list: unknown[], items: Schema | undefined): void {
  list.forEach((item, at) => {
    if (items && isMissing(item, items)) list[at] = copyJson(items.default) ?? null;
    fillDefaults(list[at], items);
  });
}

function isMissing(value: unknown, { nullable = false }: Schema): boolean {
  return value === null && !nullable;
}
