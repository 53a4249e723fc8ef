/**
 * x-kubernetes-list-type, -map-type and -list-map-keys. Models that part of ValidateCustomResourceDefinitionOpenAPISchema
 * and validateMapListKeysMapSet.
 */
import { itemsOf, listedItemsOf, type Schema } from '../custom-resource/schema';
import type { FieldError } from '../field/error';
import { forbidden, invalid, notSupportedText, required } from '../field/error';
import type { FieldPath } from '../field/path';

const MAP_TYPES = ['atomic', 'granular'];
const LIST_TYPES = ['atomic', 'set', 'map'];

export function validateListAndMapTypes(schema: Schema, path: FieldPath, errors: FieldError[]): void {
  const mapType = schema['x-kubernetes-map-type'];
  const listType = schema['x-kubernetes-list-type'];
  const keys = schema['x-kubernetes-list-map-keys'] ?? [];
  if (schema['x-kubernetes-preserve-unknown-fields'] === false) {
    errors.push(invalid(path.child('x-kubernetes-preserve-unknown-fields'), false, 'must be true or undefined'));
  }
  validateTypeFor('x-kubernetes-map-type', mapType, 'object', schema, path, errors);
  if (mapType !== undefined && !MAP_TYPES.includes(mapType)) {
    errors.push(notSupportedText(path.child('x-kubernetes-map-type'), mapType, MAP_TYPES));
  }
  validateTypeFor('x-kubernetes-list-type', listType, 'array', schema, path, errors);
  if (listType === 'set' && schema.type === 'array') validateAtomicItems(schema, path.child('items'), errors);
  if (listType !== undefined && !LIST_TYPES.includes(listType)) {
    errors.push(notSupportedText(path.child('x-kubernetes-list-type'), listType, LIST_TYPES));
  }
  if (keys.length > 0 && listType !== 'map') {
    const detail = 'must be map if x-kubernetes-list-map-keys is non-empty';
    const place = path.child('x-kubernetes-list-type');
    errors.push(listType === undefined ? required(place, detail) : invalid(place, listType, detail));
  }
  if (listType === 'map') validateMapList(schema, keys, path, errors);
  if (listType === 'map' || listType === 'set') validateKeyFields(schema, listType, keys, path.child('items'), errors);
}

function validateTypeFor(
  keyword: string,
  value: string | undefined,
  needed: string,
  { type = '' }: Schema,
  path: FieldPath,
  errors: FieldError[],
): void {
  if (value === undefined || type === needed) return;
  const detail = `must be ${needed} if ${keyword} is specified`;
  errors.push(type === '' ? required(path.child('type'), detail) : invalid(path.child('type'), type, detail));
}

/** Items of a set are compared as a whole. Upstream prints the list type of both. */
function validateAtomicItems(schema: Schema, path: FieldPath, errors: FieldError[]): void {
  const items = itemsOf(schema);
  const itemListType = items?.['x-kubernetes-list-type'];
  const itemMapType = items?.['x-kubernetes-map-type'];
  const detail = 'must be atomic as item of a list with x-kubernetes-list-type=set';
  if (items?.type === 'array' && itemListType !== undefined && itemListType !== 'atomic') {
    errors.push(invalid(path.child('x-kubernetes-list-type'), itemListType, detail));
  }
  if (items?.type === 'object' && itemMapType !== 'atomic') {
    errors.push(invalid(path.child('x-kubernetes-map-type'), itemListType ?? null, detail));
  }
}

function validateMapList(schema: Schema, keys: readonly string[], path: FieldPath, errors: FieldError[]): void {
  const place = path.child('x-kubernetes-list-map-keys');
  if (keys.length === 0) errors.push(required(place, 'must not be empty if x-kubernetes-list-type is map'));
  const items = itemsOf(schema);
  if (!items) {
    if (listedItemsOf(schema).length > 0) {
      const detail = 'must only have a single schema if x-kubernetes-list-type is map';
      errors.push(invalid(path.child('items'), schema.items, detail));
    } else errors.push(required(path.child('items'), 'must have a schema if x-kubernetes-list-type is map'));
    return;
  }
  const { type = '', properties = {} } = items;
  if (type !== 'object') {
    const detail = "must be object if parent array's x-kubernetes-list-type is map";
    return void errors.push(invalid(path.child('items', 'type'), type, detail));
  }
  keys.forEach((key, at) => {
    const property = Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (!property) errors.push(invalid(place, keys, 'entries must all be names of item properties'));
    else if (property.type === 'array' || property.type === 'object') {
      const detail = "must be a scalar type if parent array's x-kubernetes-list-type is map";
      errors.push(invalid(path.child('items', 'properties').key(key).child('type'), type, detail));
    }
    if (keys.indexOf(key) < at) errors.push(invalid(place, keys, 'must not contain duplicate entries'));
  });
}

function validateKeyFields(
  schema: Schema,
  listType: string,
  keys: readonly string[],
  path: FieldPath,
  errors: FieldError[],
): void {
  const items = itemsOf(schema);
  if (!items) return;
  if (items.nullable)
    errors.push(forbidden(path.child('nullable'), `cannot be nullable when x-kubernetes-list-type is ${listType}`));
  if (listType !== 'map') return;
  const { properties = {}, required: needed = [] } = items;
  for (const key of keys) {
    const property = Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (!property) continue;
    const place = path.child('properties').key(key);
    if (!needed.includes(key) && property.default === undefined) {
      const detail =
        'this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property';
      errors.push(required(place.child('default'), detail));
    }
    if (property.nullable) {
      const detail = 'this property is in x-kubernetes-list-map-keys, so it cannot be nullable';
      errors.push(forbidden(place.child('nullable'), detail));
    }
  }
}
