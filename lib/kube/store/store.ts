/**
 * What the cluster holds, as etcd would: every write is a revision, kept; watch, undo and time travel read the same history.
 *
 * Objects are shared, never copied and never changed in place. Who wrote which field is kept beside them and worked out when
 * somebody asks (./managers.ts).
 */
import { Change, History, type KeptHistory } from './history';
import { keepManagers, knowManagers, managersAfter, managersOf, type WrittenBy } from './managers';
import type { StoredObject } from './object';
import { Table } from './table';

export type Listener = (change: Change) => void;

/** What a store can be set back to; shares all objects with it. */
export interface Snapshot {
  readonly revision: number;
  readonly tables: ReadonlyMap<string, readonly StoredObject[]>;
  readonly history: KeptHistory;
}

export interface StoreOptions {
  /** How many changes are remembered. Default: 200,000. */
  readonly changes?: number;
  /** Whether to make sure that nobody changes what is held: for tests, it costs time. */
  readonly frozen?: boolean;
}

export class Store {
  #revision = 1;
  readonly #tables = new Map<string, Table>();
  #history = new History();
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #changes: number;
  readonly #frozen: boolean;

  constructor({ changes = 200_000, frozen = false }: StoreOptions = {}) {
    this.#changes = changes;
    this.#frozen = frozen;
  }

  /** Of the last write. */
  get revision(): number {
    return this.#revision;
  }

  /** Up to here the history is forgotten. */
  get compacted(): number {
    return this.#history.compacted;
  }

  table(resource: string): Table {
    let table = this.#tables.get(resource);
    if (!table) this.#tables.set(resource, (table = new Table()));
    return table;
  }

  /** The resources of which there is or was something. */
  resources(): Iterable<string> {
    return this.#tables.keys();
  }

  get(resource: string, namespace: string | undefined, name: string): StoredObject | undefined {
    return this.table(resource).get(namespace, name);
  }

  /**
   * Writes an object and answers it with its new resourceVersion.
   * @param by who wrote it; without, the managers stay as they are
   */
  put(resource: string, object: StoredObject, by: WrittenBy = KEPT): StoredObject {
    const revision = this.#next();
    return this.#keep(resource, this.#stamped(object, revision), by, revision);
  }

  /** What the next write's resourceVersion will be. */
  get nextVersion(): string {
    return String(this.#revision + 1);
  }

  /** Writes an object that was just made for it, with `nextVersion`: it is kept itself, and no copy of it. */
  add(resource: string, object: StoredObject, by: WrittenBy = KEPT): StoredObject {
    const revision = this.#next();
    return this.#keep(resource, this.#frozen ? deepFreeze(object) : object, by, revision);
  }

  #keep(resource: string, object: StoredObject, by: WrittenBy, revision: number): StoredObject {
    const before = this.table(resource).put(object);
    this.#tell(new Change(before ? 'MODIFIED' : 'ADDED', resource, object, before, revision, by));
    return object;
  }

  /** What `put` would answer; nothing is written, and it has no revision of its own. */
  preview(resource: string, object: StoredObject, by: WrittenBy): StoredObject {
    const { namespace, name } = object.metadata;
    const imagined = { ...object };
    const before = this.get(resource, namespace, name);
    knowManagers(imagined, managersAfter({ object: imagined, before, by }, this.#history));
    return imagined;
  }

  /** Answers its last state. @param last the same with what its end says of it */
  remove(resource: string, namespace: string | undefined, name: string, last?: StoredObject): StoredObject | undefined {
    const before = this.get(resource, namespace, name);
    if (!before) return undefined;
    const revision = this.#next();
    const object = this.#stamped(last ?? before, revision);
    this.table(resource).remove(namespace, name);
    this.#tell(new Change('DELETED', resource, object, before, revision, KEPT));
    return object;
  }

  /** Its managedFields, worked out from what was written since somebody last asked. */
  managedFields(object: StoredObject): unknown[] | undefined {
    return managersOf(object, this.#history);
  }

  /** Called with every later change of the resource, in the order of the writes. Answers how to stop it. */
  subscribe(resource: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(resource) ?? new Set();
    this.#listeners.set(resource, listeners);
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }

  /** Oldest first. Undefined where that far back is forgotten. */
  changesSince(revision: number, resource?: string): Iterable<Change> | undefined {
    if (revision < this.compacted) return undefined;
    const changes = this.#history.since(revision);
    return resource === undefined ? changes : only(changes, resource);
  }

  /** What the resource held at that revision. Undefined where that far back is forgotten. */
  stateAt(revision: number, resource: string): readonly StoredObject[] | undefined {
    if (revision < this.compacted) return undefined;
    const then = new Table(this.table(resource).values());
    for (const change of this.#history.backTo(revision)) {
      if (change.resource !== resource) continue;
      const { namespace, name } = change.object.metadata;
      if (change.before) then.put(change.before);
      else then.remove(namespace, name);
    }
    return then.sorted();
  }

  snapshot(): Snapshot {
    const tables = new Map([...this.#tables].map(([resource, table]) => [resource, table.sorted()]));
    return { revision: this.#revision, tables, history: this.#history.keep() };
  }

  /** Objects from a file, with their managedFields, as a snapshot without a past. */
  snapshotOf(objects: Readonly<Record<string, readonly StoredObject[]>>, revision: number): Snapshot {
    const tables = Object.entries(objects).map(([resource, held]) => [resource, held.map(known)] as const);
    return { revision, tables: new Map(tables), history: { sealed: [], open: [], compacted: revision } };
  }

  /** Who listens hears nothing of it, and must read anew. */
  restore({ revision, tables, history }: Snapshot): void {
    this.#revision = revision;
    this.#tables.clear();
    for (const [resource, objects] of tables) this.#tables.set(resource, new Table(objects));
    this.#history = new History(history);
  }

  #next(): number {
    this.#revision += 1;
    return this.#revision;
  }

  #stamped(object: StoredObject, revision: number): StoredObject {
    const stamped = { ...object, metadata: { ...object.metadata, resourceVersion: String(revision) } };
    return this.#frozen ? deepFreeze(stamped) : stamped;
  }

  #tell(change: Change): void {
    this.#history.add(change);
    this.#history.compact(this.#changes, (part) => keepManagers(part, this.#history));
    // Not for … of: of the many that hear of every Pod, each would cost an object of the iterator.
    this.#listeners.get(change.resource)?.forEach((listener) => listener(change));
  }
}

/** Nobody's write: the managers stay as they are. */
const KEPT: WrittenBy = { how: 'kept' };

/** Its managedFields lie beside it. */
function known(read: StoredObject): StoredObject {
  const { managedFields, ...metadata } = read.metadata;
  const object = { ...read, metadata };
  knowManagers(object, managedFields);
  return object;
}

function* only(changes: Iterable<Change>, resource: string): Iterable<Change> {
  for (const change of changes) if (change.resource === resource) yield change;
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const item of Object.values(value)) deepFreeze(item);
  return value;
}
