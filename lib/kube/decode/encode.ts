/** A decoded object as the server writes it: empty fields left out or filled in as Go's json tags say. */
import { isObject, type JsonObject } from '../json-object';
import { schemaType, type GoField, type GoType } from '../schema';
import { zeroValue } from '../schema/zero-value';

/** A copy, down to the last part. */
export function encode(type: GoType, object: JsonObject): JsonObject {
  return write(type, object, encode);
}

export type Encode = (type: GoType, object: JsonObject) => JsonObject;

/** @param encodePart for what lies in it */
export function write(type: GoType, object: JsonObject, encodePart: Encode): JsonObject {
  const written: JsonObject = {};
  for (const name of Object.keys(object)) {
    const value = object[name];
    const field = type.fields.get(name);
    if (!field || value === undefined) continue;
    if (!isEmpty(field, value)) written[name] = writeValue(field, value, encodePart);
    else if (field.always) written[name] = null;
  }
  for (const [name, field] of type.always) {
    if (object[name] === undefined) written[name] = field.pointer ? null : zero(field);
  }
  return written;
}

function writeValue(field: GoField, value: unknown, encodePart: Encode): unknown {
  const { of } = field;
  if (field.is === 'object') return isObject(value) ? encodePart(typeOf(field), value) : value;
  if (of === undefined || (of.is !== 'object' && of.is !== 'list')) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => writeValue(of, item, encodePart));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, writeValue(of, item, encodePart)]));
}

function zero(field: GoField): unknown {
  return zeroValue(field, () => encode(typeOf(field), {}));
}

export function typeOf(field: GoField): GoType {
  const type = schemaType(field.type ?? '');
  if (!type) throw new Error(`no structure of ${field.type}`);
  return type;
}

/**
 * A list or map without items is as good as none, because the server's answer has been through protobuf, which knows no
 * empty ones; a struct behind a pointer is something, `securityContext: {}`.
 */
export function isEmpty({ is }: GoField, value: unknown): boolean {
  if (is === 'list') return Array.isArray(value) && value.length === 0;
  if (is !== 'map' || !isObject(value)) return false;
  for (const _ in value) return false;
  return true;
}
