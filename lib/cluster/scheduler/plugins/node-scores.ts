/**
 * How much a node speaks for itself, whatever the others offer. Models LeastAllocated (NodeResourcesFit), NodeResourcesBalancedAllocation,
 * ImageLocality, and what TaintToleration and NodeAffinity count before they compare nodes.
 */
import { matchesNodeSelectorTerm, tolerates } from '../node-match';
import type { NodeInfo } from '../node-info';
import type { LocalScores, Plan } from '../plan';

const MOST = 100;
const MEGABYTE = 1024 * 1024;

export function scoreNode(plan: Plan, node: NodeInfo, nodes: number): LocalScores {
  return {
    plain: leastAllocated(plan, node) + balancedAllocation(plan, node) + imageLocality(plan, node, nodes),
    intolerable: countIntolerable(plan, node),
    preferred: preferredAffinity(plan, node),
  };
}

function leastAllocated({ facts }: Plan, node: NodeInfo): number {
  const { cpu, memory } = facts.requests.counted;
  const shares = [
    free(node.countedCpu + cpu, node.allocatable.get('cpu') ?? 0),
    free(node.countedMemory + memory, node.allocatable.get('memory') ?? 0),
  ].filter((share) => share !== undefined);
  return shares.length === 0 ? 0 : Math.trunc(shares.reduce((sum, share) => sum + share, 0) / shares.length);
}

function free(requested: number, capacity: number): number | undefined {
  if (capacity === 0) return undefined;
  return requested > capacity ? 0 : Math.trunc(((capacity - requested) * MOST) / capacity);
}

/** Whether cpu and memory are used to the same share, with the Pod and without it. Nothing for a Pod that asks for nothing. */
function balancedAllocation({ facts }: Plan, node: NodeInfo): number {
  const cpu = facts.requests.asked.get('cpu') ?? 0;
  const memory = facts.requests.asked.get('memory') ?? 0;
  if (cpu === 0 && memory === 0) return 0;
  return MOST / 2 + Math.trunc((MOST / 2 + evenness(node, cpu, memory) - evenness(node, 0, 0)) / 2);
}

function evenness(node: NodeInfo, cpu: number, memory: number): number {
  const ofCpu = share((node.requested.get('cpu') ?? 0) + cpu, node.allocatable.get('cpu') ?? 0);
  const ofMemory = share((node.requested.get('memory') ?? 0) + memory, node.allocatable.get('memory') ?? 0);
  const deviation = ofCpu === undefined || ofMemory === undefined ? 0 : Math.abs((ofCpu - ofMemory) / 2);
  return Math.trunc((1 - deviation) * MOST);
}

function share(requested: number, capacity: number): number | undefined {
  return capacity === 0 ? undefined : Math.min(1, requested / capacity);
}

/** Between 23 MB and 1000 MB a container of images that are there already, each the less the fewer nodes have it. */
function imageLocality({ spec }: Plan, node: NodeInfo, nodes: number): number {
  if (node.images.size === 0) return 0;
  const containers = [...(spec.initContainers ?? []), ...(spec.containers ?? [])];
  // How many nodes have an image is not counted: it weighs as if this one alone had it.
  const sum = containers.reduce((total, { image = '' }) => total + (node.images.get(tagged(image)) ?? 0) / nodes, 0);
  const least = 23 * MEGABYTE;
  const most = 1000 * MEGABYTE * containers.length;
  return Math.trunc((MOST * (Math.min(Math.max(Math.trunc(sum), least), most) - least)) / (most - least));
}

function tagged(image: string): string {
  return image.lastIndexOf(':') <= image.lastIndexOf('/') ? `${image}:latest` : image;
}

function countIntolerable({ tolerations }: Plan, node: NodeInfo): number {
  if (node.taints.length === 0) return 0;
  return node.taints.filter((taint) => taint.effect === 'PreferNoSchedule' && !tolerates(tolerations, taint)).length;
}

function preferredAffinity({ spec }: Plan, node: NodeInfo): number {
  const preferred = spec.affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
  return preferred.reduce(
    (sum, { weight = 0, preference = {} }) => sum + (matchesNodeSelectorTerm(preference, node) ? weight : 0),
    0,
  );
}
