/**
 * JSON patches, RFC 6902. Models jsonPatcher (apiserver's endpoints/handlers/patch.go) and Patch.Apply (evanphx/json-patch
 * v4), with what the latter adds to the standard: indices below zero count from the end, and an object's field that is
 * not there can be replaced, and copied as null.
 *
 * Not modelled: keys that stand twice in an operation, and the spelling of numbers (`test` finds 1 and 1.0 the same).
 */
import { isObject, type JsonObject } from '../json-object';
import type { GoType } from '../schema';
import { goKind } from './go-value';
import { badRequest, refuse, unprocessable, type Patched } from './patched';
import { copyInOrder, copyJson, isTooDeep, patchedDocument, setField, type Opened } from './patched-json';

const MOST_OPERATIONS = 10_000;
const FIELDS = ['op', 'path', 'from', 'value'];

/** @param operations as they came, of any type */
export function jsonPatch(type: GoType, document: JsonObject, operations: unknown): Patched {
  if (isTooDeep(operations)) return badRequest('error decoding patch: json: exceeded max depth');
  const unreadable = unreadableOperation(operations);
  if (unreadable !== undefined) return badRequest(`error decoding patch: json: cannot unmarshal ${unreadable}`);
  const list: unknown[] = Array.isArray(operations) ? operations : [];
  if (list.length > MOST_OPERATIONS) {
    const message = `Request entity too large: The allowed maximum operations in a JSON patch is ${MOST_OPERATIONS}, got ${list.length}`;
    return refuse(413, 'RequestEntityTooLarge', message);
  }
  const patcher = new JsonPatcher(copyInOrder(type, document));
  for (const operation of list) {
    if (!patcher.apply(isObject(operation) ? operation : {})) return unprocessable();
  }
  return isObject(patcher.document)
    ? patchedDocument(patcher.document, patcher.opened, unknownFields(list))
    : unprocessable();
}

/** `string into Go value of type handlers.jsonPatchOp`, for the first operation that is none. */
function unreadableOperation(operations: unknown): string | undefined {
  if (operations === null) return undefined;
  if (!Array.isArray(operations)) return `${goKind(operations)} into Go value of type []handlers.jsonPatchOp`;
  for (const operation of operations as unknown[]) {
    if (operation === null) continue;
    if (!isObject(operation)) return `${goKind(operation)} into Go value of type handlers.jsonPatchOp`;
    for (const [name, value] of Object.entries(operation)) {
      if (value === null || typeof value === 'string' || !['op', 'path', 'from'].includes(name)) continue;
      return `${goKind(value)} into Go struct field jsonPatchOp.${name} of type string`;
    }
  }
  return undefined;
}

function unknownFields(operations: readonly unknown[]): string[] {
  return operations.flatMap((operation, at) =>
    Object.keys(isObject(operation) ? operation : {})
      .filter((name) => !FIELDS.includes(name))
      .map((name) => `json patch unknown field "[${at}].${name}"`),
  );
}

/** Where an operation does its work: a field of an object or a place in a list. */
type Place = { readonly object: JsonObject; readonly key: string } | { readonly list: unknown[]; readonly key: string };

class JsonPatcher {
  readonly opened: Opened = new WeakSet();

  /** @param document is changed */
  constructor(public document: unknown) {
    this.open(document);
  }

  /** Whether it could be done. */
  apply(operation: JsonObject): boolean {
    const { op, path } = operation;
    if (typeof path !== 'string' && op !== 'move' && op !== 'copy') return false;
    switch (op) {
      case 'add':
        return this.add(path, copyJson(operation['value'] ?? null));
      case 'remove':
        return this.remove(path);
      case 'replace':
        return this.replace(path, copyJson(operation['value'] ?? null));
      case 'move': {
        const found = this.get(operation['from']);
        return found !== undefined && this.remove(operation['from']) && this.add(path, found.value);
      }
      case 'copy': {
        const found = this.get(operation['from']);
        return found !== undefined && this.add(path, copyJson(found.value));
      }
      case 'test':
        return this.test(path, operation['value'] ?? null);
      default:
        return false;
    }
  }

  private add(path: unknown, value: unknown): boolean {
    const place = this.find(path);
    if (!place) return false;
    if ('object' in place) setField(place.object, place.key, value);
    else {
      const at = place.key === '-' ? place.list.length : indexOf(place.key, place.list.length + 1);
      if (at === undefined) return false;
      place.list.splice(at, 0, value);
    }
    return true;
  }

  private remove(path: unknown): boolean {
    const place = this.find(path);
    if (!place) return false;
    if ('object' in place) {
      if (!Object.hasOwn(place.object, place.key)) return false;
      delete place.object[place.key];
      return true;
    }
    const at = indexOf(place.key, place.list.length);
    if (at === undefined) return false;
    place.list.splice(at, 1);
    return true;
  }

  private replace(path: unknown, value: unknown): boolean {
    if (path === '') {
      this.document = value;
      this.open(value);
      return typeof value === 'object' && value !== null;
    }
    const place = this.find(path);
    if (!place) return false;
    if ('object' in place) setField(place.object, place.key, value);
    else {
      const at = indexOf(place.key, place.list.length);
      if (at === undefined) return false;
      place.list[at] = value;
    }
    return true;
  }

  private test(path: unknown, expected: unknown): boolean {
    if (path === '') return isEqual(this.document, expected);
    const found = this.get(path);
    return found !== undefined && isEqual(found.value, expected);
  }

  /** A field that is not there is as good as null. */
  private get(path: unknown): { readonly value: unknown } | undefined {
    const place = this.find(path);
    if (!place) return undefined;
    if ('object' in place) return { value: own(place.object, place.key) };
    const at = indexOf(place.key, place.list.length);
    return at === undefined ? undefined : { value: place.list[at] };
  }

  private find(path: unknown): Place | undefined {
    if (typeof path !== 'string' || !path.includes('/')) return undefined;
    const keys = path
      .split('/')
      .slice(1)
      .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
    const last = keys.pop() ?? '';
    let here = this.document;
    for (const key of keys) {
      if (Array.isArray(here)) {
        const at = indexOf(key, here.length);
        here = at === undefined ? undefined : here[at];
      } else here = isObject(here) ? own(here, key) : undefined;
      this.open(here);
    }
    if (Array.isArray(here)) return { list: here, key: last };
    return isObject(here) ? { object: here, key: last } : undefined;
  }

  private open(value: unknown): void {
    if (isObject(value)) this.opened.add(value);
  }
}

function own(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : null;
}

function indexOf(key: string, length: number): number | undefined {
  if (!/^[+-]?\d+$/.test(key)) return undefined;
  const at = Number(key);
  if (at >= length || at < -length) return undefined;
  return at < 0 ? at + length : at;
}

function isEqual(a: unknown, b: unknown): boolean {
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, at) => isEqual(item, b[at]));
  }
  if (!isObject(a) || !isObject(b)) return a === b;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && isEqual(a[key], b[key]));
}
