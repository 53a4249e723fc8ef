/**
 * Deletes Pods that nobody looks after any more: those of nodes that are gone, those that were deleted before they had a node,
 * and of those that have ended the oldest when there are too many. Models pkg/controller/podgc.
 *
 * Not modelled: nodes that are marked as out of service.
 */
import type { Client, Stored } from '@/lib/kube';
import type { Controller, ControllerContext, Queue } from '../controller';
import { isPodTerminal } from '../pod-readiness';
import { addDisruption } from './disruption-target';

const MOST_TERMINATED = 12_500;
/** A node that is gone may come back within this, ms. */
const QUARANTINE = 40_000;

export function podGarbageCollectorController({ client, clock }: ControllerContext): Controller {
  function start(queue: Queue): (() => void)[] {
    queue.addAfter('orphans', QUARANTINE);
    queue.add('terminated');
    queue.add('unscheduled');
    let ended = 0;
    return [
      client.onChange('v1/Node', ({ type }) => {
        if (type === 'DELETED') queue.addAfter('orphans', QUARANTINE);
      }),
      client.onChange('v1/Pod', ({ type, object, before }) => {
        if (type === 'DELETED') return;
        if (object.metadata.deletionTimestamp && !object.spec?.nodeName) queue.add('unscheduled');
        if (!isPodTerminal(object) || (before && isPodTerminal(before))) return;
        ended += 1;
        if (ended % 500 === 0) queue.add('terminated');
      }),
    ];
  }

  function sync(what: string): void {
    if (what === 'orphans') deleteOrphans();
    else if (what === 'unscheduled') deleteUnscheduled();
    else deleteTerminated();
  }

  function deleteOrphans(): void {
    const nodes = new Set(client.sorted('v1/Node').map(({ metadata }) => metadata.name));
    for (const pod of client.sorted('v1/Pod')) {
      const { nodeName } = pod.spec ?? {};
      if (!nodeName || nodes.has(nodeName)) continue;
      const status = isPodTerminal(pod) ? {} : { phase: 'Failed' };
      addDisruption(client, clock.now(), pod, 'DeletionByPodGC', 'PodGC: node no longer exists', status);
      deleteNow(client, pod);
    }
  }

  function deleteUnscheduled(): void {
    for (const pod of Array.from(client.podsOn(''))) {
      if (!pod.metadata.deletionTimestamp) continue;
      // Who counts it, a Job, waits for its end.
      if (!isPodTerminal(pod)) client.updateStatus('v1/Pod', { ...pod, status: { ...pod.status, phase: 'Failed' } });
      deleteNow(client, pod);
    }
  }

  function deleteTerminated(): void {
    const ended = client.sorted('v1/Pod').filter(isPodTerminal);
    if (ended.length <= MOST_TERMINATED) return;
    ended.sort((a, b) => (a.metadata.creationTimestamp < b.metadata.creationTimestamp ? -1 : 1));
    for (const pod of ended.slice(0, ended.length - MOST_TERMINATED)) deleteNow(client, pod);
  }

  return { name: 'pod-garbage-collector', start, sync };
}

function deleteNow(client: Client, { metadata: { namespace, name } }: Stored<'v1/Pod'>): void {
  client.delete('v1/Pod', namespace, name, { gracePeriodSeconds: 0 });
}
