/** `--sort-by`. Models kubectl's get/sorter.go: amounts as amounts, texts with their numbers as numbers. */
import { compareQuantities, findJsonPath, parseQuantity } from '@/lib/kube';
import { bad, good, type Result } from '../failure';
import { readRelaxedPath } from '../json-path';

/** Sorted by the field; `objectOf` is what it is looked for in. */
export function sortBy<T>(items: readonly T[], field: string, objectOf: (item: T) => unknown): Result<readonly T[]> {
  const path = readRelaxedPath(field);
  if (!path) return bad(`error parsing jsonpath ${field}`);
  const keyed = items.map((item) => ({ item, key: findJsonPath(path, objectOf(item))?.[0] }));
  if (keyed.length > 0 && keyed.every(({ key }) => key === undefined)) {
    const shown = field.startsWith('{') ? field : `{${field.startsWith('.') ? field : `.${field}`}}`;
    return bad(`couldn't find any field with path "${shown}" in the list of objects`);
  }
  return good(keyed.sort((a, b) => compare(a.key, b.key)).map(({ item }) => item));
}

function compare(a: unknown, b: unknown): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a !== 'string' || typeof b !== 'string') return 0;
  const [x, y] = [parseQuantity(a), parseQuantity(b)];
  return x && y ? compareQuantities(x, y) : natural(a, b);
}

/** Runs of digits compare as numbers. */
function natural(a: string, b: string): number {
  const parts = (text: string): string[] => text.match(/\d+|\D+/g) ?? [];
  const [x, y] = [parts(a), parts(b)];
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    const [p = '', q = ''] = [x[i], y[i]];
    if (p === q) continue;
    if (/^\d/.test(p) && /^\d/.test(q) && BigInt(p) !== BigInt(q)) return BigInt(p) < BigInt(q) ? -1 : 1;
    return p < q ? -1 : 1;
  }
  return x.length - y.length;
}
