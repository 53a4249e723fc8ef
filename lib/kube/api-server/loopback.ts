/** The door of the cluster's own components: see ./client.ts. Every answer is what the same request over HTTP would get. */
import type { ModelledKind } from '../objects';
import { kindOf, type Kind } from '../schema';
import type { StoredObject } from '../store';
import type { Client, DeleteOptions, ObjectChange, Outcome, Stored } from './client';
import { deleteObject } from './deletion';
import { finalizeNamespace } from './namespace-finalize';
import { bindPod, evictPod } from './pod-actions';
import type { Answer, Registry } from './registry';
import { tableOf } from './storage';

/** @param manager in whose name is written: `kube-controller-manager` */
export function newClient(registry: Registry, manager: string): Client {
  const writing = { manager, fieldValidation: 'Ignore', isInternal: true } as const;
  const { store } = registry;
  const of = (kind: ModelledKind) => store.table(tableOf(kindNamed(kind)));
  const pods = kindNamed('v1/Pod');
  return {
    get: (kind, namespace, name) => typedOrNone(kind, of(kind).get(namespace, name)),
    list: (kind, namespace) =>
      typedAll(kind, namespace === undefined ? of(kind).values() : of(kind).inNamespace(namespace)),
    sorted: (kind) => typedList(kind, of(kind).sorted()),
    ownedBy: (kind, uid) => typedAll(kind, of(kind).ownedBy(uid)),
    podsOn: (node) => typedAll('v1/Pod', of('v1/Pod').onNode(node)),
    create: (kind, object) =>
      outcome(kind, registry.create(kindNamed(kind), object.metadata?.namespace, { ...object }, writing)),
    update: (kind, object) =>
      outcome(
        kind,
        registry.update(kindNamed(kind), object.metadata.namespace, object.metadata.name, { ...object }, writing),
      ),
    updateStatus: (kind, object) => outcome(kind, registry.writeStatus(kindNamed(kind), untyped(object), writing)),
    delete: (kind, namespace, name, options = {}) =>
      outcome(kind, deleteObject(registry, kindNamed(kind), namespace, name, options, writing)),
    bind: (namespace, pod, node) => outcome('v1/Pod', bindPod(registry, pods, namespace, pod, node, writing)),
    evict: (namespace: string, pod: string, options: DeleteOptions = {}) =>
      outcome('v1/Pod', evictPod(registry, pods, namespace, pod, options, writing)),
    finalizeNamespace: (name) => outcome('v1/Namespace', finalizeNamespace(registry, name)),
    onChange<K extends ModelledKind>(kind: K, listener: (change: ObjectChange<K>) => void) {
      // The change itself: it is the same for all who hear of it.
      return store.subscribe(tableOf(kindNamed(kind)), (change) => listener(change));
    },
  };
}

const named = new Map<ModelledKind, Kind>();

export function kindNamed(key: ModelledKind): Kind {
  const known = named.get(key);
  if (known) return known;
  const slash = key.lastIndexOf('/');
  const kind = kindOf(key.slice(0, slash), key.slice(slash + 1));
  if (!kind) throw new Error(`the server serves no ${key}`);
  named.set(key, kind);
  return kind;
}

function outcome<K extends ModelledKind>(kind: K, answer: Answer): Outcome<Stored<K>> {
  return answer.ok ? { ok: true, object: typed(kind, answer.object) } : { ok: false, status: answer.status };
}

function typed<K extends ModelledKind>(_kind: K, object: StoredObject): Stored<K> {
  return object;
}

function typedOrNone<K extends ModelledKind>(kind: K, object: StoredObject | undefined): Stored<K> | undefined {
  return object && typed(kind, object);
}

function typedList<K extends ModelledKind>(_kind: K, objects: readonly StoredObject[]): readonly Stored<K>[] {
  return objects;
}

function typedAll<K extends ModelledKind>(_kind: K, objects: Iterable<StoredObject>): Iterable<Stored<K>> {
  return objects;
}

function untyped<K extends ModelledKind>(object: Stored<K>): StoredObject {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every object is JSON
  return object as unknown as StoredObject;
}
