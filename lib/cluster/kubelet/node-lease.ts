/** The heartbeat of a node. Models component-helpers' apimachinery/lease: every 10 seconds, good for 40. */
import { formatMicroTime } from '@/lib/kube';
import type { Engine } from './engine';
import type { NodeRecord } from './state';

const NAMESPACE = 'kube-node-lease';
const DURATION_SECONDS = 40;

export function renewLease({ client, clock }: Engine, { name }: NodeRecord): void {
  const renewTime = formatMicroTime(clock.now());
  const lease = client.get('coordination.k8s.io/v1/Lease', NAMESPACE, name);
  if (lease) {
    client.update('coordination.k8s.io/v1/Lease', { ...lease, spec: { ...lease.spec, renewTime } });
    return;
  }
  const node = client.get('v1/Node', undefined, name);
  if (!node) return;
  client.create('coordination.k8s.io/v1/Lease', {
    metadata: {
      name,
      namespace: NAMESPACE,
      ownerReferences: [{ apiVersion: 'v1', kind: 'Node', name, uid: node.metadata.uid }],
    },
    spec: { holderIdentity: name, leaseDurationSeconds: DURATION_SECONDS, renewTime },
  });
}
