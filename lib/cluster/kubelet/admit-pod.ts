/**
 * Whether a node takes a Pod that no scheduler has chosen it for (`nodeName` in the manifest). Models pkg/kubelet/lifecycle
 * predicate.go, for CPU, memory, the number of Pods, host ports and the node selector.
 *
 * Not modelled: node affinity, taints, preemption of lesser Pods; what the scheduler has bound is taken as it is.
 */
import { parseQuantity, type Stored, type types } from '@/lib/kube';
import type { Engine } from './engine';
import { podRequests } from './pod-resources';
import type { NodeRecord } from './state';

export interface Rejection {
  readonly reason: string;
  readonly message: string;
}

const REASONS = { cpu: 'OutOfcpu', memory: 'OutOfmemory' } as const;

export function rejectionOf(engine: Engine, node: NodeRecord, pod: Stored<'v1/Pod'>): Rejection | undefined {
  if (pod.status?.conditions?.some(({ type, status }) => type === 'PodScheduled' && status === 'True'))
    return undefined;
  const others: Stored<'v1/Pod'>[] = [];
  for (const each of engine.client.podsOn(node.name)) {
    const isOver = each.status?.phase === 'Succeeded' || each.status?.phase === 'Failed';
    if (!isOver && each.metadata.uid !== pod.metadata.uid && each.status?.startTime) others.push(each);
  }
  const most = Number(engine.config.pods);
  if (others.length + 1 > most) return outOf('OutOfpods', 'pods', 1, others.length, most);
  for (const resource of ['cpu', 'memory'] as const) {
    const wanted = amount(podRequests(pod.spec ?? {})[resource], resource);
    const used = others.reduce((sum, { spec }) => sum + amount(podRequests(spec ?? {})[resource], resource), 0);
    const capacity = amount(engine.config[resource], resource);
    if (wanted > 0 && wanted + used > capacity) return outOf(REASONS[resource], resource, wanted, used, capacity);
  }
  if (others.some((other) => portsOf(other).some((held) => portsOf(pod).some((port) => collides(held, port))))) {
    const why = "node(s) didn't have free ports for the requested pod ports";
    return { reason: 'NodePorts', message: `Predicate NodePorts failed: ${why}` };
  }
  const labels = engine.client.get('v1/Node', undefined, node.name)?.metadata.labels ?? {};
  const selector = Object.entries(pod.spec?.nodeSelector ?? {});
  if (selector.every(([key, value]) => labels[key] === value)) return undefined;
  return {
    reason: 'NodeAffinity',
    message: "Predicate NodeAffinity failed: node(s) didn't match Pod's node affinity/selector",
  };
}

function portsOf({ spec }: Stored<'v1/Pod'>): types.ContainerPort[] {
  return (spec?.containers ?? []).flatMap(({ ports = [] }) => ports).filter(({ hostPort }) => hostPort);
}

function collides(a: types.ContainerPort, b: types.ContainerPort): boolean {
  if (a.hostPort !== b.hostPort || (a.protocol ?? 'TCP') !== (b.protocol ?? 'TCP')) return false;
  const [one, other] = [a.hostIP || ANY, b.hostIP || ANY];
  return one === other || one === ANY || other === ANY;
}

const ANY = '0.0.0.0';

function outOf(reason: string, resource: string, wanted: number, used: number, capacity: number): Rejection {
  const amounts = `requested: ${wanted}, used: ${used}, capacity: ${capacity}`;
  return { reason, message: `Node didn't have enough resource: ${resource}, ${amounts}` };
}

/** CPU in thousandths, memory in bytes. */
function amount(quantity: string | undefined, resource: 'cpu' | 'memory'): number {
  const parsed = parseQuantity(quantity ?? '0');
  if (!parsed) return 0;
  return Math.ceil(Number(parsed.unscaled) * 10 ** (parsed.scale + (resource === 'cpu' ? 3 : 0)));
}
