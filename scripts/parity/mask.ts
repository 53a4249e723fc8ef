/** Deep equality where what two recordings answered differently is masked: `<ip>`, `<port>`, `<uid>`, `<time>`, `<suffix>`. */
const MASK = /<(?:ip|port|uid|time|suffix)>/;

export function matches(expected: unknown, got: unknown): boolean {
  if (typeof expected === 'string' && MASK.test(expected)) return fits(expected, got);
  if (Array.isArray(expected)) {
    return Array.isArray(got) && got.length === expected.length && expected.every((item, at) => matches(item, got[at]));
  }
  if (!isObject(expected)) return expected === got;
  if (!isObject(got) || Object.keys(got).length !== Object.keys(expected).length) return false;
  return Object.entries(expected).every(([key, value]) => Object.hasOwn(got, key) && matches(value, got[key]));
}

function fits(mask: string, got: unknown): boolean {
  if (typeof got !== 'string' && typeof got !== 'number') return false;
  const parts = mask.split(new RegExp(MASK, 'g')).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.+')}$`, 's').test(String(got));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
