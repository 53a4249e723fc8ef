/**
 * Deletes what has lost its owners. Models pkg/controller/garbagecollector, whose graph is the store's index by owner.
 *
 * An object that names an owner which is not there goes. One that is deleted in the foreground (finalizer
 * `foregroundDeletion`) waits for those of its dependants that block it; one that orphans (finalizer `orphan`) strikes itself
 * out of theirs first.
 *
 * Not modelled: owners of kinds that nobody here knows keep what they own; the event OwnerRefInvalidNamespace.
 */
import type { Client, ModelledKind, Stored, types } from '@/lib/kube';
import type { Controller, ControllerContext, NewController, Queue } from './controller';
import { heldKind, heldKinds, type HeldKind } from './held-kinds';

/** Objects of kinds that are defined by the cluster's users, as owners. */
export interface CustomOwners {
  /** Undefined of an object that is not there; `unknown` of a kind that is not served. */
  find(
    reference: types.OwnerReference,
    namespace: string | undefined,
  ): { readonly metadata: types.ObjectMeta } | 'unknown' | undefined;
  /** Called with the uid of each that goes. Answers how to stop. */
  onDeleted(listener: (uid: string) => void): () => void;
}

type Item = Stored<ModelledKind>;
type Owner = 'solid' | 'waiting' | 'dangling';

const FOREGROUND = 'foregroundDeletion';
const ORPHAN = 'orphan';

export function garbageCollectorController(customOwners?: CustomOwners): NewController {
  return ({ client }: ControllerContext): Controller => {
    const world: World = { client, customOwners };

    function start(queue: Queue): (() => void)[] {
      const wakeDependants = (uid: string): void => {
        for (const { item, held } of dependantsOf(client, uid)) queue.add(keyOf(held, item));
      };
      const wakeOwners = ({ metadata }: Item): void => {
        for (const reference of metadata.ownerReferences ?? []) {
          if (classOf(world, reference, metadata.namespace) === 'waiting') queue.add(keyOfOwner(reference, metadata));
        }
      };
      for (const held of heldKinds) {
        for (const item of client.sorted<ModelledKind>(held.key))
          if (isDoubtful(world, item)) queue.add(keyOf(held, item));
      }
      const ends = heldKinds.map((held) =>
        client.onChange<ModelledKind>(held.key, ({ type, object, before }) => {
          if (type === 'DELETED') {
            wakeDependants(object.metadata.uid);
            wakeOwners(object);
          } else if (!before || isTurned(object, before)) {
            if (isDoubtful(world, object)) queue.add(keyOf(held, object));
            if (before && before.metadata.ownerReferences !== object.metadata.ownerReferences) wakeOwners(before);
          }
        }),
      );
      return customOwners ? [...ends, customOwners.onDeleted(wakeDependants)] : ends;
    }

    function sync(key: string): 'retry' | void {
      const [kind = '', name = ''] = key.split(' ');
      const held = heldKind(kind);
      const slash = name.indexOf('/');
      const item = held && client.get(held.key, name.slice(0, Math.max(slash, 0)), name.slice(slash + 1));
      if (!held || !item) return undefined;
      return collect(world, held, item) ? undefined : 'retry';
    }

    return { name: 'garbage-collector', start, sync };
  };
}

interface World {
  readonly client: Client;
  readonly customOwners: CustomOwners | undefined;
}

function keyOf({ key }: HeldKind, { metadata: { namespace, name } }: Item): string {
  return namespace ? `${key} ${namespace}/${name}` : `${key} ${name}`;
}

function keyOfOwner({ apiVersion, kind, name }: types.OwnerReference, { namespace }: types.ObjectMeta): string {
  const key = `${apiVersion}/${kind}`;
  return heldKind(key)?.kind.namespaced && namespace ? `${key} ${namespace}/${name}` : `${key} ${name}`;
}

function isTurned({ metadata }: Item, { metadata: before }: Item): boolean {
  return (
    metadata.ownerReferences !== before.ownerReferences ||
    metadata.deletionTimestamp !== before.deletionTimestamp ||
    (metadata.deletionTimestamp !== undefined && metadata.finalizers !== before.finalizers)
  );
}

/** Whether there may be something to do for it. */
function isDoubtful(world: World, { metadata }: Item): boolean {
  if (metadata.deletionTimestamp) return has(metadata, FOREGROUND) || has(metadata, ORPHAN);
  return (metadata.ownerReferences ?? []).some((owner) => classOf(world, owner, metadata.namespace) !== 'solid');
}

function has({ finalizers = [] }: types.ObjectMeta, finalizer: string): boolean {
  return finalizers.includes(finalizer);
}

