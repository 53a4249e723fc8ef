/** The nodes there are, what is wished for each, and the Pods that are there. Models getNodesToDaemonPods. */
import type { Client } from '@/lib/kube';
import { isPodTerminal, type StoredPod } from '../pod-readiness';
import { wishFor, type Wish } from './nodes';
import { targetNode, type StoredDaemonSet } from './pods';

export interface DaemonNodes {
  /** By name. */
  readonly nodes: readonly { readonly name: string; readonly wish: Wish }[];
  /** By node, also such as there are no more; those that have ended and are being deleted are left out. */
  readonly podsOn: ReadonlyMap<string, readonly StoredPod[]>;
}

export function daemonNodes(client: Client, daemonSet: StoredDaemonSet, pods: readonly StoredPod[]): DaemonNodes {
  const nodes = client.sorted('v1/Node').map((node) => ({ name: node.metadata.name, wish: wishFor(daemonSet, node) }));
  const podsOn = new Map<string, StoredPod[]>();
  for (const pod of pods) {
    if (isPodTerminal(pod) && pod.metadata.deletionTimestamp !== undefined) continue;
    const node = targetNode(pod);
    if (node === undefined) continue;
    const there = podsOn.get(node);
    if (there) there.push(pod);
    else podsOn.set(node, [pod]);
  }
  return { nodes, podsOn };
}
