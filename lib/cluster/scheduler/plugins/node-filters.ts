/**
 * What speaks against a node whatever is on the others: cordoned, tainted, not selected, its ports or resources taken.
 * Models the plugins NodeUnschedulable, TaintToleration, NodeAffinity, NodePorts and the filter of NodeResourcesFit, in
 * their order. NodeName needs none: a Pod with a nodeName is not scheduled.
 */
import { isKeptAway, matchesRequiredNodes, tolerates } from '../node-match';
import type { NodeInfo } from '../node-info';
import type { Plan } from '../plan';
import type { HostPort } from '../pod-facts';
import { rejected, unresolvable, type Rejection } from '../rejection';

const UNSCHEDULABLE = unresolvable('NodeUnschedulable', 'node(s) were unschedulable');
const TAINTED = unresolvable('TaintToleration', 'node(s) had untolerated taint(s)');
const NOT_SELECTED = unresolvable('NodeAffinity', "node(s) didn't match Pod's node affinity/selector");
const PORTS_TAKEN = rejected('NodePorts', "node(s) didn't have free ports for the requested pod ports");

const CORDON = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' };

export function rejectNode(plan: Plan, node: NodeInfo): Rejection | undefined {
  if (node.unschedulable && !tolerates(plan.tolerations, CORDON)) return UNSCHEDULABLE;
  if (node.taints.length > 0 && isKeptAway(plan.tolerations, node.taints)) return TAINTED;
  if (!matchesRequiredNodes(plan.spec, node)) return NOT_SELECTED;
  if (plan.facts.hostPorts.some((port) => isTaken(port, node))) return PORTS_TAKEN;
  return rejectByResources(plan, node);
}

export function isTaken({ ip, protocol, port }: HostPort, node: NodeInfo): boolean {
  const holders = node.hostPorts.get(`${protocol}/${port}`) ?? [];
  return holders.some((holder) => holder === ip || holder === '0.0.0.0' || ip === '0.0.0.0');
}

function rejectByResources({ facts }: Plan, node: NodeInfo): Rejection | undefined {
  const reasons: string[] = [];
  let hopeless = false;
  if (node.pods.size + 1 > node.mostPods) reasons.push('Too many pods');
  for (const [name, amount] of facts.requests.asked) {
    if (amount === 0) continue;
    const allocatable = node.allocatable.get(name) ?? 0;
    if (amount <= allocatable - (node.requested.get(name) ?? 0)) continue;
    reasons.push(`Insufficient ${name}`);
    hopeless ||= amount > allocatable;
  }
  if (reasons.length === 0) return undefined;
  return hopeless ? unresolvable('NodeResourcesFit', ...reasons) : rejected('NodeResourcesFit', ...reasons);
}
