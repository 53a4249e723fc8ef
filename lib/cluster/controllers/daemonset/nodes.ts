/** Which nodes a DaemonSet wants a Pod on. Models NodeShouldRunDaemonPod (pkg/controller/daemon/daemon_controller.go). */
import type { Stored } from '@/lib/kube';
import { matchesRequiredNodes, tolerates } from '../../scheduler/node-match';
import { tolerantSpec, type StoredDaemonSet } from './pods';

export interface Wish {
  /** A Pod is to be made there. */
  readonly runs: boolean;
  /** One that is there may stay. */
  readonly stays: boolean;
}

const NO: Wish = { runs: false, stays: false };

export function wishFor({ spec }: StoredDaemonSet, node: Stored<'v1/Node'>): Wish {
  const pod = tolerantSpec(spec?.template?.spec);
  const { name, labels = {} } = node.metadata;
  if (pod.nodeName && pod.nodeName !== name) return NO;
  if (!matchesRequiredNodes(pod, { name, labels })) return NO;
  const untolerated = (node.spec?.taints ?? []).filter((taint) => !tolerates(pod.tolerations ?? [], taint));
  const evicts = untolerated.some(({ effect }) => effect === 'NoExecute');
  const repels = untolerated.some(({ effect }) => effect === 'NoSchedule');
  return { runs: !evicts && !repels, stays: !evicts };
}
