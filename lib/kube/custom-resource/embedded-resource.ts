/**
 * Whole objects within an object (x-kubernetes-embedded-resource): apiVersion, kind and metadata are those of every object.
 * Models Validate and Coerce (apiextensions' apiserver/schema/objectmeta).
 *
 * Not modelled: the words for metadata that does not fit its Go type.
 */
import { decode, encode, fieldText } from '../decode';
import type { FieldError } from '../field/error';
import { invalid, required } from '../field/error';
import { FieldPath } from '../field/path';
import { goJson } from '../field/print';
import { isObject, type JsonObject } from '../json-object';
import { schemaType } from '../schema';
import type { ObjectMeta } from '../schema/generated/types';
import { dns1035LabelFaults, pathSegmentFaults } from '../validation/names';
import { METADATA, validateObjectMeta } from '../validation/object-meta';
import type { UnknownField } from './prune';
import { additionalOf, itemsOf, type Schema } from './schema';
import { sorted } from './validate-value';

export interface Coercion {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** Every apiVersion and kind of an object within an object that is no text at all: such an object cannot be read. */
export function coercionFaults(
  value: unknown,
  schema: Schema | undefined,
  path: readonly (string | number)[] = [],
): Coercion[] {
  if (!schema) return [];
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, at) => coercionFaults(item, itemsOf(schema), [...path, at]));
  }
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const at = [...path, key];
    const isTyped = schema['x-kubernetes-embedded-resource'] && (key === 'apiVersion' || key === 'kind');
    if (isTyped && typeof item !== 'string') {
      return [{ path: at, message: `${fieldText(at)}: Invalid value: ${goJson(sorted(item))}: must be a string` }];
    }
    const property = Object.hasOwn(schema.properties ?? {}, key) ? schema.properties?.[key] : undefined;
    return coercionFaults(item, property ?? additionalOf(schema)?.schema, at);
  });
}

/** Cuts what metadata within an object does not know, in place, and answers what was cut. */
export function pruneEmbedded(
  value: unknown,
  schema: Schema | undefined,
  path: readonly (string | number)[] = [],
): UnknownField[] {
  if (!schema) return [];
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, at) => pruneEmbedded(item, itemsOf(schema), [...path, at]));
  }
  if (!isObject(value)) return [];
  const own = schema['x-kubernetes-embedded-resource'] ? pruneMeta(value, [...path, 'metadata']) : [];
  const below = Object.entries(value).flatMap(([key, item]) => {
    const property = Object.hasOwn(schema.properties ?? {}, key) ? schema.properties?.[key] : undefined;
    return pruneEmbedded(item, property ?? additionalOf(schema)?.schema, [...path, key]);
  });
  return [...own, ...below];
}

function pruneMeta(object: JsonObject, path: readonly (string | number)[]): UnknownField[] {
  const type = schemaType('ObjectMeta');
  if (!isObject(object['metadata']) || !type) return [];
  const { object: meta, faults } = decode(type, object['metadata']);
  if (faults.some(({ weight }) => weight !== 'strict')) return [];
  object['metadata'] = encode(type, meta);
  return faults.map((fault) => {
    const whole = [...path, ...fault.path];
    return { path: whole, text: fieldText(whole) };
  });
}

/** @param path where the value stands; undefined for an object as a whole */
export function validateEmbedded(value: unknown, schema: Schema | undefined, path?: FieldPath): FieldError[] {
  if (!schema) return [];
  const errors: FieldError[] = [];
  if (Array.isArray(value)) {
    const at = path ?? FieldPath.of('');
    value.forEach((item: unknown, index) => errors.push(...validateEmbedded(item, itemsOf(schema), at.index(index))));
  } else if (isObject(value)) {
    if (schema['x-kubernetes-embedded-resource']) validateResource(value, path, errors);
    for (const [key, item] of Object.entries(value)) {
      const property = Object.hasOwn(schema.properties ?? {}, key) ? schema.properties?.[key] : undefined;
      const below = property ? child(path, key) : (path?.key(key) ?? FieldPath.of(key));
      errors.push(...validateEmbedded(item, property ?? additionalOf(schema)?.schema, below));
    }
  }
  return errors;
}

function child(path: FieldPath | undefined, name: string): FieldPath {
  return path ? path.child(name) : FieldPath.of(name);
}

function validateResource(value: JsonObject, path: FieldPath | undefined, errors: FieldError[]): void {
  const { apiVersion, kind, metadata } = value;
  if (!Object.hasOwn(value, 'apiVersion')) errors.push(required(child(path, 'apiVersion')));
  if (!Object.hasOwn(value, 'kind')) errors.push(required(child(path, 'kind')));
  for (const [name, text] of [
    ['apiVersion', apiVersion],
    ['kind', kind],
  ] as const) {
    if (text === undefined) continue;
    if (typeof text !== 'string') errors.push(invalid(child(path, name), sorted(text), 'must be a string'));
    else if (text === '') errors.push(invalid(child(path, name), text, 'must not be empty'));
    else {
      const fault = name === 'kind' ? kindFault(text) : versionFault(text);
      if (fault !== undefined) errors.push(invalid(child(path, name), text, fault));
    }
  }
  const type = schemaType('ObjectMeta');
  if (!isObject(metadata) || !type) return;
  const { object: meta } = decode<ObjectMeta>(type, metadata);
  meta.name ||= 'fakename';
  const found: FieldError[] = [];
  validateObjectMeta(meta, meta.namespace ? 'namespaced' : 'cluster', pathSegmentFaults, found);
  errors.push(...found.map((error) => ({ ...error, path: error.path.rebased(METADATA, child(path, 'metadata')) })));
}

function kindFault(kind: string): string | undefined {
  const faults = dns1035LabelFaults(kind.toLowerCase());
  return faults.length > 0 ? `may have mixed case, but should otherwise match: ${faults.join(',')}` : undefined;
}

function versionFault(apiVersion: string): string | undefined {
  return apiVersion.split('/').length > 2 ? `unexpected GroupVersion string: ${apiVersion}` : undefined;
}
