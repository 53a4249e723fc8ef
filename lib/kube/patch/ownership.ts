/**
 * Values and the fields they are made of, as their owners see them: what they hold, how two of them differ, and one without
 * some of its fields. Models ToFieldSet, Compare and RemoveItems of TypedValue (structured-merge-diff), over objects as the
 * server writes them.
 *
 * Not modelled: fields of any type (in a CustomResourceDefinition's schema) are owned as a whole.
 */
import { isObject, type JsonObject } from '../json-object';
import type { GoField, GoType } from '../schema';
import { FieldSet, structOf, type FieldPathElements } from './field-set';
import { fieldElement, itemElement, type PathElement } from './path-element';

/** What a value is a value of: an object's type or a field. */
export type Shape = GoType | GoField;

/** How it is owned. */
type Relation = 'leaf' | 'fields' | 'items';

export function relationOf(shape: Shape | undefined): Relation {
  if (!shape) return 'leaf';
  if ('fields' in shape) return 'fields';
  const { merge } = shape;
  if (shape.is === 'list') return merge?.keys || merge?.isSet ? 'items' : 'leaf';
  const isAtomic = merge?.atomic ?? structOf(shape)?.atomic ?? false;
  return (shape.is === 'object' || shape.is === 'map') && !isAtomic ? 'fields' : 'leaf';
}

/** The field of a struct, or what a map holds. */
export function fieldOf(shape: Shape, name: string): GoField | undefined {
  return 'fields' in shape ? shape.fields.get(name) : (structOf(shape)?.fields.get(name) ?? shape.of);
}

/** Items of a list with their elements; where several have the same, it comes several times. */
export function elementsOf(list: GoField, items: readonly unknown[]): { element: PathElement; item: unknown }[] {
  return items.flatMap((item) => {
    const found = itemElement(list, item);
    return 'element' in found ? [{ element: found.element, item }] : [];
  });
}

/** Mostly one item each; the server knows of duplicates, and owns them together. */
function itemsByElement(list: GoField, items: readonly unknown[]): Map<PathElement, unknown[]> {
  const found = new Map<PathElement, unknown[]>();
  for (const { element, item } of elementsOf(list, items)) found.set(element, [...(found.get(element) ?? []), item]);
  return found;
}

/** Every leaf, and every item of a list. */
export function fieldsOf(type: GoType, object: JsonObject): FieldSet {
  const set = new FieldSet();
  collect(type, object, [], set);
  return set;
}

function collect(shape: Shape | undefined, value: unknown, path: FieldPathElements, set: FieldSet): void {
  const relation = relationOf(shape);
  if (!shape || relation === 'leaf') set.insert(path);
  else if (relation === 'items' && !('fields' in shape) && Array.isArray(value)) {
    for (const [element, items] of itemsByElement(shape, value)) {
      if (items.length === 1) collect(shape.of, items[0], [...path, element], set);
      set.insert([...path, element]);
    }
  } else if (relation === 'fields' && isObject(value)) {
    const struct = structOf(shape);
    for (const [name, item] of Object.entries(value)) {
      const here = [...path, fieldElement(name)];
      collect(fieldOf(shape, name), item, here, set);
      const isEmpty = item === null || (isObject(item) && Object.keys(item).length === 0);
      if (isEmpty || !struct?.fields.has(name)) set.insert(here);
    }
  }
}

export interface Comparison {
  readonly removed: FieldSet;
  readonly modified: FieldSet;
  readonly added: FieldSet;
}

export function compareObjects(type: GoType, before: JsonObject, after: JsonObject): Comparison {
  const comparison = { removed: new FieldSet(), modified: new FieldSet(), added: new FieldSet() };
  compare(type, before, after, [], comparison);
  return comparison;
}

/** Undefined is what is not there. */
function compare(
  shape: Shape | undefined,
  before: unknown,
  after: unknown,
  path: FieldPathElements,
  found: Comparison,
): void {
  const relation = relationOf(shape);
  if (!shape || relation === 'leaf' || (isHollow(before) && isHollow(after))) {
    if (before === undefined) found.added.insert(path);
    else if (after === undefined) found.removed.insert(path);
    else if (!isSameValue(before, after)) found.modified.insert(path);
    return;
  }
  if (relation === 'fields') {
    const ours = isObject(before) ? before : {};
    const theirs = isObject(after) ? after : {};
    for (const name of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
      const here = [...path, fieldElement(name)];
      compare(fieldOf(shape, name), own(ours, name), own(theirs, name), here, found);
    }
  } else if (!('fields' in shape)) compareItems(shape, listOf(before), listOf(after), path, found);
  if (before === undefined) found.added.insert(path);
  else if (after === undefined) found.removed.insert(path);
}

function compareItems(
  list: GoField,
  before: readonly unknown[],
  after: readonly unknown[],
  path: FieldPathElements,
  found: Comparison,
): void {
  const ours = itemsByElement(list, before);
  const theirs = itemsByElement(list, after);
  for (const element of new Set([...ours.keys(), ...theirs.keys()])) {
    const here = [...path, element];
    const left = ours.get(element) ?? [];
    const right = theirs.get(element) ?? [];
    if (left.length < 2 && right.length < 2) compare(list.of, left[0], right[0], here, found);
    else if (left.length >= 2 && right.length >= 2) {
      if (!isSameValue(left, right)) found.modified.insert(here);
    } else if (left.length >= 2) {
      if (right.length > 0) compare(list.of, undefined, right[0], here, found);
      found.removed.insert(here);
    } else {
      if (left.length > 0) compare(list.of, left[0], undefined, here, found);
      found.added.insert(here);
    }
  }
}

/** The object without the fields and items of the set. What nothing is left of becomes null. */
export function removeFields(type: GoType, object: JsonObject, set: FieldSet): JsonObject {
  const left = removed(type, object, set);
  return isObject(left) ? left : {};
}

function removed(shape: Shape | undefined, value: unknown, set: FieldSet): unknown {
  const relation = relationOf(shape);
  if (typeof value !== 'object' || value === null) return value;
  if (!shape || relation === 'leaf') return null;
  if (Array.isArray(value)) {
    if ('fields' in shape) return null;
    const left = elementsOf(shape, value)
      .filter(({ element }) => !set.has(element))
      .map(({ element, item }) => removedBelow(shape.of, item, set.below(element)));
    return left.length > 0 ? left : null;
  }
  const left = Object.entries(value)
    .filter(([name]) => !set.has(fieldElement(name)))
    .map(([name, item]: [string, unknown]) => [
      name,
      removedBelow(fieldOf(shape, name), item, set.below(fieldElement(name))),
    ]);
  return left.length > 0 ? Object.fromEntries(left) : null;
}

function removedBelow(shape: Shape | undefined, value: unknown, set: FieldSet): unknown {
  return set.isEmpty ? value : removed(shape, value, set);
}

export function isSameValue(a: unknown, b: unknown): boolean {
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, at) => isSameValue(item, b[at]));
  }
  if (!isObject(a) || !isObject(b)) return a === b;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && isSameValue(a[key], b[key]));
}

/** Nothing, null, or without anything in it. */
export function isHollow(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

export function own(object: JsonObject, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
