/** Whether two JSON values say the same; a field that is undefined, or null as the server writes it, is as good as none. */
export function isSameJson(a: unknown, b: unknown): boolean {
  if ((a ?? undefined) === (b ?? undefined)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((item, at) => isSameJson(item, b[at]));
  }
  const theirs = new Map<string, unknown>(Object.entries(b));
  for (const [name, value] of Object.entries(a)) {
    if (!isSameJson(value, theirs.get(name))) return false;
    theirs.delete(name);
  }
  for (const value of theirs.values()) if (value !== undefined && value !== null) return false;
  return true;
}
