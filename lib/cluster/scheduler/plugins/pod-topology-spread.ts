import { type MatchesLabels } from '@/lib/kube';
/** Spreads Pods over hosts, zones and what else nodes are labelled with. Models the plugin PodTopologySpread. */
import { isKeptAway, matchesRequiredNodes } from '../node-match';
import type { NodeInfo } from '../node-info';
import type { Plan } from '../plan';
import { namespaceOf } from '../pod-facts';
import { rejected, unresolvable, type Rejection } from '../rejection';
import { HOSTNAME, type SpreadConstraint } from './spread-constraints';

const UNEVEN = "node(s) didn't match pod topology spread constraints";
const SKEWED = rejected('PodTopologySpread', UNEVEN);
const UNLABELLED = unresolvable('PodTopologySpread', `${UNEVEN} (missing required label)`);

/** Stands for a node that a constraint does not count. */
const LEFT_OUT = -1;

type Rejects = (node: NodeInfo) => Rejection | undefined;

/** Undefined where the Pod has no such constraint. */
export function spreadFilter(plan: Plan, nodes: readonly NodeInfo[]): Rejects | undefined {
  const { hard } = plan;
  if (hard.length === 0) return undefined;
  const domains = hard.map(() => new Map<string, number>());
  for (const node of nodes) {
    if (!hasAllKeys(node, hard)) continue;
    const view = plan.view(node);
    view.hardCounts ??= countAll(plan, node, hard);
    view.hardCounts.forEach((count, at) => addTo(domains[at], node.labels[hard[at]?.topologyKey ?? ''] ?? '', count));
  }
  const least = hard.map(({ minDomains }, at) => {
    const counts = [...(domains[at]?.values() ?? [])];
    return counts.length < minDomains ? 0 : Math.min(...counts);
  });
  const itself = hard.map(({ matches }) => (matches(plan.labels) ? 1 : 0));
  return (node) => {
    for (const [at, { topologyKey, maxSkew }] of hard.entries()) {
      const value = node.labels[topologyKey];
      if (value === undefined) return UNLABELLED;
      const skew = (domains[at]?.get(value) ?? 0) + (itself[at] ?? 0) - (least[at] ?? 0);
      if (skew > maxSkew) return SKEWED;
    }
    return undefined;
  };
}

const MOST = 100;

/** From 0 to 100 for each of the feasible nodes; undefined where nothing asks for it. */
export function spreadScores(
  plan: Plan,
  feasible: readonly NodeInfo[],
  all: readonly NodeInfo[],
): readonly number[] | undefined {
  const { soft } = plan;
  if (soft.length === 0) return undefined;
  const needsAllKeys = soft.some(({ isDefault }) => !isDefault);
  const counts = (node: NodeInfo): boolean => !needsAllKeys || hasAllKeys(node, soft);
  const candidates = feasible.filter(counts);
  const domains = soft.map(({ topologyKey }) => domainsOf(topologyKey, candidates));
  const weights = domains.map((domain) => Math.log((domain ? domain.size : candidates.length) + 2));
  if (domains.some((domain) => domain && (domain.size > 1 || !domain.has('')))) {
    for (const node of all) {
      if (!counts(node)) continue;
      const ofNode = softCounts(plan, node);
      for (let at = 0; at < soft.length; at += 1) {
        const value = node.labels[soft[at]?.topologyKey ?? ''] ?? '';
        if (domains[at]?.has(value)) addTo(domains[at], value, ofNode[at] ?? LEFT_OUT);
      }
    }
  }
  const raw = feasible.map((node) => (counts(node) ? rawScore(plan, node, domains, weights) : undefined));
  return normalized(raw);
}

/** None for hosts, which are counted one by one. Where no node has the key they are all one. */
function domainsOf(topologyKey: string, nodes: readonly NodeInfo[]): Map<string, number> | undefined {
  if (topologyKey === HOSTNAME) return undefined;
  if (nodes.every(({ labels }) => labels[topologyKey] === undefined)) return new Map([['', 0]]);
  return new Map(nodes.map(({ labels }) => [labels[topologyKey] ?? '', 0]));
}

function rawScore(
  plan: Plan,
  node: NodeInfo,
  domains: readonly (ReadonlyMap<string, number> | undefined)[],
  weights: readonly number[],
): number {
  const onNode = softCounts(plan, node);
  let score = 0;
  // A loop, for every node and every Pod comes here: a closure would be made for each, and its sum kept on the heap.
  for (let at = 0; at < plan.soft.length; at += 1) {
    const { topologyKey = '', maxSkew = 0 } = plan.soft[at] ?? {};
    const value = node.labels[topologyKey];
    if (value === undefined) continue;
    const domain = domains[at];
    const count = domain ? (domain.get(value) ?? 0) : Math.max(0, onNode[at] ?? 0);
    score += count * (weights[at] ?? 0) + (maxSkew - 1);
  }
  return Math.round(score);
}

function normalized(raw: readonly (number | undefined)[]): number[] {
  let least = Number.POSITIVE_INFINITY;
  let most = 0;
  for (const score of raw) {
    if (score === undefined) continue;
    if (score < least) least = score;
    if (score > most) most = score;
  }
  return raw.map((score) => {
    if (score === undefined) return 0;
    return most === 0 ? MOST : Math.trunc((MOST * (most + least - score)) / most);
  });
}

function softCounts(plan: Plan, node: NodeInfo): readonly number[] {
  const view = plan.view(node);
  view.softCounts ??= countAll(plan, node, plan.soft, true);
  return view.softCounts;
}

/** How many Pods of a node each constraint counts. Hosts are counted for their score whether or not the node is included. */
function countAll(plan: Plan, node: NodeInfo, constraints: readonly SpreadConstraint[], soft = false): number[] {
  let last: { readonly matches: MatchesLabels; readonly count: number } | undefined;
  return constraints.map((constraint) => {
    const always = soft && constraint.topologyKey === HOSTNAME;
    if (!always && !isIncluded(plan, node, constraint)) return LEFT_OUT;
    // The default constraints count the same Pods.
    if (last?.matches !== constraint.matches) {
      last = { matches: constraint.matches, count: countMatching(plan, node, constraint) };
    }
    return last.count;
  });
}

function isIncluded(plan: Plan, node: NodeInfo, { honorsAffinity, honorsTaints }: SpreadConstraint): boolean {
  if (honorsAffinity && !matchesRequiredNodes(plan.spec, node)) return false;
  return !honorsTaints || !isKeptAway(plan.tolerations, node.taints);
}

function countMatching({ namespace }: Plan, node: NodeInfo, { matches, isEmpty }: SpreadConstraint): number {
  if (isEmpty) return 0;
  let count = 0;
  node.pods.forEach(({ pod }) => {
    if (!pod.metadata.deletionTimestamp && namespaceOf(pod) === namespace && matches(pod.metadata.labels)) count += 1;
  });
  return count;
}

function hasAllKeys(node: NodeInfo, constraints: readonly SpreadConstraint[]): boolean {
  return constraints.every(({ topologyKey }) => node.labels[topologyKey] !== undefined);
}

function addTo(domain: Map<string, number> | undefined, value: string, count: number): void {
  if (domain && count !== LEFT_OUT) domain.set(value, (domain.get(value) ?? 0) + count);
}
