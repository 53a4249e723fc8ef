/**
 * Which Pods go first when there are too many. Models ActivePodsWithRanks (pkg/controller/controller_utils.go) with
 * LogarithmicScaleDown; where that leaves chance, the name decides.
 */
import { parseTime, type types } from '@/lib/kube';
import { isPodActive, isPodReady, podReadySince, type StoredPod } from '../pod-readiness';

const PHASES: Readonly<Record<string, number>> = { Pending: 0, Unknown: 1, Running: 2 };
const COST = 'controller.kubernetes.io/pod-deletion-cost';

interface Ranked {
  readonly pod: StoredPod;
  /** In the order in which they are compared: the smaller goes first. */
  readonly ranks: readonly number[];
}

/** @param related those that count when a node has several of them */
export function podsToDelete(
  pods: readonly StoredPod[],
  related: Iterable<StoredPod>,
  count: number,
  now: number,
): readonly StoredPod[] {
  if (count === 0) return [];
  const onNode = new Map<string, number>();
  for (const pod of related) {
    const { nodeName = '' } = pod.spec ?? {};
    if (isPodActive(pod)) onNode.set(nodeName, (onNode.get(nodeName) ?? 0) + 1);
  }
  const ranked = pods.map((pod): Ranked => ({ pod, ranks: ranksOf(pod, onNode, now) }));
  return ranked
    .sort(compare)
    .slice(0, count)
    .map(({ pod }) => pod);
}

function ranksOf(pod: StoredPod, onNode: ReadonlyMap<string, number>, now: number): number[] {
  const { nodeName = '' } = pod.spec ?? {};
  const ready = isPodReady(pod);
  const restarts = most(pod.status?.containerStatuses);
  return [
    nodeName === '' ? 0 : 1,
    PHASES[pod.status?.phase ?? ''] ?? 0,
    ready ? 1 : 0,
    deletionCost(pod),
    -(onNode.get(nodeName) ?? 0),
    ready ? magnitude(now, podReadySince(pod)) : 0,
    -restarts,
    -most(sidecarStatuses(pod)),
    magnitude(now, parseTime(pod.metadata.creationTimestamp)),
  ];
}

function compare(a: Ranked, b: Ranked): number {
  for (const [at, rank] of a.ranks.entries()) {
    const other = b.ranks[at] ?? 0;
    if (rank !== other) return rank - other;
  }
  return a.pod.metadata.name < b.pod.metadata.name ? -1 : 1;
}

/** How old, roughly: its order of magnitude in powers of two. */
function magnitude(now: number, since: number | undefined): number {
  const age = now - (since ?? now);
  return age > 0 ? Math.floor(Math.log2(age * 1e6)) : -1;
}

function deletionCost({ metadata }: StoredPod): number {
  const text = metadata.annotations?.[COST] ?? '0';
  return /^(?:0|-?[1-9]\d*)$/.test(text) ? Number(text) : 0;
}

function most(statuses: readonly types.ContainerStatus[] = []): number {
  return statuses.reduce((highest, { restartCount = 0 }) => Math.max(highest, restartCount), 0);
}

function sidecarStatuses({ spec, status }: StoredPod): types.ContainerStatus[] {
  const sidecars = (spec?.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always');
  return (status?.initContainerStatuses ?? []).filter(({ name }) => sidecars.some((one) => one.name === name));
}
