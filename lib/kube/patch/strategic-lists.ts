/** Lists in a strategic merge patch: merged by key, and put in order. Models mergeSlice and normalizeElementOrder. */
import { isObject, type JsonObject } from '../json-object';
import { goTypeOf, goValue } from './go-value';
import { refuse, unprocessable, type PatchRefusal } from './patched';

/** The field by which items are known; lists of scalars have none. */
export type MergeKey = string | undefined;

export type MergedList = { readonly items: readonly unknown[] } | { readonly fault: PatchRefusal };

interface ListMerge {
  readonly key: MergeKey;
  /** The items of the patch go instead of coming. */
  readonly isDeletion: boolean;
  /** May change both. */
  mergeItems(item: JsonObject, change: JsonObject): JsonObject;
}

export function isDirective(item: JsonObject): boolean {
  return Object.hasOwn(item, '$patch');
}

export function mergeLists(current: readonly unknown[], patch: readonly unknown[], how: ListMerge): MergedList {
  if (current.length === 0 && patch.length === 0) return { items: [] };
  const mixed = mixedFault(current, patch);
  if (mixed) return mixed;
  const objects = patch.filter(isObject);
  if (!isObject(current[0] ?? patch[0])) {
    if (how.isDeletion) return { items: current.filter((item) => !patch.includes(item)) };
    return orderElements([...new Set([...current, ...patch])], patch, current, undefined);
  }
  const { key } = how;
  if (key === undefined) return failure('cannot merge lists without merge key for struct');
  const base = applyDirectives(current.filter(isObject), objects, key);
  if ('fault' in base) return base;
  const changes = base.replaced ? [] : objects.filter((item) => !isDirective(item));
  const merged = [...base.items];
  for (const change of changes) {
    if (!Object.hasOwn(change, key)) return noKey(change, key);
    const at = merged.findIndex((item) => Object.hasOwn(item, key) && item[key] === change[key]);
    const item = merged[at];
    if (item) merged[at] = how.mergeItems(item, change);
    else merged.push(change);
  }
  return orderElements(merged, changes, base.items, key);
}

/** `$patch: delete` takes items away; with `$patch: replace` the patch's own items are all there will be. */
function applyDirectives(
  current: readonly JsonObject[],
  patch: readonly JsonObject[],
  key: string,
): { readonly items: readonly JsonObject[]; readonly replaced: boolean } | { readonly fault: PatchRefusal } {
  let items = current;
  let replaced = false;
  for (const item of patch.filter(isDirective)) {
    const directive = item['$patch'];
    if (directive === 'delete') {
      if (!Object.hasOwn(item, key)) return noKey(item, key);
      items = items.filter((other) => !Object.hasOwn(other, key) || other[key] !== item[key]);
    } else if (directive === 'replace') replaced = true;
    else if (directive === 'merge') return failure('merging lists cannot yet be specified in the patch');
    else return failure(`unknown patch type: ${goValue(directive)} in map: ${goValue(item)}`);
  }
  return replaced ? { items: patch.filter((item) => !isDirective(item)), replaced } : { items, replaced };
}

/**
 * Those of `items` that stand in `order` in that order, the others as they stood in `live`, and each of these before the
 * first of those that it stood before.
 */
export function orderElements(
  items: readonly unknown[],
  order: readonly unknown[],
  live: readonly unknown[],
  key: MergeKey,
): MergedList {
  for (const item of key === undefined ? [] : [...items, ...order]) {
    if (!isObject(item)) return failure(`expected a map[string]interface {}, but received a ${goTypeOf(item)}`);
    if (!Object.hasOwn(item, key ?? '')) return noKey(item, key ?? '');
  }
  const identity = (item: unknown): unknown => (key !== undefined && isObject(item) ? item[key] : item);
  const placeIn = (list: readonly unknown[], item: unknown): number =>
    list.findIndex((other) => identity(other) === identity(item));
  const inOrder = sortedBy(
    order,
    items.filter((item) => placeIn(order, item) >= 0),
    placeIn,
  );
  const others = sortedBy(
    live,
    items.filter((item) => placeIn(order, item) < 0),
    placeIn,
  );
  const ordered: unknown[] = [];
  for (const item of inOrder) {
    const place = placeIn(live, item);
    const before = others.findIndex((other) => placeIn(live, other) < 0 || placeIn(live, other) >= place);
    ordered.push(...others.splice(0, before < 0 ? others.length : before));
    ordered.push(item);
  }
  return { items: [...ordered, ...others] };
}

/** As Go's insertion sort leaves them: an item that is not in the order goes before what stands before it. */
function sortedBy(
  order: readonly unknown[],
  items: readonly unknown[],
  placeIn: (list: readonly unknown[], item: unknown) => number,
): unknown[] {
  const sorted: unknown[] = [];
  for (const item of items) {
    const place = placeIn(order, item);
    const isBefore = (other: unknown): boolean =>
      place < 0 || placeIn(order, other) < 0 || place < placeIn(order, other);
    let at = sorted.length;
    while (at > 0 && isBefore(sorted[at - 1])) at--;
    sorted.splice(at, 0, item);
  }
  return sorted;
}

/** Where the items of a list are not all of one type, or there is none to tell the type by. */
export function mixedFault(...lists: readonly (readonly unknown[])[]): { readonly fault: PatchRefusal } | undefined {
  const [first, ...others] = lists.flat();
  if (lists.flat().length === 0) return failure('no elements in any of the given slices');
  if (Array.isArray(first)) return { fault: unprocessable().refusal };
  if (others.every((item) => goTypeOf(item) === goTypeOf(first))) return undefined;
  return failure(`list element types are not identical: ${goValue(lists)}`);
}

export function noKey(item: JsonObject, key: string): { readonly fault: PatchRefusal } {
  return failure(`map: ${goValue(item)} does not contain declared merge key: ${key}`);
}

/** What the server does not expect is its own failure. */
export function failure(message: string): { readonly fault: PatchRefusal } {
  return { fault: refuse(500, '', message).refusal };
}
