/** Addresses of nodes and Pods: 192.168.49.2 and on as in minikube; of each node's Pods 10.244.n.0/24. */
import type { Stored } from '@/lib/kube';
import type { Engine } from './engine';
import type { NodeRecord } from './state';

const FIRST = 2;
const LAST = 254;

export function nodeAddress(index: number): string {
  const last = index + FIRST;
  return `192.168.${49 + (last >> 8)}.${last & 255}`;
}

export function podCIDR(index: number): string {
  return `10.${244 + (index >> 8)}.${index & 255}.0/24`;
}

/** The next that no Pod of the node has. */
export function assignAddress(engine: Engine, node: NodeRecord, pod: Stored<'v1/Pod'>): string {
  if (pod.spec?.hostNetwork) return engine.hostIP(node);
  const pods = Object.values(node.pods);
  const used = new Set(pods.length > LAST - FIRST ? [] : pods.map(({ ip }) => ip));
  for (let tries = 0; tries <= LAST; tries += 1) {
    const address = podAddress(node.index, node.nextAddress);
    node.nextAddress = nextAfter(node, pods.length);
    if (!used.has(address)) return address;
  }
  return podAddress(node.index, node.nextAddress++);
}

function nextAfter({ nextAddress }: NodeRecord, pods: number): number {
  // Where a node is made to hold more Pods than its network has addresses, others are used.
  if (nextAddress >= LAST && pods <= LAST - FIRST) return FIRST;
  return nextAddress + 1;
}

function podAddress(index: number, at: number): string {
  if (at > LAST) return `100.${64 + (index & 63)}.${(at >> 8) & 255}.${at & 255}`;
  return `10.${244 + (index >> 8)}.${index & 255}.${at}`;
}
