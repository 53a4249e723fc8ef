/**
 * Deletes the Pods of a node that has a NoExecute taint: at once those that don't tolerate it, the others when the time that
 * they tolerate it is over. Models pkg/controller/tainteviction.
 *
 * The time counts from the taint's timeAdded; of one without, which people set, from when it was noticed: that is remembered,
 * and begins anew when the controller is started, as upstream.
 */
import { parseTime, type Stored, type types } from '@/lib/kube';
import type { Controller, ControllerContext, Queue } from '../controller';
import { addDisruption } from './disruption-target';

type Pod = Stored<'v1/Pod'>;

export function taintEvictionController(context: ControllerContext): Controller {
  const { client, clock } = context;
  const recorder = context.recorder('taint-eviction-controller');
  /** Since when a Pod is known to stand on a tainted node, ms since 1970, by uid. */
  const noticed = new Map<string, number>();
  let wakeLater: (node: string, ms: number) => void = () => {};

  function start(queue: Queue): (() => void)[] {
    noticed.clear();
    wakeLater = (node, ms) => queue.addAfter(node, ms, { background: true });
    for (const { metadata } of client.sorted('v1/Node')) queue.add(metadata.name);
    return [
      client.onChange('v1/Node', ({ type, object, before }) => {
        if (type !== 'DELETED' && object.spec?.taints !== before?.spec?.taints) queue.add(object.metadata.name);
      }),
      client.onChange('v1/Pod', ({ type, object, before }) => {
        if (type === 'DELETED') noticed.delete(object.metadata.uid);
        else if (isStanding(object, before) && noExecuteTaintsOf(object).length > 0)
          queue.add(object.spec?.nodeName ?? '');
      }),
    ];
  }

  function isStanding({ spec }: Pod, before: Pod | undefined): boolean {
    if (!spec?.nodeName) return false;
    return spec.nodeName !== before?.spec?.nodeName || spec.tolerations !== before.spec?.tolerations;
  }

  function noExecuteTaintsOf({ spec }: Pod): types.Taint[] {
    return noExecute(client.get('v1/Node', undefined, spec?.nodeName ?? ''));
  }

  function sync(name: string): 'retry' | void {
    const taints = noExecute(client.get('v1/Node', undefined, name));
    let next = Number.POSITIVE_INFINITY;
    let isDone = true;
    for (const pod of client.podsOn(name)) {
      if (pod.metadata.deletionTimestamp) continue;
      const due = dueAt(pod, taints);
      if (due === undefined) cancel(pod);
      else if (due <= clock.now()) isDone = evict(pod) && isDone;
      else next = Math.min(next, due);
    }
    if (Number.isFinite(next)) wakeLater(name, next - clock.now());
    return isDone ? undefined : 'retry';
  }

  /** Undefined of a Pod that may stay. */
  function dueAt(pod: Pod, taints: readonly types.Taint[]): number | undefined {
    if (taints.length === 0) return undefined;
    const seconds = toleratedSeconds(pod.spec?.tolerations ?? [], taints);
    if (seconds === undefined) return undefined;
    if (seconds <= 0) return clock.now();
    const { uid } = pod.metadata;
    const since = noticed.get(uid) ?? standingSince(pod, taints);
    noticed.set(uid, since);
    return since + seconds * 1000;
  }

  function standingSince(pod: Pod, taints: readonly types.Taint[]): number {
    const added = taints.map(({ timeAdded }) => parseTime(timeAdded) ?? clock.now());
    const scheduled = pod.status?.conditions?.find(({ type }) => type === 'PodScheduled')?.lastTransitionTime;
    return Math.max(Math.min(...added), parseTime(scheduled) ?? 0);
  }

  function cancel(pod: Pod): void {
    if (!noticed.delete(pod.metadata.uid)) return;
    const { namespace, name } = pod.metadata;
    recorder.event(pod, 'Normal', 'TaintManagerEviction', `Cancelling deletion of Pod ${namespace}/${name}`);
  }

  function evict(pod: Pod): boolean {
    const { namespace = '', name, uid } = pod.metadata;
    noticed.delete(uid);
    recorder.event(pod, 'Normal', 'TaintManagerEviction', `Marking for deletion Pod ${namespace}/${name}`);
    const message = 'Taint manager: deleting due to NoExecute taint';
    addDisruption(client, clock.now(), pod, 'DeletionByTaintManager', message);
    const answer = client.delete('v1/Pod', namespace, name);
    return answer.ok || answer.status.reason === 'NotFound';
  }

  return { name: 'taint-eviction-controller', start, sync };
}

function noExecute(node: types.Node | undefined): types.Taint[] {
  return node?.spec?.taints?.filter(({ effect }) => effect === 'NoExecute') ?? [];
}

/** For how long all of the taints are tolerated: 0 is not at all, undefined is for ever. */
function toleratedSeconds(
  tolerations: readonly types.Toleration[],
  taints: readonly types.Taint[],
): number | undefined {
  let least: number | undefined;
  for (const taint of taints) {
    const toleration = tolerations.find((one) => tolerates(one, taint));
    if (!toleration) return 0;
    const { tolerationSeconds } = toleration;
    if (tolerationSeconds !== undefined && (least === undefined || tolerationSeconds < least))
      least = tolerationSeconds;
  }
  return least;
}

/** Models ToleratesTaint. */
function tolerates(
  { key = '', operator = 'Equal', value = '', effect = '' }: types.Toleration,
  taint: types.Taint,
): boolean {
  if (effect !== '' && effect !== taint.effect) return false;
  if (key !== '' && key !== taint.key) return false;
  return operator === 'Exists' || (key !== '' && value === (taint.value ?? ''));
}
