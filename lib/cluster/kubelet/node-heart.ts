/** What a kubelet says of its node again and again: the lease every 10 s, the status when it changed or after 5 minutes. */
import { parseTime } from '@/lib/kube';
import type { Engine } from './engine';
import { renewLease } from './node-lease';
import { imagesOf, reportNode } from './node-status';
import { isSameJson } from './same-json';
import type { NodeRecord } from './state';

export const HEARTBEAT_MS = 10_000;
const REPORT_MS = 300_000;

export function beat(engine: Engine, node: NodeRecord): void {
  const stored = engine.client.get('v1/Node', undefined, node.name);
  // A Node that was deleted comes back only with a start of its kubelet.
  if (!stored) return;
  renewLease(engine, node);
  const ready = stored.status?.conditions?.find(({ type }) => type === 'Ready');
  const isOld = engine.clock.now() - (parseTime(ready?.lastHeartbeatTime) ?? 0) >= REPORT_MS;
  if (isOld || ready?.status !== 'True' || !isSameJson(imagesOf(node), stored.status?.images)) reportNode(engine, node);
}
