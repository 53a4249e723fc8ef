/**
 * What a schema does not know is cut away. Models PruneWithOptions (apiextensions' apiserver/schema/pruning) and
 * PruneNonNullableNullsWithoutDefaults (schema/defaulting).
 */
import { isObject } from '../json-object';
import { additionalOf, itemsOf, type Schema } from './schema';

export const META_FIELDS: readonly string[] = ['apiVersion', 'kind', 'metadata'];

export interface UnknownField {
  readonly path: readonly (string | number)[];
  /** `spec.images[0].tga` */
  readonly text: string;
}

/**
 * Prunes in place and answers what was cut, in alphabetical order.
 * @param isRoot whether the value is an object with apiVersion, kind and metadata of its own
 */
export function prune(value: unknown, schema: Schema | undefined, isRoot: boolean): UnknownField[] {
  const found: UnknownField[] = [];
  walk(value, isRoot ? { ...schema, 'x-kubernetes-embedded-resource': true } : schema, [], '', found);
  return found.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
}

type Path = readonly (string | number)[];

function walk(value: unknown, schema: Schema | undefined, path: Path, text: string, found: UnknownField[]): void {
  const below = (key: string): string => (text === '' ? key : `${text}.${key}`);
  if (Array.isArray(value)) {
    const items = schema && itemsOf(schema);
    // Of a list that is kept as it is, items without a schema are kept too.
    if (!items && schema?.['x-kubernetes-preserve-unknown-fields']) return;
    value.forEach((item: unknown, at) => walk(item, items, [...path, at], `${text}[${at}]`, found));
    return;
  }
  if (!isObject(value)) return;
  const keepsUnknown = schema?.['x-kubernetes-preserve-unknown-fields'] === true;
  for (const key of Object.keys(value)) {
    if (schema?.['x-kubernetes-embedded-resource'] && META_FIELDS.includes(key)) continue;
    const property = propertyOf(schema, key);
    if (property) walk(value[key], property.schema, [...path, key], below(key), found);
    else if (!keepsUnknown) {
      delete value[key];
      found.push({ path: [...path, key], text: below(key) });
    }
  }
}

/** How a key is known; its schema may be missing, then all below is unknown. */
function propertyOf(schema: Schema | undefined, key: string): { readonly schema: Schema | undefined } | undefined {
  if (!schema) return undefined;
  const { properties = {} } = schema;
  if (Object.hasOwn(properties, key)) return { schema: properties[key] };
  const additional = additionalOf(schema);
  return additional && { schema: additional.schema };
}

/** A null where the schema allows none and has no default is as good as nothing. */
export function pruneNulls(value: unknown, schema: Schema | undefined): void {
  if (Array.isArray(value)) {
    for (const item of value) pruneNulls(item, schema && itemsOf(schema));
    return;
  }
  if (!isObject(value)) return;
  for (const key of Object.keys(value)) {
    const property = propertyOf(schema, key)?.schema;
    if (value[key] === null && property && !property.nullable && property.default === undefined) delete value[key];
    else pruneNulls(value[key], property);
  }
}
