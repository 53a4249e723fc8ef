/** For who stores objects: the judge has no need of it. */
import { isObject, type JsonObject } from '../json-object';
import type { GoField, GoType } from '../schema';
import { isEmpty, typeOf, write } from './encode';

/**
 * The same of what nobody changes any more: whatever is written already as it should be is not copied. That is most of what
 * the cluster's components write, and there is much of it.
 */
export function encodeFinal(type: GoType, object: JsonObject): JsonObject {
  return isWritten(type, object) ? object : write(type, object, encodeFinal);
}

/** Whether nothing would be left out, filled in, or written otherwise. */
function isWritten(type: GoType, object: JsonObject): boolean {
  for (const name in object) {
    const value = object[name];
    const field = type.fields.get(name);
    if (!field || value === undefined || isEmpty(field, value) || !isWrittenValue(field, value)) return false;
  }
  for (const always of type.always) if (object[always[0]] === undefined) return false;
  return true;
}

function isWrittenValue(field: GoField, value: unknown): boolean {
  const { of } = field;
  if (field.is === 'object') return !isObject(value) || isWritten(typeOf(field), value);
  if (of === undefined || (of.is !== 'object' && of.is !== 'list')) return true;
  if (Array.isArray(value)) return value.every((item: unknown) => isWrittenValue(of, item));
  if (!isObject(value)) return true;
  for (const key in value) if (!isWrittenValue(of, value[key])) return false;
  return true;
}
