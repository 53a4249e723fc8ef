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

export const EXAMPLES = {
  ip: '10.96.0.100',
  uid: '5c0a3f0e-6d0a-4d53-9d0e-2f1c7b1e8a10',
  time: '2022-05-13T09:00:00Z',
  suffix: 'xxxxx',
} as const;

/** A masked value as it may have been, so that it can be sent: an object that was read is sent back changed. */
export function unmasked<T>(value: T): T {
  const text = JSON.stringify(value)
    .replaceAll('"<port>"', '30000')
    .replaceAll(/<(ip|uid|time|suffix)>/g, (_mask, name: keyof typeof EXAMPLES) => EXAMPLES[name]);
  return JSON.parse(text) as T;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
