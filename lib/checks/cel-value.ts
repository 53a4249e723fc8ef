/**
 * From a manifest's values to CEL's. Whole numbers become `int`, as Kubernetes has them; maps become `Map`, so that a
 * key like `constructor` is a key and nothing else.
 *
 * What a check looks at is bounded, so that a pasted file of megabytes can't make a check slow: beyond the bounds the
 * rest isn't seen. No lesson comes near them.
 */
import { isMap } from './value';

const maxDocuments = 100;
const maxItems = 100;
const maxDepth = 40;

/** One call for all manifests: what YAML aliases share is turned once, so an alias bomb stays small. */
export function celValues(objects: readonly unknown[]): unknown[] {
  const seen = new Map<object, unknown>();
  return objects.slice(0, maxDocuments).map((object) => celValue(object, seen, 0));
}

function celValue(value: unknown, seen: Map<object, unknown>, depth: number): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (typeof value !== 'object' || value === null) return value ?? null;
  if (depth >= maxDepth) return null;
  const before = seen.get(value);
  if (before !== undefined) return before;
  if (Array.isArray(value)) {
    const list: unknown[] = [];
    seen.set(value, list);
    for (const item of value.slice(0, maxItems)) list.push(celValue(item, seen, depth + 1));
    return list;
  }
  const map = new Map<string, unknown>();
  seen.set(value, map);
  if (!isMap(value)) return map;
  for (const key of Object.keys(value).slice(0, maxItems)) map.set(key, celValue(value[key], seen, depth + 1));
  return map;
}
