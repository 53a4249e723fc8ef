/**
 * How a node is, as far as one can tell from outside: its kubelet renews a Lease, and posts its status. Models
 * tryUpdateNodeHealth and ComputeZoneState (pkg/controller/nodelifecycle).
 */
import { formatTime, parseTime, type Client, type Stored, type types } from '@/lib/kube';

export type Node = Stored<'v1/Node'>;

const MONITOR_GRACE_PERIOD = 50_000;
const STARTUP_GRACE_PERIOD = 60_000;
const LEASES = 'kube-node-lease';

/** `NetworkUnavailable` is not the kubelet's. */
const POSTED_BY_KUBELET = ['Ready', 'MemoryPressure', 'DiskPressure', 'PIDPressure'];

export function conditionOf({ status }: types.Node, type: string): types.NodeCondition | undefined {
  return status?.conditions?.find((condition) => condition.type === type);
}

/** From that moment on it counts as lost, ms since 1970, if it isn't heard of again. */
export function deadlineOf(client: Client, node: Node): number {
  const ready = conditionOf(node, 'Ready');
  const lease = client.get('coordination.k8s.io/v1/Lease', LEASES, node.metadata.name);
  const signs = [lease?.spec?.renewTime, ready?.lastHeartbeatTime, node.metadata.creationTimestamp];
  const last = Math.max(0, ...signs.map((time) => parseTime(time) ?? 0));
  return last + (ready ? MONITOR_GRACE_PERIOD : STARTUP_GRACE_PERIOD);
}

/** The status of a node that is not heard of any more; undefined where it says so already. */
export function unknownStatus(node: Node, now: number): types.NodeStatus | undefined {
  const lastTransitionTime = formatTime(now);
  const { conditions = [] } = node.status ?? {};
  let isChanged = false;
  const next = conditions.map((condition) => {
    if (condition.status === 'Unknown' || !POSTED_BY_KUBELET.includes(condition.type ?? '')) return condition;
    isChanged = true;
    return {
      ...condition,
      status: 'Unknown',
      reason: 'NodeStatusUnknown',
      message: 'Kubelet stopped posting node status.',
      lastTransitionTime,
    };
  });
  for (const type of POSTED_BY_KUBELET) {
    if (conditionOf(node, type)) continue;
    isChanged = true;
    next.push({
      type,
      status: 'Unknown',
      reason: 'NodeStatusNeverUpdated',
      message: 'Kubelet never posted node status.',
      lastHeartbeatTime: node.metadata.creationTimestamp,
      lastTransitionTime,
    });
  }
  return isChanged ? { ...node.status, conditions: next } : undefined;
}

/**
 * Whether Pods are to be driven off a node that is not ready. Not where all nodes are so: then it is rather the control plane
 * that is cut off. And not where more than two nodes, and more than half of a zone, are.
 */
export function isEvictionFair(client: Client, node: Node): boolean {
  const zones = new Map<string, { ready: number; notReady: number }>();
  for (const other of client.list('v1/Node')) {
    if (other.metadata.labels?.['node.kubernetes.io/exclude-disruption'] !== undefined) continue;
    const key = zoneOf(other);
    const zone = zones.get(key) ?? { ready: 0, notReady: 0 };
    zones.set(key, zone);
    if (conditionOf(other, 'Ready')?.status === 'True') zone.ready += 1;
    else zone.notReady += 1;
  }
  if (![...zones.values()].some(({ ready }) => ready > 0)) return false;
  const { ready, notReady } = zones.get(zoneOf(node)) ?? { ready: 0, notReady: 0 };
  const isPartial = ready > 0 && notReady > 2 && notReady / (ready + notReady) >= 0.55;
  return !isPartial || ready + notReady > 50;
}

function zoneOf({ metadata: { labels = {} } }: Node): string {
  return `${labels['topology.kubernetes.io/region'] ?? ''}:${labels['topology.kubernetes.io/zone'] ?? ''}`;
}
