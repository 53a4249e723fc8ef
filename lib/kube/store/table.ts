/** What there is of one resource, found by name, by namespace, by owner and by node. */
import { isObject } from '../json-object';
import type { StoredObject } from './object';

type Named = Map<string, StoredObject>;

export class Table {
  /** By namespace, '' for what lives in none, then by name: a text made of both for each object would cost more than it. */
  readonly #objects = new Map<string, Named>();
  readonly #owners = new Map<string, Set<StoredObject>>();
  readonly #nodes = new Map<string, Set<StoredObject>>();
  #sorted: readonly StoredObject[] | undefined;

  constructor(objects: Iterable<StoredObject> = []) {
    for (const object of objects) this.put(object);
  }

  get size(): number {
    let size = 0;
    for (const named of this.#objects.values()) size += named.size;
    return size;
  }

  get(namespace: string | undefined, name: string): StoredObject | undefined {
    return this.#objects.get(namespace ?? '')?.get(name);
  }

  /** Answers what it takes the place of. */
  put(object: StoredObject): StoredObject | undefined {
    const { namespace = '', name } = object.metadata;
    let named = this.#objects.get(namespace);
    if (!named) this.#objects.set(namespace, (named = new Map()));
    const before = named.get(name);
    if (before) this.#unfile(before);
    named.set(name, object);
    this.#file(object);
    this.#sorted = undefined;
    return before;
  }

  remove(namespace: string | undefined, name: string): void {
    const named = this.#objects.get(namespace ?? '');
    const before = named?.get(name);
    if (!named || !before) return;
    this.#unfile(before);
    named.delete(name);
    if (named.size === 0) this.#objects.delete(namespace ?? '');
    this.#sorted = undefined;
  }

  /** In the order of etcd's keys: by namespace, then by name. */
  sorted(): readonly StoredObject[] {
    this.#sorted ??= [...this.#objects]
      // With the slash that follows it in a key: `a-b/` comes before `a/`.
      .sort(([a], [b]) => compare(`${a}/`, `${b}/`))
      .flatMap(([, named]) => [...named].sort(([a], [b]) => compare(a, b)).map(([, object]) => object));
    return this.#sorted;
  }

  *values(): Iterable<StoredObject> {
    for (const named of this.#objects.values()) yield* named.values();
  }

  inNamespace(namespace: string): Iterable<StoredObject> {
    return this.#objects.get(namespace)?.values() ?? [];
  }

  /** Those with an ownerReference to that uid. */
  ownedBy(uid: string): Iterable<StoredObject> {
    return this.#owners.get(uid) ?? [];
  }

  /** Those whose spec names that node; `''` for those that wait for one. */
  onNode(node: string): Iterable<StoredObject> {
    return this.#nodes.get(node) ?? [];
  }

  #file(object: StoredObject): void {
    for (const { uid } of object.metadata.ownerReferences ?? []) if (uid) into(this.#owners, uid, object);
    if (object.kind === 'Pod') into(this.#nodes, nodeOf(object), object);
  }

  #unfile(object: StoredObject): void {
    for (const { uid } of object.metadata.ownerReferences ?? []) if (uid) outOf(this.#owners, uid, object);
    if (object.kind === 'Pod') outOf(this.#nodes, nodeOf(object), object);
  }
}

function nodeOf({ spec }: StoredObject): string {
  const node = isObject(spec) ? spec['nodeName'] : undefined;
  return typeof node === 'string' ? node : '';
}

function into(index: Map<string, Set<StoredObject>>, value: string, object: StoredObject): void {
  const found = index.get(value);
  if (found) found.add(object);
  else index.set(value, new Set([object]));
}

function outOf(index: Map<string, Set<StoredObject>>, value: string, object: StoredObject): void {
  const found = index.get(value);
  found?.delete(object);
  if (found?.size === 0) index.delete(value);
}

/** By bytes, as etcd does; names are ASCII. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
