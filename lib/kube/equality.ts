/**
 * Whether two decoded values mean the same to the server. Models apiequality.Semantic.DeepEqual: a list or map without items
 * is as good as none, quantities are compared by their amount (1Gi is 1073741824); a struct behind a pointer is something.
 */
import { isObject } from './json-object';
import { compareQuantities, parseQuantity } from './quantity';
import { schemaType, type GoField, type GoType } from './schema';

/** @param type the name of the struct: `PodSpec` */
export function isSemanticallyEqual(type: string, a: object | undefined, b: object | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return areStructsEqual(typeNamed(type), a, b);
}

/** The same for lists of structs. */
export function areSemanticallyEqual(
  type: string,
  a: readonly object[] | undefined = [],
  b: readonly object[] | undefined = [],
): boolean {
  return a.length === b.length && a.every((item, at) => isSemanticallyEqual(type, item, b[at]));
}

function areStructsEqual(type: GoType, a: object, b: object): boolean {
  const ours: Readonly<Record<string, unknown>> = { ...a };
  const theirs: Readonly<Record<string, unknown>> = { ...b };
  for (const [name, field] of type.fields) {
    if (ours[name] !== theirs[name] && !areEqual(field, ours[name], theirs[name])) return false;
  }
  return true;
}

function areEqual(field: GoField, a: unknown, b: unknown): boolean {
  const { of } = field;
  switch (field.is) {
    case 'object': {
      if (field.pointer && (a === undefined || b === undefined)) return a === b;
      const type = typeNamed(field.type);
      return areStructsEqual(type, isObject(a) ? a : {}, isObject(b) ? b : {});
    }
    case 'list': {
      const ours: unknown[] = Array.isArray(a) ? a : [];
      const theirs: unknown[] = Array.isArray(b) ? b : [];
      return ours.length === theirs.length && ours.every((item, at) => of && areEqual(of, item, theirs[at]));
    }
    case 'map': {
      const ours = isObject(a) ? a : {};
      const theirs = isObject(b) ? b : {};
      const keys = Object.keys(ours);
      if (keys.length !== Object.keys(theirs).length) return false;
      return keys.every((key) => Object.hasOwn(theirs, key) && of && areEqual(of, ours[key], theirs[key]));
    }
    case 'quantity':
      return isSameAmount(a, b, field.pointer);
    default:
      return a === b || isSameJson(a, b);
  }
}

function isSameAmount(a: unknown, b: unknown, pointer: boolean): boolean {
  if (pointer && (a === undefined || b === undefined)) return a === b;
  const ours = parseQuantity(typeof a === 'string' ? a : '0');
  const theirs = parseQuantity(typeof b === 'string' ? b : '0');
  return ours !== undefined && theirs !== undefined && compareQuantities(ours, theirs) === 0;
}

/** Of what has no type: a schema's default, a patch. */
function isSameJson(a: unknown, b: unknown): boolean {
  return typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b);
}

function typeNamed(name = ''): GoType {
  const type = schemaType(name);
  if (!type) throw new Error(`no structure of ${name}`);
  return type;
}
