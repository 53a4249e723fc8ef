/**
 * Who looks after an object: the one owner that says `controller: true`. A controller takes what its selector matches and
 * nobody owns, and lets go of what its selector matches no more. Models pkg/controller/controller_ref_manager.go.
 */
import type { Client, ModelledKind, Stored, StoredMeta, types } from '@/lib/kube';

export interface Owner {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: StoredMeta;
}

export function controllerOf(meta: types.ObjectMeta | undefined): types.OwnerReference | undefined {
  return meta?.ownerReferences?.find(({ controller }) => controller === true);
}

export function isControlledBy(meta: types.ObjectMeta | undefined, uid: string): boolean {
  return controllerOf(meta)?.uid === uid;
}

/** Models metav1.NewControllerRef. */
export function newControllerRef({ apiVersion, kind, metadata: { name, uid } }: Owner): types.OwnerReference {
  return { apiVersion, kind, name, uid, controller: true, blockOwnerDeletion: true };
}

export interface Claim<K extends ModelledKind> {
  readonly kind: K;
  /** Those that are the owner's already, and those without any: everything else is passed over. */
  readonly candidates: Iterable<Stored<K>>;
  readonly owner: Owner;
  matches(object: Stored<K>): boolean;
  /** What an adopted object gets besides, and a released one loses. */
  readonly finalizer?: string;
}

export interface Claimed<K extends ModelledKind> {
  readonly objects: Stored<K>[];
  /** A write was refused: to be tried again. */
  readonly failed: boolean;
}

/** Answers what the owner has now. Models ClaimObject. */
export function claim<K extends ModelledKind>(client: Client, wanted: Claim<K>): Claimed<K> {
  const { kind, candidates, owner, finalizer } = wanted;
  const { uid, deletionTimestamp } = owner.metadata;
  const objects: Stored<K>[] = [];
  const toAdopt: Stored<K>[] = [];
  const toRelease: Stored<K>[] = [];
  for (const object of candidates) {
    const controller = controllerOf(object.metadata);
    if (controller) {
      if (controller.uid !== uid) continue;
      if (wanted.matches(object)) objects.push(object);
      else if (!deletionTimestamp) toRelease.push(object);
    } else if (!deletionTimestamp && !object.metadata.deletionTimestamp && wanted.matches(object)) {
      if (object.metadata.namespace === owner.metadata.namespace) toAdopt.push(object);
    }
  }
  let failed = false;
  for (const object of toRelease) {
    const answer = client.update(kind, released(object, uid, finalizer));
    if (!answer.ok && answer.status.reason !== 'NotFound' && answer.status.reason !== 'Invalid') failed = true;
  }
  for (const object of toAdopt) {
    const answer = client.update(kind, adopted(object, owner, finalizer));
    if (answer.ok) objects.push(answer.object);
    else if (answer.status.reason !== 'NotFound') failed = true;
  }
  return { objects, failed };
}

function adopted<K extends ModelledKind>(object: Stored<K>, owner: Owner, finalizer?: string): Stored<K> {
  const { ownerReferences = [], finalizers = [] } = object.metadata;
  const metadata: StoredMeta = {
    ...object.metadata,
    ownerReferences: [...ownerReferences.filter(({ uid }) => uid !== owner.metadata.uid), newControllerRef(owner)],
  };
  if (finalizer !== undefined && !finalizers.includes(finalizer)) metadata.finalizers = [...finalizers, finalizer];
  return { ...object, metadata };
}

function released<K extends ModelledKind>(object: Stored<K>, owner: string, finalizer?: string): Stored<K> {
  const { ownerReferences = [], finalizers = [] } = object.metadata;
  const metadata: StoredMeta = {
    ...object.metadata,
    ownerReferences: ownerReferences.filter(({ uid }) => uid !== owner),
  };
  if (finalizer !== undefined && finalizers.includes(finalizer)) {
    metadata.finalizers = finalizers.filter((one) => one !== finalizer);
  }
  return { ...object, metadata };
}
