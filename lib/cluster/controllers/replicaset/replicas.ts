/**
 * As many Pods as are wanted, of ReplicaSets and of ReplicationControllers alike. Models pkg/controller/replicaset
 * (Kubernetes 1.36), which pkg/controller/replication wraps.
 *
 * Not modelled: expectations, as a client here reads what it has just written.
 */
import { type Client, type Stored, selectorOf } from '@/lib/kube';
import type { Controller, ControllerContext, Queue } from '../controller';
import { claim, controllerOf, isControlledBy } from '../controller-ref';
import { fromKey, keyOf } from '../object-key';
import { Orphans } from '../orphans';
import { selectorOfOwner } from '../owner-selector';
import { PodControl, type Failure } from '../pod-control';
import { podFromTemplate } from '../pod-from-template';
import { isPodActive, isPodTerminating, nextAvailability, type StoredPod } from '../pod-readiness';
import { watchDependents } from '../dependents';
import { createInBatches } from '../slow-start';
import { podsToDelete } from './ranking';
import { statusOf } from './status';

export type Replicating = 'apps/v1/ReplicaSet' | 'v1/ReplicationController';

type StoredOwner = Stored<Replicating>;

export interface ReplicaNames {
  readonly owners: Replicating;
  readonly name: string;
  /** Who is said to have made and deleted Pods. */
  readonly component: string;
}

/** No more Pods than this are made or deleted in one go. */
const BURST = 500;

export function newReplicaController(
  context: ControllerContext,
  { owners, name: called, component }: ReplicaNames,
): Controller {
  const { client, clock } = context;
  const pods = new PodControl(client, context.recorder(component));
  const orphans = new Orphans<'v1/Pod'>();
  let queue: Queue | undefined;

  function start(to: Queue): (() => void)[] {
    queue = to;
    const stops = [
      orphans.follow(client, 'v1/Pod'),
      client.onChange(owners, ({ object }) => to.add(keyOf(object))),
      watchDependents(client, 'v1/Pod', owners, to),
    ];
    for (const one of client.sorted(owners)) to.add(keyOf(one));
    return stops;
  }

  function sync(key: string): 'retry' | void {
    const { namespace, name } = fromKey(key);
    const owner = client.get(owners, namespace, name);
    if (!owner) return;
    const { uid, deletionTimestamp } = owner.metadata;
    const matches = selectorOf(selectorOfOwner(owner));

    const candidates: StoredPod[] = [];
    let terminating = 0;
    for (const pod of client.ownedBy('v1/Pod', uid)) {
      if (isPodActive(pod)) candidates.push(pod);
      else if (isPodTerminating(pod) && isControlledBy(pod.metadata, uid) && matches(pod.metadata.labels)) {
        terminating += 1;
      }
    }
    for (const pod of orphans.in(namespace)) if (isPodActive(pod)) candidates.push(pod);
    const { objects: active, failed } = claim(client, {
      kind: 'v1/Pod',
      candidates,
      owner,
      matches: ({ metadata }) => matches(metadata.labels),
    });
    if (failed) return 'retry';

    const failure = deletionTimestamp === undefined ? manageReplicas(owner, active) : undefined;
    const now = clock.now();
    const status = statusOf(owner, active, terminating, failure, now);
    if (status && !client.updateStatus(owners, { ...owner, status }).ok) return 'retry';
    if (failure) return 'retry';

    const { readyReplicas = 0, availableReplicas = 0 } = status ?? owner.status ?? {};
    const minReadySeconds = owner.spec?.minReadySeconds ?? 0;
    if (minReadySeconds > 0 && readyReplicas !== availableReplicas) {
      const wait = nextAvailability(active, minReadySeconds, now) ?? minReadySeconds * 1000;
      queue?.addAfter(key, wait, { background: false });
    }
  }

  function manageReplicas(owner: StoredOwner, active: readonly StoredPod[]): Failure | undefined {
    const excess = active.length - (owner.spec?.replicas ?? 1);
    if (excess < 0) return createInBatches(Math.min(-excess, BURST), () => createPod(owner));
    let failure: Failure | undefined;
    for (const pod of podsToDelete(active, relatedPods(client, owners, owner), Math.min(excess, BURST), clock.now())) {
      failure ??= pods.delete(pod, owner);
    }
    return failure;
  }

  function createPod(owner: StoredOwner): Failure | undefined {
    const creation = pods.create(podFromTemplate(owner.spec?.template ?? {}, owner), owner);
    return 'failure' in creation && !creation.failure.isNamespaceTerminating ? creation.failure : undefined;
  }

  return { name: called, start, sync };
}

/** The Pods of all ReplicaSets of the same Deployment; asked only when some are to go. Models getIndirectlyRelatedPods. */
function* relatedPods(client: Client, owners: Replicating, owner: StoredOwner): Generator<StoredPod> {
  const controller = controllerOf(owner.metadata);
  const siblings = controller?.uid ? client.ownedBy(owners, controller.uid) : [owner];
  for (const { metadata } of siblings) yield* client.ownedBy('v1/Pod', metadata.uid);
}
