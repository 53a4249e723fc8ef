/**
 * Copies of JSON that a patch may change, and how the server prints what came of them: objects that the patch looked into
 * with their keys sorted, all others as they were.
 */
import { decodeMessage, type DecodeFault } from '../decode';
import { goJson } from '../field/print';
import { isObject, type JsonObject } from '../json-object';
import { schemaType, type GoField, type GoType } from '../schema';
import type { PatchedDocument } from './patched';

/** The objects that were looked into. */
export type Opened = WeakSet<object>;

/** A deep copy. Without recursion: a manifest may be nested as deep as JSON allows. */
export function copyJson(value: unknown): unknown {
  const root: { copy?: unknown } = {};
  const open: { from: unknown; put: (copy: unknown) => void }[] = [{ from: value, put: (copy) => (root.copy = copy) }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { from, put } = next;
    if (Array.isArray(from)) {
      const list: unknown[] = Array.from({ length: from.length });
      put(list);
      from.forEach((item: unknown, at) => open.push({ from: item, put: (copy) => (list[at] = copy) }));
    } else if (isObject(from)) {
      const object: JsonObject = {};
      put(object);
      for (const [key, item] of Object.entries(from)) {
        setField(object, key, undefined);
        open.push({ from: item, put: (copy) => setField(object, key, copy) });
      }
    } else put(from);
  }
  return root.copy;
}

const MOST_DEPTH = 1000;

/** Go's decoder goes ten times as deep; but no object of the API is that deep, and merging is recursive here. */
export function isTooDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MOST_DEPTH) return true;
    level = level.flatMap((item) => (Array.isArray(item) || isObject(item) ? Object.values(item) : []));
  }
  return false;
}

/** A deep copy of an object that the server wrote, its fields in the order of Go's structs. */
export function copyInOrder(type: GoType, document: JsonObject): JsonObject {
  const copy: JsonObject = {};
  for (const [name, field] of type.fields) {
    if (Object.hasOwn(document, name)) copy[name] = copyField(field, document[name]);
  }
  for (const [name, value] of Object.entries(document)) {
    if (!type.fields.has(name)) setField(copy, name, copyJson(value));
  }
  return copy;
}

function copyField(field: GoField, value: unknown): unknown {
  const { of } = field;
  if (Array.isArray(value) && of) return value.map((item: unknown) => copyField(of, item));
  if (!isObject(value)) return value;
  const type = field.is === 'object' ? schemaType(field.type ?? '') : undefined;
  if (type) return copyInOrder(type, value);
  if (field.is !== 'map' || !of) return copyJson(value);
  const copy: JsonObject = {};
  for (const key of Object.keys(value).sort()) setField(copy, key, copyField(of, value[key]));
  return copy;
}

/** `__proto__` is a key like any other. */
export function setField(object: JsonObject, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}

export function patchedDocument(
  document: JsonObject,
  opened: Opened,
  unknownFields: readonly string[] = [],
): PatchedDocument {
  const sorted = sortOpened(document, opened);
  return {
    document: sorted,
    unknownFields,
    wordFaults: (faults) => ({ value: goJson(sorted), why: wordsOf(faults, unknownFields) }),
  };
}

/** A patch's own unknown fields count only where nothing worse was found. */
function wordsOf(faults: readonly DecodeFault[], unknownFields: readonly string[]): string {
  if (faults.some(({ weight }) => weight !== 'strict')) return decodeMessage(faults);
  return `strict decoding error: ${[...unknownFields, ...faults.map(({ message }) => message)].join(', ')}`;
}

/** The order of the keys decides which of several faults is the first. */
function sortOpened(document: JsonObject, opened: Opened): JsonObject {
  const keys = Object.keys(document);
  const sorted: JsonObject = {};
  for (const key of opened.has(document) ? keys.sort() : keys) setField(sorted, key, sortValue(document[key], opened));
  return sorted;
}

function sortValue(value: unknown, opened: Opened): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => sortValue(item, opened));
  return isObject(value) ? sortOpened(value, opened) : value;
}
