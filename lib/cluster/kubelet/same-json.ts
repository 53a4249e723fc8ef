/** Whether two JSON values say the same; a field that is undefined, or null as the server writes it, is as good as none. */
export function isSameJson(a: unknown, b: unknown): boolean {
  if ((a ?? undefined) === (b ?? undefined)) return true;
  if (!isFull(a) || !isFull(b)) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((item, at) => isSameJson(item, b[at]));
  }
  for (const name in a) if (!isSameJson(a[name], fieldOf(b, name))) return false;
  for (const name in b) if ((b[name] ?? undefined) !== undefined && !Object.hasOwn(a, name)) return false;
  return true;
}

type Full = Readonly<Record<string, unknown>>;

function isFull(value: unknown): value is Full {
  return typeof value === 'object' && value !== null;
}

/** Not what every object has: `constructor` is a key like any other. */
function fieldOf(object: Full, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}
