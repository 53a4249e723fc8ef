/** RFC 6902, as far as the golden files use it. */
export type Operation =
  | { op: 'add' | 'replace'; path: string; value: unknown }
  | { op: 'remove'; path: string }
  | { op: 'move'; from: string; path: string };

/** A patched copy of the document. A field that is moved comes to stand at the end of its parent. */
export function applyPatch(document: unknown, operations: readonly Operation[]): unknown {
  const root = { document: structuredClone(document) };
  for (const operation of operations) {
    if (operation.op === 'remove') take(root, operation.path);
    else if (operation.op === 'move') put(root, operation.path, take(root, operation.from), 'add');
    else put(root, operation.path, structuredClone(operation.value), operation.op);
  }
  return root.document;
}

function put(root: object, pointer: string, value: unknown, op: 'add' | 'replace'): void {
  const { parent, key } = locate(root, pointer);
  if (!Array.isArray(parent)) Reflect.set(parent, key, value);
  else if (key === '-') parent.push(value);
  else parent.splice(Number(key), op === 'replace' ? 1 : 0, value);
}

function take(root: object, pointer: string): unknown {
  const { parent, key } = locate(root, pointer);
  if (Array.isArray(parent)) return (parent.splice(Number(key), 1) as unknown[])[0];
  const value: unknown = Reflect.get(parent, key);
  Reflect.deleteProperty(parent, key);
  return value;
}

function locate(root: object, pointer: string): { parent: object; key: string } {
  const keys = pointer.split('/').map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  const key = keys.pop() ?? '';
  let parent: object = root;
  for (const step of ['document', ...keys.slice(1)]) {
    const next: unknown = Reflect.get(parent, step);
    if (typeof next !== 'object' || next === null) throw new Error(`patch: nothing at ${pointer}`);
    parent = next;
  }
  return keys.length === 0 ? { parent: root, key: 'document' } : { parent, key };
}
