/**
 * From manifests to CEL's values. Whole numbers become `int`, as Kubernetes has them; maps become `Map`, so that a key
 * like `constructor` is a key and nothing else.
 *
 * What a check may look at is bounded, so that a pasted file of megabytes can't make it slow. Beyond the sizes below the
 * rest isn't seen, and when `Budget` is used up the check fails. No lesson comes near any of them.
 */
import { isMap } from './value';

/** A cluster of a lesson has some dozens of objects; of a rollout of hundreds, what is seen is enough. */
const maxDocuments = 500;
const maxItems = 100;
const maxDepth = 40;

/** Looks into lists that one check has left. CEL's only loops go over lists, and over maps, which are short. */
export class Budget {
  private left = 0;

  refill(looks: number): void {
    this.left = looks;
  }

  spend(): void {
    this.left -= 1;
    if (this.left < 0) throw new Error('The check looks at too much');
  }
}

/** What was turned before, by object. */
export type Seen = WeakMap<object, unknown>;

/**
 * One call for all manifests: what YAML aliases share is turned once, so an alias bomb stays small. `seen` may be kept
 * from call to call with the same budget, for objects that never change.
 */
export function celValues(
  objects: readonly unknown[],
  budget: Budget,
  seen: Seen = new WeakMap(),
): { all: unknown; each: readonly unknown[] } {
  const each = objects.slice(0, maxDocuments).map((object) => celValue(object, budget, seen, 0));
  return { all: counted(each, budget), each };
}

function celValue(value: unknown, budget: Budget, seen: Seen, depth: number): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (typeof value !== 'object' || value === null) return value ?? null;
  if (depth >= maxDepth) return null;
  const before = seen.get(value);
  if (before !== undefined) return before;
  if (Array.isArray(value)) {
    const items: unknown[] = [];
    const list = counted(items, budget);
    seen.set(value, list);
    for (const item of value.slice(0, maxItems)) items.push(celValue(item, budget, seen, depth + 1));
    return list;
  }
  const map = new Map<string, unknown>();
  seen.set(value, map);
  if (!isMap(value)) return map;
  for (const key of Object.keys(value).slice(0, maxItems)) map.set(key, celValue(value[key], budget, seen, depth + 1));
  return map;
}

function counted(items: unknown[], budget: Budget): unknown[] {
  return new Proxy(items, {
    get(target, key): unknown {
      budget.spend();
      return Reflect.get(target, key);
    },
  });
}
