/**
 * Reads the cluster, keeps the cache by what changes in it, and tells the scheduler what may matter to Pods that wait. Models
 * addAllEventHandlers (pkg/scheduler/eventhandlers.go).
 */
import type { Client, ObjectChange, Stored } from '@/lib/kube';
import type { ClusterCache } from './cluster-cache';
import { isTerminal, labelsOf, type ScheduledPod } from './pod-facts';
import type { Plans } from './plan';
import type { ClusterEvent } from './requeue';

export interface Watchers {
  /** A Pod without a node. */
  unbound(pod: ScheduledPod): void;
  /** A Pod that needs none any more: it has one, has ended or is gone. */
  settled(uid: string): void;
  claimChanged(claim: Stored<'v1/PersistentVolumeClaim'>): void;
  happened(event: ClusterEvent): void;
}

/** Answers how to stop. */
export function watchCluster(client: Client, cluster: ClusterCache, plans: Plans, watchers: Watchers): () => void {
  for (const node of client.list('v1/Node')) cluster.putNode(node);
  const unbound: ScheduledPod[] = [];
  for (const pod of client.list('v1/Pod')) {
    cluster.nominated.put(pod);
    if (isTerminal(pod)) continue;
    if (pod.spec?.nodeName) cluster.putPod(pod, pod.spec.nodeName);
    else unbound.push(pod);
  }
  const stops = [
    client.onChange('v1/Pod', (change) => podChanged(change, cluster, watchers)),
    client.onChange('v1/Node', (change) => nodeChanged(change, cluster, watchers)),
    client.onChange('v1/PersistentVolumeClaim', ({ type, object }) => {
      cluster.changes += 1;
      watchers.claimChanged(object);
      if (type !== 'DELETED') watchers.happened({ of: 'claim', claim: object, isNew: type === 'ADDED' });
    }),
    client.onChange('v1/PersistentVolume', ({ type }) => {
      cluster.changes += 1;
      if (type !== 'DELETED') watchers.happened({ of: 'volume' });
    }),
    client.onChange('storage.k8s.io/v1/StorageClass', ({ type }) => {
      cluster.changes += 1;
      if (type !== 'DELETED') watchers.happened({ of: 'storage-class' });
    }),
    client.onChange('v1/Service', ({ type, object, before }) => {
      if (type !== 'MODIFIED' || !isSameRecord(object.spec?.selector, before?.spec?.selector)) plans.forget();
    }),
    client.onChange('v1/Namespace', ({ object, before }) => {
      if (before && isSameRecord(object.metadata.labels, before.metadata.labels)) return;
      cluster.changes += 1;
      plans.forget();
    }),
  ];
  for (const pod of unbound.sort(byAge)) watchers.unbound(pod);
  return () => {
    for (const stop of stops) stop();
  };
}

function podChanged(
  { type, object: pod, before }: ObjectChange<'v1/Pod'>,
  cluster: ClusterCache,
  watchers: Watchers,
): void {
  const { uid } = pod.metadata;
  const wasHeld = cluster.nominated.has(uid);
  const isOver = type === 'DELETED' || isTerminal(pod);
  if (isOver) cluster.nominated.remove(uid);
  else if (wasHeld || pod.status?.nominatedNodeName) cluster.nominated.put(pod);
  const node = pod.spec?.nodeName;
  if (isOver) {
    watchers.settled(uid);
    if (cluster.has(uid)) {
      cluster.removePod(uid);
      watchers.happened({ of: 'pod', did: 'go', pod, facts: cluster.factsOf(pod) });
    } else if (wasHeld) watchers.happened({ of: 'pod', did: 'go', pod, facts: cluster.factsOf(pod) });
  } else if (!node) watchers.unbound(pod);
  else {
    const isNew = !before?.spec?.nodeName;
    cluster.putPod(pod, node);
    if (isNew) {
      watchers.settled(uid);
      watchers.happened({ of: 'pod', did: 'come', pod, facts: cluster.factsOf(pod) });
    } else if (!isSameRecord(pod.metadata.labels, before.metadata.labels)) {
      watchers.happened({ of: 'labels', pod, before });
    }
  }
}

function nodeChanged(
  { type, object: node, before }: ObjectChange<'v1/Node'>,
  cluster: ClusterCache,
  watchers: Watchers,
): void {
  if (type === 'DELETED') {
    cluster.removeNode(node.metadata.name);
    watchers.happened({ of: 'lost-node', node });
  } else if (!before || isOtherToPods(node, before)) {
    cluster.putNode(node);
    watchers.happened({ of: 'node', node, before });
  }
}

/** Heartbeats and conditions are passed over. */
function isOtherToPods(node: Stored<'v1/Node'>, before: Stored<'v1/Node'>): boolean {
  return (
    !isSameRecord(labelsOf(node), labelsOf(before)) ||
    node.spec?.unschedulable !== before.spec?.unschedulable ||
    !isSameTaints(node, before) ||
    !isSameRecord(node.status?.allocatable, before.status?.allocatable) ||
    node.status?.images?.length !== before.status?.images?.length
  );
}

function isSameTaints({ spec }: Stored<'v1/Node'>, { spec: other }: Stored<'v1/Node'>): boolean {
  const [a = [], b = []] = [spec?.taints, other?.taints];
  const isSame = (at: number): boolean =>
    a[at]?.key === b[at]?.key && a[at]?.value === b[at]?.value && a[at]?.effect === b[at]?.effect;
  return a === b || (a.length === b.length && a.every((_, at) => isSame(at)));
}

type StringRecord = Readonly<Record<string, string>> | undefined;

export function isSameRecord(a: StringRecord, b: StringRecord): boolean {
  if (a === b) return true;
  if (!a || !b) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}

function byAge(a: ScheduledPod, b: ScheduledPod): number {
  const byTime = compare(a.metadata.creationTimestamp, b.metadata.creationTimestamp);
  return byTime === 0 ? compare(key(a), key(b)) : byTime;
}

function key({ metadata }: ScheduledPod): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`;
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
