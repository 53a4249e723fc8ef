/**
 * DaemonSets: a Pod on every node that fits. Models pkg/controller/daemon (Kubernetes 1.36).
 *
 * Not modelled: expectations, as a client here reads what it has just written; selectors that take everything, which the
 * server refuses.
 */
import { type Client, type Stored, selectorOf } from '@/lib/kube';
import { canonicalJson } from '../canonical-json';
import type { Controller, ControllerContext, Queue } from '../controller';
import { claim } from '../controller-ref';
import { watchDependents } from '../dependents';
import { fromKey, keyOf } from '../object-key';
import { Orphans } from '../orphans';
import { PodControl } from '../pod-control';
import { podFromTemplate } from '../pod-from-template';
import { nextAvailability, type StoredPod } from '../pod-readiness';
import { createInBatches } from '../slow-start';
import { daemonNodes } from './daemon-nodes';
import { newFailureBackOff } from './failure-back-off';
import { cleanUpHistory, historyOf } from './history';
import { plan, type Plan } from './placement';
import { labelledTemplate, specForNode, type StoredDaemonSet } from './pods';
import { rollOn } from './rolling-update';
import { statusOf } from './status';

/** No more Pods than this are made or deleted in one go. */
const BURST = 250;

export function daemonSetController(context: ControllerContext): Controller {
  const { client, clock } = context;
  const recorder = context.recorder('daemonset-controller');
  const control = new PodControl(client, recorder);
  const orphans = new Orphans<'v1/Pod'>();
  const revisions = new Orphans<'apps/v1/ControllerRevision'>();
  const backOff = newFailureBackOff(clock);
  let queue: Queue | undefined;

  function start(to: Queue): (() => void)[] {
    queue = to;
    const addAll = (): void => {
      for (const one of client.sorted('apps/v1/DaemonSet')) to.add(keyOf(one));
    };
    const stops = [
      orphans.follow(client, 'v1/Pod'),
      revisions.follow(client, 'apps/v1/ControllerRevision'),
      client.onChange('apps/v1/DaemonSet', ({ object }) => to.add(keyOf(object))),
      watchDependents(client, 'v1/Pod', 'apps/v1/DaemonSet', to),
      // Of a node that goes nothing is heard but by its Pods, once they are collected.
      client.onChange('v1/Node', ({ type, object, before }) => {
        if (type === 'ADDED' || (type === 'MODIFIED' && (!before || !isSamePlace(before, object)))) addAll();
      }),
    ];
    addAll();
    return stops;
  }

  function sync(key: string): 'retry' | void {
    const { namespace, name } = fromKey(key);
    const daemonSet = client.get('apps/v1/DaemonSet', namespace, name);
    if (!daemonSet || daemonSet.metadata.deletionTimestamp !== undefined) return;
    const pods = podsOf(client, daemonSet, orphans);
    const history = pods && historyOf(client, daemonSet, revisions, pods);
    if (!history) return 'retry';
    const { hash, old } = history;

    const daemons = daemonNodes(client, daemonSet, pods);
    const again = (ms: number): void => queue?.addAfter(key, ms);
    let next = plan(context, { daemonSet, daemons, hash, backOff, recorder, again });
    const isRolling = daemonSet.spec?.updateStrategy?.type === 'RollingUpdate';
    if (isRolling && !hasWork(next)) next = rollOn(daemonSet, daemons, hash, clock.now());
    const isDone = carryOut(daemonSet, next, hash) && cleanUpHistory(client, daemonSet, old, pods);

    const after = hasWork(next) ? podsOf(client, daemonSet, orphans) : pods;
    if (!after) return 'retry';
    const now = clock.now();
    const status = statusOf(daemonSet, daemonNodes(client, daemonSet, after), hash, now);
    if (status && !client.updateStatus('apps/v1/DaemonSet', { ...daemonSet, status }).ok) return 'retry';
    if (!isDone) return 'retry';

    const { minReadySeconds = 0 } = daemonSet.spec ?? {};
    const { numberReady = 0, numberAvailable = 0 } = status ?? daemonSet.status ?? {};
    if (minReadySeconds > 0 && numberReady !== numberAvailable) {
      const wait = nextAvailability(after, minReadySeconds, now) ?? minReadySeconds * 1000;
      queue?.addAfter(key, wait, { background: false });
    }
  }

  /** Answers whether all went well. */
  function carryOut(daemonSet: StoredDaemonSet, { create, remove }: Plan, hash: string): boolean {
    const nodes = create.slice(0, BURST);
    const template = labelledTemplate(daemonSet, hash);
    const failure = createInBatches(nodes.length, (at) => {
      const pod = podFromTemplate(template, daemonSet);
      const made = control.create({ ...pod, spec: specForNode(pod.spec, nodes[at] ?? '') }, daemonSet);
      return 'failure' in made && !made.failure.isNamespaceTerminating ? made.failure : undefined;
    });
    let isDone = failure === undefined;
    for (const pod of remove.slice(0, BURST)) isDone = control.delete(pod, daemonSet) === undefined && isDone;
    return isDone;
  }

  return { name: 'daemonset', start, sync };
}

function hasWork({ create, remove }: Plan): boolean {
  return create.length > 0 || remove.length > 0;
}

/** By name; undefined where an adoption failed. */
function podsOf(client: Client, daemonSet: StoredDaemonSet, orphans: Orphans<'v1/Pod'>): StoredPod[] | undefined {
  const { uid, namespace } = daemonSet.metadata;
  const matches = selectorOf(daemonSet.spec?.selector);
  const { objects, failed } = claim(client, {
    kind: 'v1/Pod',
    candidates: [...client.ownedBy('v1/Pod', uid), ...orphans.in(namespace)],
    owner: daemonSet,
    matches: ({ metadata }) => matches(metadata.labels),
  });
  return failed ? undefined : objects.sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
}

/** Nothing has changed of what Pods may say about a node. Models shouldIgnoreNodeUpdate. */
function isSamePlace(a: Stored<'v1/Node'>, b: Stored<'v1/Node'>): boolean {
  const place = ({ metadata: { labels = {} }, spec: { taints = [] } = {} }: Stored<'v1/Node'>): string =>
    canonicalJson({ labels, taints });
  return (a.metadata.labels === b.metadata.labels && a.spec === b.spec) || place(a) === place(b);
}
