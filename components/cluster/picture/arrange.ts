/** Which item stands where: on which node, in which workload's group, among the traffic or the configuration. No measures. */
import type { ViewItem, ViewTie } from '@/lib/cluster';

/** A workload's Pods on one node, or a Pod of nobody's. */
export interface Group {
  readonly id: string;
  /** Absent for Pods of nobody's. */
  readonly workload?: ViewItem;
  readonly pods: readonly ViewItem[];
}

export interface Room {
  readonly id: string;
  /** `''` for what is on no node. */
  readonly name: string;
  /** Absent where the node is gone, or there is none. */
  readonly node?: ViewItem;
  readonly groups: readonly Group[];
}

/** What is named and is not there. */
export interface Ghost {
  readonly id: string;
  readonly tie: ViewTie;
}

export interface Arrangement {
  readonly components: readonly ViewItem[];
  readonly rooms: readonly Room[];
  /** What leads to Pods. */
  readonly traffic: readonly (ViewItem | Ghost)[];
  /** What Pods need. */
  readonly config: readonly (ViewItem | Ghost)[];
  /** Pods that are selected and workloads that are scaled, and are not there. */
  readonly absent: readonly Ghost[];
}

const WORKLOADS = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ReplicationController', 'Job', 'CronJob'];
export const TRAFFIC: readonly string[] = ['Ingress', 'Service', 'HorizontalPodAutoscaler', 'NetworkPolicy'];
export const CONFIG: readonly string[] = [
  'ConfigMap',
  'Secret',
  'PersistentVolumeClaim',
  'PersistentVolume',
  'ServiceAccount',
  'ResourceQuota',
  'LimitRange',
];

export function arrange(items: Iterable<ViewItem>): Arrangement {
  const all = [...items];
  const byId = new Map(all.map((item) => [item.id, item]));
  const ghosts = ghostsOf(all);
  const side = (kinds: readonly string[]): (ViewItem | Ghost)[] => [
    ...kinds.flatMap((kind) => all.filter((item) => item.kind === kind)),
    ...ghosts.filter(({ tie }) => kinds.includes(tie.kind)),
  ];
  return {
    components: all.filter(({ kind }) => kind === 'Component'),
    rooms: roomsOf(all, byId),
    traffic: side(TRAFFIC),
    config: side(CONFIG),
    absent: ghosts.filter(({ tie }) => !TRAFFIC.includes(tie.kind) && !CONFIG.includes(tie.kind)),
  };
}

export function isGhost(one: ViewItem | Ghost): one is Ghost {
  return 'tie' in one;
}

export function keyOf({ kind, namespace, name }: { kind: string; namespace?: string; name: string }): string {
  return `${kind} ${namespace ?? ''} ${name}`;
}

/** A missing key is told on the line to what lacks it; only what is not there at all is a ghost. */
function ghostsOf(items: readonly ViewItem[]): Ghost[] {
  const there = new Set(items.map(keyOf));
  const found = new Map<string, Ghost>();
  for (const { ties } of items) {
    for (const tie of ties) {
      const key = keyOf(tie);
      if (tie.isMissing && !there.has(key) && !found.has(key)) found.set(key, { id: `missing ${key}`, tie });
    }
  }
  return [...found.values()];
}

/** Of a Pod, or of what stands between: past the ReplicaSet to the Deployment. */
export function workloadOf(pod: ViewItem, byId: ReadonlyMap<string, ViewItem>): ViewItem | undefined {
  let found: ViewItem | undefined;
  let owner = byId.get(pod.owner ?? '');
  while (owner && owner !== found) {
    found = owner;
    owner = byId.get(owner.owner ?? '');
  }
  return found;
}

function roomsOf(items: readonly ViewItem[], byId: ReadonlyMap<string, ViewItem>): readonly Room[] {
  const nodes = new Map<string, ViewItem | undefined>();
  for (const item of items) if (item.kind === 'Node') nodes.set(item.name, item);
  const groups = new Map<string, Map<string, { workload?: ViewItem; pods: ViewItem[] }>>();
  const groupsOn = (node: string): Map<string, { workload?: ViewItem; pods: ViewItem[] }> => {
    const known = groups.get(node) ?? new Map<string, { workload?: ViewItem; pods: ViewItem[] }>();
    groups.set(node, known);
    return known;
  };
  const working = new Set<string>();
  for (const pod of items) {
    if (pod.kind !== 'Pod') continue;
    const node = pod.node ?? '';
    if (node !== '' && !nodes.has(node)) nodes.set(node, undefined);
    const workload = workloadOf(pod, byId);
    if (workload) working.add(workload.id);
    const on = groupsOn(node);
    const id = workload?.id ?? pod.id;
    const group = on.get(id);
    if (group) group.pods.push(pod);
    else on.set(id, { ...(workload && { workload }), pods: [pod] });
  }
  for (const item of items) {
    const isTop = !item.owner || !byId.has(item.owner);
    if (WORKLOADS.includes(item.kind) && isTop && !working.has(item.id))
      groupsOn('').set(item.id, { workload: item, pods: [] });
  }
  const rooms = [...nodes, ...(groups.has('') ? [['', undefined] as const] : [])];
  return rooms.map(([name, node]) => ({
    id: node?.id ?? `room ${name}`,
    name,
    ...(node && { node }),
    groups: [...(groups.get(name) ?? [])].map(([id, group]) => ({ id: `${id}@${name}`, ...group })),
  }));
}
