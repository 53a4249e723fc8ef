/** Whom a selector takes: whole workloads where it takes all of their Pods, else the single Pods. */
import type { Labels, Stored } from '@/lib/kube';
import { workloadOf } from './pod';
import type { Scene } from './sight';
import type { ViewTie } from './view-item';

type Pod = Stored<'v1/Pod'>;

export interface Selected {
  readonly pods: readonly Pod[];
  readonly ties: readonly ViewTie[];
}

/** @param text the selector, to be read where it takes nothing */
export function select(
  namespace: string,
  matches: (labels: Labels | undefined) => boolean,
  text: string,
  scene: Scene,
): Selected {
  const taken: Pod[] = [];
  const loose = new Map<string, Pod[]>();
  const workloads = new Map<string, { kind: string; name: string }>();
  const parted = new Set<string>();
  for (const pod of scene.client.list('v1/Pod', namespace)) {
    const workload = workloadOf(pod, scene);
    const isTaken = matches(pod.metadata.labels);
    if (isTaken) taken.push(pod);
    // What is on its way out may have other labels than what comes.
    else if (workload && !pod.metadata.deletionTimestamp) parted.add(workload.uid);
    if (!isTaken) continue;
    const uid = workload?.uid ?? '';
    if (workload) workloads.set(uid, workload);
    const others = loose.get(uid);
    if (others) others.push(pod);
    else loose.set(uid, [pod]);
  }
  const tie = (kind: string, name: string): ViewTie => ({ by: 'selects', kind, namespace, name, isMissing: false });
  const ties = [...loose].flatMap(([uid, pods]) => {
    const workload = workloads.get(uid);
    if (workload && !parted.has(uid)) return [tie(workload.kind, workload.name)];
    return pods.map(({ metadata }) => tie('Pod', metadata.name));
  });
  if (ties.length > 0) return { pods: taken, ties: ties.sort(byName) };
  return { pods: [], ties: [{ by: 'selects', kind: 'Pod', namespace, name: text, isMissing: true }] };
}

function byName(a: ViewTie, b: ViewTie): number {
  return a.kind === b.kind ? (a.name < b.name ? -1 : 1) : a.kind < b.kind ? -1 : 1;
}
