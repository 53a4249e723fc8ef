/**
 * An object with a part of an object laid over it: nothing goes, what both have is as the part has it, and lists whose items
 * are owned one by one are in the order of the part, with the other items where they stood. Models TypedValue.Merge
 * (structured-merge-diff).
 */
import { isObject, type JsonObject } from '../json-object';
import type { GoField, GoType } from '../schema';
import { elementsOf, fieldOf, isHollow, listOf, own, relationOf, type Shape } from './ownership';
import { setField } from './patched-json';
import type { PathElement } from './path-element';

export function mergeObjects(type: GoType, live: JsonObject, part: JsonObject): JsonObject {
  const merged = merge(type, live, part);
  return isObject(merged) ? merged : {};
}

function merge(shape: Shape | undefined, live: unknown, part: unknown): unknown {
  const relation = relationOf(shape);
  if (!shape || relation === 'leaf' || (isHollow(live) && isHollow(part))) return part === undefined ? live : part;
  if (relation === 'items' && !('fields' in shape)) return mergeItems(shape, listOf(live), listOf(part));
  const ours = isObject(live) ? live : {};
  const theirs = isObject(part) ? part : {};
  const merged: JsonObject = {};
  for (const name of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
    const value = merge(fieldOf(shape, name), own(ours, name), own(theirs, name));
    if (value !== undefined) setField(merged, name, value);
  }
  return merged;
}

/** Two fingers, one on each list; of what both hold, the part's order counts. */
function mergeItems(list: GoField, live: readonly unknown[], part: readonly unknown[]): unknown[] {
  const ours = elementsOf(list, live);
  const theirs = elementsOf(list, part);
  const oursBy = firstsOf(ours);
  const theirsBy = firstsOf(theirs);
  const shared = theirs.map(({ element }) => element).filter((element) => oursBy.has(element));
  const taken = new Set<PathElement>();
  const merged: unknown[] = [];
  const take = (element: PathElement): void => {
    taken.add(element);
    merged.push(merge(list.of, oursBy.get(element), theirsBy.get(element)));
  };
  let next = shared.shift();
  for (let l = 0, r = 0; l < ours.length || r < theirs.length;) {
    const left = ours[l];
    const right = theirs[r];
    if (left && right) {
      if (left.element === right.element) {
        take(left.element);
        l++;
        r++;
        next = shared.shift();
        continue;
      }
      if (theirsBy.has(left.element) && next !== undefined && next !== left.element) {
        l++;
        continue;
      }
    }
    if (left) {
      if (!theirsBy.has(left.element)) {
        merged.push(left.item);
        l++;
        continue;
      }
      if (taken.has(left.element)) l++;
    }
    if (right) {
      take(right.element);
      r++;
      if (next === right.element) next = shared.shift();
    }
  }
  return merged;
}

/** By element; where several share one, it is nobody's value. */
function firstsOf(items: readonly { element: PathElement; item: unknown }[]): Map<PathElement, unknown> {
  const found = new Map<PathElement, unknown>();
  for (const { element, item } of items) found.set(element, found.has(element) ? null : item);
  return found;
}
