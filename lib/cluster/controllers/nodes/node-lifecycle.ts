/**
 * Watches over the nodes: one that is not heard of any more becomes Unknown and its Pods not ready, and conditions become
 * taints. Models pkg/controller/nodelifecycle.
 *
 * Not modelled: that nodes are looked at each 5 seconds (a lost one is noticed at once when its time is over), and that no
 * more than one node in 10 seconds gets the taint that evicts.
 */
import { formatTime, type ObjectChange, type Stored } from '@/lib/kube';
import type { Controller, ControllerContext, Queue } from '../controller';
import { conditionOf, deadlineOf, isEvictionFair, unknownStatus, type Node } from './health';
import { taintsFor } from './taints';

/** The older label follows the newer one. */
const FOLLOWING_LABELS = [
  ['kubernetes.io/os', 'beta.kubernetes.io/os'],
  ['kubernetes.io/arch', 'beta.kubernetes.io/arch'],
] as const;

export function nodeLifecycleController(context: ControllerContext): Controller {
  const { client, clock } = context;
  const recorder = context.recorder('node-controller');
  const removed = new Map<string, Node>();
  const toRegister = new Set<string>();
  let wakeLater: (node: string, ms: number) => void = () => {};

  function start(queue: Queue): (() => void)[] {
    wakeLater = (node, ms) => queue.addAfter(node, ms, { background: true });
    removed.clear();
    toRegister.clear();
    const registered = new Set<string>();
    for (const { reason, involvedObject } of client.list('v1/Event', 'default')) {
      if (reason === 'RegisteredNode' && involvedObject?.uid) registered.add(involvedObject.uid);
    }
    for (const { metadata } of client.sorted('v1/Node')) {
      if (!registered.has(metadata.uid)) toRegister.add(metadata.uid);
      queue.add(metadata.name);
    }
    return [client.onChange('v1/Node', (change) => see(queue, change))];
  }

  function see(queue: Queue, { type, object, before }: ObjectChange<'v1/Node'>): void {
    if (type === 'ADDED') toRegister.add(object.metadata.uid);
    if (type === 'DELETED') removed.set(object.metadata.name, object);
    queue.add(object.metadata.name);
    const isSame = before && conditionOf(before, 'Ready')?.status === conditionOf(object, 'Ready')?.status;
    if (type === 'MODIFIED' && isSame) return;
    // Whether Pods are driven off one node depends on how the others are.
    for (const { metadata } of client.sorted('v1/Node')) queue.add(metadata.name);
  }

  function sync(name: string): 'retry' | void {
    const gone = removed.get(name);
    if (gone) {
      removed.delete(name);
      const message = `Node ${name} event: Removing Node ${name} from Controller`;
      recorder.event(gone, 'Normal', 'RemovingNode', message);
    }
    const node = client.get('v1/Node', undefined, name);
    if (!node) return undefined;
    if (toRegister.delete(node.metadata.uid)) {
      const message = `Node ${name} event: Registered Node ${name} in Controller`;
      recorder.event(node, 'Normal', 'RegisteredNode', message);
    }
    return checkHealth(node) && writeTaints(name) ? undefined : 'retry';
  }

  function checkHealth(node: Node): boolean {
    const now = clock.now();
    const deadline = deadlineOf(client, node);
    if (now < deadline) {
      wakeLater(node.metadata.name, deadline - now);
      return true;
    }
    const status = unknownStatus(node, now);
    if (!status) return true;
    const answer = client.updateStatus('v1/Node', { ...node, status });
    if (!answer.ok) return false;
    if (conditionOf(node, 'Ready')?.status === 'True') {
      const message = `Node ${node.metadata.name} status is now: NodeNotReady`;
      recorder.event(node, 'Normal', 'NodeNotReady', message);
      for (const pod of client.podsOn(node.metadata.name)) markNotReady(pod);
    }
    return true;
  }

  function markNotReady(pod: Stored<'v1/Pod'>): void {
    const { conditions = [] } = pod.status ?? {};
    if (!conditions.some(({ type, status }) => type === 'Ready' && status !== 'False')) return;
    const lastTransitionTime = formatTime(clock.now());
    const next = conditions.map((condition) =>
      condition.type === 'Ready' ? { ...condition, status: 'False', lastTransitionTime } : condition,
    );
    const answer = client.updateStatus('v1/Pod', { ...pod, status: { ...pod.status, conditions: next } });
    if (answer.ok) recorder.event(pod, 'Warning', 'NodeNotReady', 'Node is not ready');
  }

  function writeTaints(name: string): boolean {
    const node = client.get('v1/Node', undefined, name);
    if (!node) return true;
    const taints = taintsFor(node, isEvicting(node), clock.now());
    const labels = followedLabels(node);
    if (!taints && !labels) return true;
    const answer = client.update('v1/Node', {
      ...node,
      ...(labels && { metadata: { ...node.metadata, labels } }),
      ...(taints && { spec: { ...node.spec, taints } }),
    });
    return answer.ok || answer.status.reason === 'NotFound';
  }

  function isEvicting(node: Node): boolean | 'keep' {
    const status = conditionOf(node, 'Ready')?.status;
    if (status === undefined || status === 'True') return false;
    if (isEvictionFair(client, node)) return true;
    const isAnyReady = client.sorted('v1/Node').some((other) => conditionOf(other, 'Ready')?.status === 'True');
    return isAnyReady ? 'keep' : false;
  }

  return { name: 'node-lifecycle', start, sync };
}

function followedLabels({ metadata: { labels = {} } }: Node): Record<string, string> | undefined {
  const next = { ...labels };
  for (const [leading, following] of FOLLOWING_LABELS) {
    const value = labels[leading];
    if (value !== undefined) next[following] = value;
  }
  return FOLLOWING_LABELS.some(([, following]) => next[following] !== labels[following]) ? next : undefined;
}
