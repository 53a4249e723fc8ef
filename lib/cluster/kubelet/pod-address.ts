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

/** Of the node's end of its Pods' network: where probes come from. */
export function gatewayAddress(index: number): string {
  return podAddress(index, 1);
}

/** The next that no Pod of the node has. */
export function assignAddress(engine: Engine, node: NodeRecord, pod: Stored<'v1/Pod'>): string {
  if (pod.spec?.hostNetwork) return engine.hostIP(node);
  // Before the first time round none of them can be taken.
  const used = node.wrapped ? new Set(Object.values(node.pods).map(({ ip }) => ip)) : undefined;
  for (let at = node.nextAddress; ; at += 1) {
    // Where a node is made to hold more Pods than its network has addresses, others are used.
    if (at === LAST + 1 && (used?.size ?? Object.keys(node.pods).length) <= LAST - FIRST) {
      node.wrapped = true;
      node.nextAddress = FIRST;
      return assignAddress(engine, node, pod);
    }
    const address = podAddress(node.index, at);
    node.nextAddress = at + 1;
    if (!used?.has(address)) return address;
  }
}

function podAddress(index: number, at: number): string {
  if (at > LAST) return `100.${64 + (index & 63)}.${(at >> 8) & 255}.${at & 255}`;
  return `10.${244 + (index >> 8)}.${index & 255}.${at}`;
}
