/**
 * One text for all that mean the same: sorted keys, and lists without items left out. Templates are compared and hashed by
 * it, each only once, as they are shared and never change. Stands for apiequality.Semantic.DeepEqual, of what the API
 * server has written in its own way already (quantities, defaults).
 */
const known = new WeakMap<object, string>();

export function canonicalJson(value: object): string {
  let text = known.get(value);
  if (text === undefined) {
    text = JSON.stringify(value, inOrder);
    known.set(value, text);
  }
  return text;
}

function inOrder(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).filter(([, item]) => !(Array.isArray(item) && item.length === 0));
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
