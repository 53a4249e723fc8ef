/** What there is of one resource, found by name, by namespace, by owner and by node. */
import { isObject } from '../json-object';
import { keyOf, type StoredObject } from './object';

type Found = Map<string, StoredObject>;

export class Table {
  readonly #objects: Found;
  readonly #namespaces = new Map<string, Found>();
  readonly #owners = new Map<string, Found>();
  readonly #nodes = new Map<string, Found>();
  #sorted: readonly StoredObject[] | undefined;

  constructor(objects: Iterable<StoredObject> = []) {
    this.#objects = new Map();
    for (const object of objects) this.put(object);
  }

  get size(): number {
    return this.#objects.size;
  }

  get(namespace: string | undefined, name: string): StoredObject | undefined {
    return this.#objects.get(keyOf(namespace, name));
  }

  put(object: StoredObject): void {
    const { namespace, name } = object.metadata;
    const key = keyOf(namespace, name);
    const before = this.#objects.get(key);
    if (before) this.#unfile(key, before);
    this.#objects.set(key, object);
    this.#file(key, object);
    this.#sorted = undefined;
  }

  remove(namespace: string | undefined, name: string): void {
    const key = keyOf(namespace, name);
    const before = this.#objects.get(key);
    if (!before) return;
    this.#unfile(key, before);
    this.#objects.delete(key);
    this.#sorted = undefined;
  }

  /** In the order of etcd's keys: by namespace, then by name. */
  sorted(): readonly StoredObject[] {
    this.#sorted ??= [...this.#objects].sort(([a], [b]) => compare(a, b)).map(([, object]) => object);
    return this.#sorted;
  }

  values(): Iterable<StoredObject> {
    return this.#objects.values();
  }

  inNamespace(namespace: string): Iterable<StoredObject> {
    return this.#namespaces.get(namespace)?.values() ?? [];
  }

  /** Those with an ownerReference to that uid. */
  ownedBy(uid: string): Iterable<StoredObject> {
    return this.#owners.get(uid)?.values() ?? [];
  }

  /** Those whose spec names that node; `''` for those that wait for one. */
  onNode(node: string): Iterable<StoredObject> {
    return this.#nodes.get(node)?.values() ?? [];
  }

  #file(key: string, object: StoredObject): void {
    const { namespace, ownerReferences } = object.metadata;
    if (namespace) into(this.#namespaces, namespace).set(key, object);
    for (const { uid } of ownerReferences ?? []) if (uid) into(this.#owners, uid).set(key, object);
    if (object.kind === 'Pod') into(this.#nodes, nodeOf(object)).set(key, object);
  }

  #unfile(key: string, object: StoredObject): void {
    const { namespace, ownerReferences } = object.metadata;
    if (namespace) outOf(this.#namespaces, namespace, key);
    for (const { uid } of ownerReferences ?? []) if (uid) outOf(this.#owners, uid, key);
    if (object.kind === 'Pod') outOf(this.#nodes, nodeOf(object), key);
  }
}

function nodeOf({ spec }: StoredObject): string {
  const node = isObject(spec) ? spec['nodeName'] : undefined;
  return typeof node === 'string' ? node : '';
}

function into(index: Map<string, Found>, value: string): Found {
  const found = index.get(value) ?? new Map<string, StoredObject>();
  index.set(value, found);
  return found;
}

function outOf(index: Map<string, Found>, value: string, key: string): void {
  const found = index.get(value);
  found?.delete(key);
  if (found?.size === 0) index.delete(value);
}

/** By bytes, as etcd does; names are ASCII. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
