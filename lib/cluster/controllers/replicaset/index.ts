/**
 * ReplicaSets: as many Pods as are wanted. Models pkg/controller/replicaset (Kubernetes 1.36).
 *
 * Not modelled: expectations, as a client here reads what it has just written; ReplicationControllers.
 */
import { type Client, type Stored, selectorOf } from '@/lib/kube';
import type { Controller, ControllerContext, Queue } from '../controller';
import { claim, controllerOf, isControlledBy } from '../controller-ref';
import { fromKey, keyOf } from '../object-key';
import { Orphans } from '../orphans';
import { PodControl, type Failure } from '../pod-control';
import { podFromTemplate } from '../pod-from-template';
import { isPodActive, isPodTerminating, nextAvailability, type StoredPod } from '../pod-readiness';
import { watchDependents } from '../dependents';
import { createInBatches } from '../slow-start';
import { podsToDelete } from './ranking';
import { statusOf } from './status';

type StoredReplicaSet = Stored<'apps/v1/ReplicaSet'>;

/** No more Pods than this are made or deleted in one go. */
const BURST = 500;

export function replicaSetController(context: ControllerContext): Controller {
  const { client, clock } = context;
  const pods = new PodControl(client, context.recorder('replicaset-controller'));
  const orphans = new Orphans<'v1/Pod'>();
  let queue: Queue | undefined;

  function start(to: Queue): (() => void)[] {
    queue = to;
    const stops = [
      orphans.follow(client, 'v1/Pod'),
      client.onChange('apps/v1/ReplicaSet', ({ object }) => to.add(keyOf(object))),
      watchDependents(client, 'v1/Pod', 'apps/v1/ReplicaSet', to),
    ];
    for (const one of client.sorted('apps/v1/ReplicaSet')) to.add(keyOf(one));
    return stops;
  }

  function sync(key: string): 'retry' | void {
    const { namespace, name } = fromKey(key);
    const replicaSet = client.get('apps/v1/ReplicaSet', namespace, name);
    if (!replicaSet) return;
    const { uid, deletionTimestamp } = replicaSet.metadata;
    const matches = selectorOf(replicaSet.spec?.selector);

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
      owner: replicaSet,
      matches: ({ metadata }) => matches(metadata.labels),
    });
    if (failed) return 'retry';

    const failure = deletionTimestamp === undefined ? manageReplicas(replicaSet, active) : undefined;
    const now = clock.now();
    const status = statusOf(replicaSet, active, terminating, failure, now);
    if (status && !client.updateStatus('apps/v1/ReplicaSet', { ...replicaSet, status }).ok) return 'retry';
    if (failure) return 'retry';

    const { readyReplicas = 0, availableReplicas = 0 } = status ?? replicaSet.status ?? {};
    const minReadySeconds = replicaSet.spec?.minReadySeconds ?? 0;
    if (minReadySeconds > 0 && readyReplicas !== availableReplicas) {
      const wait = nextAvailability(active, minReadySeconds, now) ?? minReadySeconds * 1000;
      queue?.addAfter(key, wait, { background: false });
    }
  }

  function manageReplicas(replicaSet: StoredReplicaSet, active: readonly StoredPod[]): Failure | undefined {
    const excess = active.length - (replicaSet.spec?.replicas ?? 1);
    if (excess < 0) return createInBatches(Math.min(-excess, BURST), () => createPod(replicaSet));
    let failure: Failure | undefined;
    for (const pod of podsToDelete(active, relatedPods(client, replicaSet), Math.min(excess, BURST), clock.now())) {
      failure ??= pods.delete(pod, replicaSet);
    }
    return failure;
  }

  function createPod(replicaSet: StoredReplicaSet): Failure | undefined {
    const creation = pods.create(podFromTemplate(replicaSet.spec?.template ?? {}, replicaSet), replicaSet);
    return 'failure' in creation && !creation.failure.isNamespaceTerminating ? creation.failure : undefined;
  }

  return { name: 'replicaset', start, sync };
}

/** The Pods of all ReplicaSets of the same Deployment; asked only when some are to go. Models getIndirectlyRelatedPods. */
function* relatedPods(client: Client, replicaSet: StoredReplicaSet): Generator<StoredPod> {
  const controller = controllerOf(replicaSet.metadata);
  const siblings = controller?.uid ? client.ownedBy('apps/v1/ReplicaSet', controller.uid) : [replicaSet];
  for (const { metadata } of siblings) yield* client.ownedBy('v1/Pod', metadata.uid);
}
