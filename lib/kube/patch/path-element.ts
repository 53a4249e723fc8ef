/**
 * One step of the way to a field, in the spelling of managedFields. Models fieldpath.PathElement (structured-merge-diff):
 *
 *     f:replicas              a field
 *     k:{"name":"web"}        an item of a list, by its keys
 *     v:"kubernetes"          an item of a list of scalars
 *     i:0                     an item by its place (nothing is owned by place, but it can be written)
 */
import { goJson, quote } from '../field/print';
import { isObject, type JsonObject } from '../json-object';
import { schemaType, type GoField } from '../schema';

export type PathElement = string;

export function fieldElement(name: string): PathElement {
  return `f:${name}`;
}

export function keyElement(keys: JsonObject): PathElement {
  const entries = Object.entries(keys).sort(([a], [b]) => (a < b ? -1 : 1));
  return `k:${goJson(new Map(entries))}`;
}

export function valueElement(value: unknown): PathElement {
  return `v:${goJson(value)}`;
}

/** The item's element in a list whose items are owned one by one; words where it can have none. */
export function itemElement(
  list: GoField,
  item: unknown,
): { readonly element: PathElement } | { readonly fault: string } {
  const keys = list.merge?.keys;
  if (!keys) {
    if (isObject(item)) return { fault: "associative list without keys has an element that's a map type" };
    if (Array.isArray(item)) return { fault: 'not supported: associative list with lists as elements' };
    if (item === null) return { fault: "associative list without keys has an element that's an explicit null" };
    return { element: valueElement(item) };
  }
  if (item === null) return { fault: 'associative list with keys may not have a null element' };
  if (!isObject(item)) return { fault: 'associative list with keys may not have non-map elements' };
  const found: JsonObject = {};
  for (const key of keys) {
    const value = Object.hasOwn(item, key) ? item[key] : defaultOf(list, key);
    if (value !== undefined) found[key] = value;
  }
  if (Object.keys(found).length > 0) return { element: keyElement(found) };
  const names = keys.map(quote).join(' ');
  return {
    fault: `associative list with keys has an element that omits all key fields [${names}] (and doesn't have default values for any key fields)`,
  };
}

/** As a conflict names it: `.spec`, `[name="web"]`, `[="a"]`. */
export function elementText(element: PathElement): string {
  const value = contentOf(element);
  if (element.startsWith('f:')) return `.${String(value)}`;
  if (element.startsWith('v:')) return `[=${valueText(value)}]`;
  if (!isObject(value)) return `[${String(value)}]`;
  return `[${Object.entries(value)
    .map(([key, item]) => `${key}=${valueText(item)}`)
    .join(',')}]`;
}

function valueText(value: unknown): string {
  return typeof value === 'string' ? quote(value) : goJson(value);
}

const KINDS = ['f', 'k', 'v', 'i'];

/** Fields by name, then items by key, by value and by place. */
export function compareElements(a: PathElement, b: PathElement): number {
  const kinds = KINDS.indexOf(a.charAt(0)) - KINDS.indexOf(b.charAt(0));
  return kinds === 0 ? compareValues(contentOf(a), contentOf(b)) : kinds;
}

function contentOf(element: PathElement): unknown {
  const text = element.slice(2);
  if (element.startsWith('f:')) return text;
  try {
    return JSON.parse(text);
  } catch {
    // Whoever wrote it into managedFields; the server would have forgotten it.
    return text;
  }
}

function compareValues(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (isObject(a) && isObject(b)) {
    const ours = Object.entries(a);
    const theirs = Object.entries(b);
    for (const [at, [name, value]] of ours.entries()) {
      const other = theirs[at];
      if (!other) return 1;
      const order = compareTexts(name, other[0]) || compareValues(value, other[1]);
      if (order !== 0) return order;
    }
    return ours.length - theirs.length;
  }
  return compareTexts(typeof a === 'string' ? a : goJson(a), typeof b === 'string' ? b : goJson(b));
}

function compareTexts(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** `protocol: TCP`. */
function defaultOf(list: GoField, key: string): unknown {
  const type = list.of?.is === 'object' ? schemaType(list.of.type ?? '') : undefined;
  return type?.fields.get(key)?.default;
}