/** Models classifyReferences. What cannot be looked up is taken to be there. */
function classOf(
  { client, customOwners }: World,
  reference: types.OwnerReference,
  namespace: string | undefined,
): Owner {
  const { apiVersion, kind, name = '', uid } = reference;
  const held = heldKind(`${apiVersion}/${kind}`);
  if (held?.kind.namespaced && !namespace) return 'solid';
  const owner = held
    ? client.get(held.key, held.kind.namespaced ? namespace : undefined, name)
    : customOwners
      ? customOwners.find(reference, namespace)
      : 'unknown';
  if (owner === 'unknown') return 'solid';
  if (!owner || owner.metadata?.uid !== uid) return 'dangling';
  return owner.metadata?.deletionTimestamp && has(owner.metadata, FOREGROUND) ? 'waiting' : 'solid';
}

interface Dependant {
  readonly item: Item;
  readonly held: HeldKind;
}

function dependantsOf(client: Client, uid: string): Dependant[] {
  const found: Dependant[] = [];
  for (const held of heldKinds) {
    for (const item of client.ownedBy<ModelledKind>(held.key, uid)) found.push({ item, held });
  }
  return found;
}

/** Models attemptToDeleteItem and attemptToOrphanWorker. Answers false where it must be tried again. */
function collect(world: World, held: HeldKind, item: Item): boolean {
  const { client } = world;
  const { metadata } = item;
  if (metadata.deletionTimestamp) {
    if (has(metadata, ORPHAN)) return orphan(client, held, item);
    return has(metadata, FOREGROUND) ? waitForDependants(world, held, item) : true;
  }
  const { ownerReferences = [] } = metadata;
  if (ownerReferences.length === 0) return true;
  const classes = ownerReferences.map((reference) => classOf(world, reference, metadata.namespace));
  if (classes.includes('solid')) {
    const solid = ownerReferences.filter((_, at) => classes[at] === 'solid');
    return solid.length === ownerReferences.length || writeMeta(client, held, item, { ownerReferences: solid });
  }
  if (classes.includes('waiting')) {
    const dependants = dependantsOf(client, metadata.uid);
    if (dependants.length > 0) {
      const isCircle = dependants.some(({ item: { metadata: own } }) => own.deletionTimestamp && has(own, FOREGROUND));
      if (isCircle && !unblock(client, held, item)) return false;
      return remove(client, held, item, 'Foreground');
    }
  }
  const policy = has(metadata, ORPHAN) ? 'Orphan' : has(metadata, FOREGROUND) ? 'Foreground' : 'Background';
  return remove(client, held, item, policy);
}

function remove(
  client: Client,
  { key }: HeldKind,
  { metadata: { namespace, name, uid } }: Item,
  propagationPolicy: 'Foreground' | 'Background' | 'Orphan',
): boolean {
  const answer = client.delete(key, namespace, name, { propagationPolicy, preconditions: { uid } });
  return answer.ok || answer.status.reason === 'NotFound' || answer.status.reason === 'Conflict';
}

/** Models processDeletingDependentsItem, and the deletion of those dependants that do not block. */
function waitForDependants(world: World, held: HeldKind, item: Item): boolean {
  const { uid } = item.metadata;
  let done = true;
  for (const dependant of dependantsOf(world.client, uid)) {
    if (!dependant.item.metadata.deletionTimestamp) done = collect(world, dependant.held, dependant.item) && done;
  }
  const isBlocked = dependantsOf(world.client, uid).some(({ item: { metadata } }) =>
    metadata.ownerReferences?.some((owner) => owner.uid === uid && owner.blockOwnerDeletion === true),
  );
  if (isBlocked) return done;
  return without(world.client, held, item, FOREGROUND) && done;
}

function orphan(client: Client, held: HeldKind, item: Item): boolean {
  const { uid } = item.metadata;
  for (const dependant of dependantsOf(client, uid)) {
    const { ownerReferences = [] } = dependant.item.metadata;
    const rest = ownerReferences.filter((owner) => owner.uid !== uid);
    if (!writeMeta(client, dependant.held, dependant.item, { ownerReferences: rest })) return false;
  }
  return without(client, held, item, ORPHAN);
}

/** As it is now: its dependants' going may have changed it. */
function without(client: Client, held: HeldKind, { metadata: { namespace, name, uid } }: Item, finalizer: string) {
  const item = client.get<ModelledKind>(held.key, namespace, name);
  if (!item || item.metadata.uid !== uid) return true;
  const finalizers = (item.metadata.finalizers ?? []).filter((one) => one !== finalizer);
  return writeMeta(client, held, item, { finalizers });
}

function unblock(client: Client, held: HeldKind, item: Item): boolean {
  const ownerReferences = (item.metadata.ownerReferences ?? []).map((owner) =>
    owner.blockOwnerDeletion ? { ...owner, blockOwnerDeletion: false } : owner,
  );
  return writeMeta(client, held, item, { ownerReferences });
}

function writeMeta(client: Client, { key }: HeldKind, item: Item, change: types.ObjectMeta): boolean {
  const answer = client.update<ModelledKind>(key, { ...item, metadata: { ...item.metadata, ...change } });
  return answer.ok || answer.status.reason === 'NotFound';
}
