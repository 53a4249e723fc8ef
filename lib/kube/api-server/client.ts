/**
 * The API as the cluster's own components use it: the same judgement and the same store as over HTTP, without the JSON.
 *
 *     const client = newClient(server, 'kube-controller-manager');
 *     const answer = client.create('v1/Pod', { metadata: { generateName: 'web-', namespace: 'default' }, spec });
 *     if (!answer.ok) return answer.status.reason;      // 'Forbidden', 'AlreadyExists', 'Conflict', …
 *
 * What is read is shared with the store: copy what you change, `{ ...pod, status: { ...pod.status, phase: 'Running' } }`.
 */
import type { RefusalStatus } from '../judgement';
import type { ModelledKind, ObjectsByKind } from '../objects';
import type { StoredMeta } from '../store';

export type Stored<K extends ModelledKind> = ObjectsByKind[K] & {
  apiVersion: string;
  kind: string;
  metadata: StoredMeta;
};

export type Outcome<T> =
  | { readonly ok: true; readonly object: T }
  | { readonly ok: false; readonly status: RefusalStatus };

export interface DeleteOptions {
  /** Default: as the kind says, which is Background. */
  readonly propagationPolicy?: 'Foreground' | 'Background' | 'Orphan';
  /** Of Pods: 0 is at once. Default: what the Pod says. */
  readonly gracePeriodSeconds?: number;
  readonly preconditions?: { readonly uid?: string; readonly resourceVersion?: string };
}

export interface ObjectChange<K extends ModelledKind> {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: Stored<K>;
  readonly before?: Stored<K> | undefined;
}

/** Undefined is nothing found; a namespace is '' or left out for what lives in none. Everything is synchronous. */
export interface Client {
  get<K extends ModelledKind>(kind: K, namespace: string | undefined, name: string): Stored<K> | undefined;
  /** In no order that can be relied on; of all namespaces where none is given. */
  list<K extends ModelledKind>(kind: K, namespace?: string): Iterable<Stored<K>>;
  /** By namespace, then name. */
  sorted<K extends ModelledKind>(kind: K): readonly Stored<K>[];
  /** Those with an ownerReference to that uid. */
  ownedBy<K extends ModelledKind>(kind: K, uid: string): Iterable<Stored<K>>;
  /** The Pods that are bound to a node; `''` for those that wait for one. */
  podsOn(node: string): Iterable<Stored<'v1/Pod'>>;
  create<K extends ModelledKind>(kind: K, object: ObjectsByKind[K]): Outcome<Stored<K>>;
  /**
   * Metadata and spec; the status stays. Where the object names a resourceVersion that is no longer live: Conflict. A write
   * that changes nothing writes nothing.
   */
  update<K extends ModelledKind>(kind: K, object: Stored<K>): Outcome<Stored<K>>;
  /** Only the status, and what of the metadata goes with it. A write that changes nothing writes nothing. */
  updateStatus<K extends ModelledKind>(kind: K, object: Stored<K>): Outcome<Stored<K>>;
  /** The object as it is after: gone, or with its deletionTimestamp while finalizers or a kubelet are waited for. */
  delete<K extends ModelledKind>(
    kind: K,
    namespace: string | undefined,
    name: string,
    options?: DeleteOptions,
  ): Outcome<Stored<K>>;
  /** pods/binding: what the scheduler does. Also sets the condition PodScheduled. */
  bind(namespace: string, pod: string, node: string): Outcome<Stored<'v1/Pod'>>;
  /** pods/eviction: refused (TooManyRequests) while a PodDisruptionBudget says no. */
  evict(namespace: string, pod: string, options?: DeleteOptions): Outcome<Stored<'v1/Pod'>>;
  /** namespaces/finalize: says that nothing is left in it, so that it goes. */
  finalizeNamespace(name: string): Outcome<Stored<'v1/Namespace'>>;
  /** Called after every write of that kind, whoever wrote, in the order of the writes. Answers how to stop. */
  onChange<K extends ModelledKind>(kind: K, listener: (change: ObjectChange<K>) => void): () => void;
}
