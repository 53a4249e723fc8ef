/** An object as the store holds it: as JSON, with what only a store can give. Never changed in place. */
import type { ObjectMeta } from '../schema/generated/types';

/** managedFields are kept beside the object (./managers.ts): most readers never ask. */
export interface StoredMeta extends ObjectMeta {
  name: string;
  uid: string;
  /** The revision of its last write. */
  resourceVersion: string;
  creationTimestamp: string;
}

export interface StoredObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: StoredMeta;
  readonly [field: string]: unknown;
}

/** `default/web`; `minikube` of what lives in no namespace. */
export function keyOf(namespace: string | undefined, name: string): string {
  return namespace ? `${namespace}/${name}` : name;
}
