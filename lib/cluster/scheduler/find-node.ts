/** Where a Pod goes, or why it goes nowhere. Models schedulePod and findNodesThatFitPod (pkg/scheduler/schedule_one.go). */
import type { ClusterCache } from './cluster-cache';
import { newCycle, rejectWithNominated, score, type Cycle } from './cycle';
import type { Diagnosis } from './fit-error';
import type { NodeInfo } from './node-info';
import type { Plan } from './plan';
import type { ScheduledPod } from './pod-facts';
import { unresolvable, type Rejection } from './rejection';

export type Found = { readonly node: NodeInfo; readonly cycle: Cycle } | { readonly diagnosis: Diagnosis };

const NOT_NAMED = unresolvable('NodeAffinity', "node(s) didn't satisfy plugin(s) [NodeAffinity]");
const NAMES_CONFLICT = unresolvable('NodeAffinity', 'pod affinity terms conflict');

const LEAST_NODES = 100;
const LEAST_PERCENT = 5;

export class NodeFinder {
  readonly #cluster: ClusterCache;
  /** In a large cluster the search goes on where the last one stopped. */
  #next = 0;

  constructor(cluster: ClusterCache) {
    this.#cluster = cluster;
  }

  find(plan: Plan, pod: ScheduledPod): Found {
    const { nodes } = this.#cluster;
    const names = namedNodes(plan);
    if (names?.length === 0) return { diagnosis: { ofAll: NAMES_CONFLICT, ofNodes: new Map() } };
    const cycle = newCycle(plan, pod, this.#cluster, nodes);
    if ('rejection' in cycle) return { diagnosis: { ofAll: cycle.rejection, ofNodes: new Map() } };

    const held = pod.status?.nominatedNodeName;
    const nominated = held ? this.#cluster.node(held) : undefined;
    if (nominated && !this.#reject(cycle, nominated)) return { node: nominated, cycle };

    const candidates = names ? nodes.filter(({ name }) => names.includes(name)) : nodes;
    const { feasible, ofNodes } = this.#search(cycle, candidates);
    const node = this.#best(cycle, feasible);
    return node ? { node, cycle } : { diagnosis: { ofNodes, ofOthers: names && NOT_NAMED } };
  }

  #search(cycle: Cycle, nodes: readonly NodeInfo[]): { feasible: NodeInfo[]; ofNodes: Map<NodeInfo, Rejection> } {
    const feasible: NodeInfo[] = [];
    const ofNodes = new Map<NodeInfo, Rejection>();
    const enough = feasibleNodesToFind(nodes.length);
    let at = 0;
    for (; at < nodes.length && feasible.length < enough; at += 1) {
      const node = nodes[(this.#next + at) % nodes.length];
      if (!node) continue;
      const rejection = this.#reject(cycle, node);
      if (rejection) ofNodes.set(node, rejection);
      else feasible.push(node);
    }
    this.#next = nodes.length > LEAST_NODES ? (this.#next + at) % nodes.length : 0;
    return { feasible, ofNodes };
  }

  #reject(cycle: Cycle, node: NodeInfo): Rejection | undefined {
    return this.#cluster.nominated.isEmpty ? cycle.reject(node) : rejectWithNominated(cycle, node, this.#cluster);
  }

  #best(cycle: Cycle, feasible: readonly NodeInfo[]): NodeInfo | undefined {
    if (feasible.length <= 1) return feasible[0];
    return feasible[topOf(score(cycle, feasible, this.#cluster))];
  }
}

/**
 * Where the highest score is. Among equals it is the one that comes to the top of a heap: without extenders upstream leaves
 * nothing to chance here. Models newSortedNodeScores (container/heap's Init).
 */
function topOf(scores: readonly number[]): number {
  const winners = scores.map((_, at) => at);
  const scoreAt = (place: number): number => scores[winners[place] ?? 0] ?? 0;
  for (let place = Math.floor(scores.length / 2) - 1; place >= 0; place -= 1) {
    const left = 2 * place + 1;
    const child = left + 1 < scores.length && scoreAt(left + 1) > scoreAt(left) ? left + 1 : left;
    if (scoreAt(child) > scoreAt(place)) winners[place] = winners[child] ?? place;
  }
  return winners[0] ?? 0;
}

/** Models numFeasibleNodesToFind: all of up to 100 nodes, and of more a share. */
function feasibleNodesToFind(nodes: number): number {
  if (nodes < LEAST_NODES) return nodes;
  const percent = Math.max(50 - Math.trunc(nodes / 125), LEAST_PERCENT);
  return Math.max(Math.trunc((nodes * percent) / 100), LEAST_NODES);
}

/** The nodes that required affinity names, where each of its terms does: a DaemonSet's Pods. Models NodeAffinity's PreFilter. */
function namedNodes({ spec }: Plan): readonly string[] | undefined {
  const terms = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  if (terms.length === 0) return undefined;
  const names = new Set<string>();
  for (const { matchFields = [] } of terms) {
    const fields = matchFields.filter(({ key, operator }) => key === 'metadata.name' && operator === 'In');
    const [first, ...others] = fields.map(({ values = [] }) => values);
    if (!first) return undefined;
    for (const name of first) if (others.every((values) => values.includes(name))) names.add(name);
  }
  return [...names];
}
