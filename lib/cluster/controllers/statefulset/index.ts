import { selectorOf } from '@/lib/kube';
/**
 * StatefulSets: Pods with a name and a store of their own. Models pkg/controller/statefulset (Kubernetes 1.36).
 *
 * Not modelled: volumes of adopted Pods that don't fit, which no update could mend.
 */
import type { Controller, ControllerContext, Queue } from '../controller';
import { claim } from '../controller-ref';
import { watchDependents } from '../dependents';
import { fromKey, keyOf } from '../object-key';
import { Orphans } from '../orphans';
import { nextAvailability } from '../pod-readiness';
import { Claims } from './claims';
import { ordinalOf } from './identity';
import { PodSteps } from './pod-steps';
import { revisionsFor, truncateHistory } from './revisions';
import { isSameStatus, statusOf } from './status';

export function statefulSetController(context: ControllerContext): Controller {
  const { client, clock } = context;
  const recorder = context.recorder('statefulset-controller');
  const claims = new Claims(client, recorder);
  const orphans = new Orphans<'v1/Pod'>();
  const orphanRevisions = new Orphans<'apps/v1/ControllerRevision'>();
  let queue: Queue | undefined;

  function start(to: Queue): (() => void)[] {
    queue = to;
    const stops = [
      orphans.follow(client, 'v1/Pod'),
      orphanRevisions.follow(client, 'apps/v1/ControllerRevision'),
      client.onChange('apps/v1/StatefulSet', ({ object }) => to.add(keyOf(object))),
      watchDependents(client, 'v1/Pod', 'apps/v1/StatefulSet', to),
    ];
    for (const one of client.sorted('apps/v1/StatefulSet')) to.add(keyOf(one));
    return stops;
  }

  function sync(key: string): 'retry' | void {
    const { namespace, name } = fromKey(key);
    const set = client.get('apps/v1/StatefulSet', namespace, name);
    if (!set) return;
    const matches = selectorOf(set.spec?.selector);
    const claimed = claim(client, {
      kind: 'v1/Pod',
      candidates: [...client.ownedBy('v1/Pod', set.metadata.uid), ...orphans.in(namespace)],
      owner: set,
      matches: (pod) => matches(pod.metadata.labels) && ordinalOf(set.metadata, pod) !== undefined,
    });
    const revisions = claimed.failed ? undefined : revisionsFor(client, set, orphanRevisions);
    if (!revisions) return 'retry';

    const now = clock.now();
    const pods = claimed.objects;
    const isDeleted = set.metadata.deletionTimestamp !== undefined;
    const steps = isDeleted ? undefined : new PodSteps({ client, recorder, claims }, set, revisions, now).run(pods);
    const status = statusOf(set, revisions, pods, steps?.leaving ?? 0, now);
    const isWritten =
      isSameStatus(set.status, status) || client.updateStatus('apps/v1/StatefulSet', { ...set, status }).ok;
    const isTidy = truncateHistory(client, set, revisions, pods);
    if (!isWritten || !isTidy || steps?.failed) return 'retry';

    const { minReadySeconds = 0 } = set.spec ?? {};
    if (minReadySeconds > 0 && (status.readyReplicas ?? 0) !== status.availableReplicas) {
      const wait = nextAvailability(pods, minReadySeconds, now) ?? minReadySeconds * 1000;
      queue?.addAfter(key, wait, { background: false });
    }
  }

  return { name: 'statefulset', start, sync };
}
