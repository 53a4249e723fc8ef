/** Keeps Pods near others, or away from them. Models the plugin InterPodAffinity (hardPodAffinityWeight 1). */
import type { ClusterCache } from '../cluster-cache';
import type { NodeInfo, PodOnNode } from '../node-info';
import type { Plan } from '../plan';
import { labelsOf, namespaceOf, type AffinityTerm } from '../pod-facts';
import { rejected, unresolvable, type Rejection } from '../rejection';

const NOT_NEAR = unresolvable('InterPodAffinity', "node(s) didn't match pod affinity rules");
const TOO_NEAR = rejected('InterPodAffinity', "node(s) didn't match pod anti-affinity rules");
const NOT_WANTED = rejected('InterPodAffinity', "node(s) didn't satisfy existing pods anti-affinity rules");

/** How many Pods there are in a part of the cluster: by a label of nodes and its value. */
class Counts {
  readonly #counts = new Map<string, Map<string, number>>();

  get isEmpty(): boolean {
    return this.#counts.size === 0;
  }

  add(node: NodeInfo, key: string, amount = 1): void {
    const value = node.labels[key];
    if (value === undefined) return;
    let values = this.#counts.get(key);
    if (!values) this.#counts.set(key, (values = new Map()));
    values.set(value, (values.get(value) ?? 0) + amount);
  }

  at(node: NodeInfo, key: string): number {
    const value = node.labels[key];
    return value === undefined ? 0 : (this.#counts.get(key)?.get(value) ?? 0);
  }

  keys(): Iterable<string> {
    return this.#counts.keys();
  }
}

/** Undefined where neither the Pod nor any other has a say. */
export function affinityFilter(
  plan: Plan,
  nodes: readonly NodeInfo[],
  cluster: ClusterCache,
): ((node: NodeInfo) => Rejection | undefined) | undefined {
  const { requiredAffinity, requiredAntiAffinity } = plan.facts;
  const hasTerms = requiredAffinity.length > 0 || requiredAntiAffinity.length > 0;
  if (!hasTerms && cluster.withRequiredAntiAffinity === 0 && cluster.nominated.isEmpty) return undefined;
  const near = new Counts();
  const away = new Counts();
  const unwanted = new Counts();
  for (const node of nodes) {
    const view = plan.view(node);
    view.neighbours ??= countNeighbours(plan, node);
    if (view.neighbours.near > 0) for (const { topologyKey } of requiredAffinity) near.add(node, topologyKey);
    for (const key of view.neighbours.away) away.add(node, key);
    for (const key of view.neighbours.unwanted) unwanted.add(node, key);
  }
  if (!hasTerms && unwanted.isEmpty) return undefined;
  const isFirstOfItsKind =
    near.isEmpty && requiredAffinity.length > 0 && requiredAffinity.every((term) => isAboutPlan(term, plan));
  return (node) => {
    if (requiredAffinity.some(({ topologyKey }) => node.labels[topologyKey] === undefined)) return NOT_NEAR;
    if (!isFirstOfItsKind && requiredAffinity.some(({ topologyKey }) => near.at(node, topologyKey) <= 0))
      return NOT_NEAR;
    if (requiredAntiAffinity.some(({ topologyKey }) => away.at(node, topologyKey) > 0)) return TOO_NEAR;
    for (const key of unwanted.keys()) if (unwanted.at(node, key) > 0) return NOT_WANTED;
    return undefined;
  };
}

/** What the Pods of one node mean to the Pod's required terms, and the Pod to theirs. */
export interface Neighbours {
  /** How many of them all terms of affinity are about. */
  readonly near: number;
  /** The topology keys of the terms of anti-affinity that are about one of them. */
  readonly away: readonly string[];
  /** The topology keys of their terms of anti-affinity that are about the Pod. */
  readonly unwanted: readonly string[];
}

function countNeighbours(plan: Plan, node: NodeInfo): Neighbours {
  const { requiredAffinity, requiredAntiAffinity } = plan.facts;
  const away = new Set<string>();
  const unwanted = new Set<string>();
  let near = 0;
  for (const { facts } of node.withRequiredAntiAffinity) {
    for (const term of facts.requiredAntiAffinity) if (isAboutPlan(term, plan)) unwanted.add(term.topologyKey);
  }
  if (requiredAffinity.length > 0 || requiredAntiAffinity.length > 0) {
    for (const other of node.pods.values()) {
      if (areAllAbout(requiredAffinity, other)) near += 1;
      for (const term of requiredAntiAffinity) if (isAbout(term, other)) away.add(term.topologyKey);
    }
  }
  return { near, away: [...away], unwanted: [...unwanted] };
}

const MOST = 100;

/** From 0 to 100 for each of the feasible nodes; undefined where nobody prefers anything. */
export function affinityScores(
  plan: Plan,
  feasible: readonly NodeInfo[],
  all: readonly NodeInfo[],
  cluster: ClusterCache,
): readonly number[] | undefined {
  const { preferredAffinity, preferredAntiAffinity } = plan.facts;
  const prefers = preferredAffinity.length > 0 || preferredAntiAffinity.length > 0;
  if (!prefers && cluster.withAffinity === 0) return undefined;
  const sums = new Counts();
  for (const node of all) {
    const view = plan.view(node);
    view.affinityScores ??= weigh(plan, node, prefers);
    for (const [key, weight] of view.affinityScores) sums.add(node, key, weight);
  }
  if (sums.isEmpty) return undefined;
  const raw = feasible.map((node) => {
    let score = 0;
    for (const key of sums.keys()) score += sums.at(node, key);
    return score;
  });
  const least = Math.min(...raw);
  const span = Math.max(...raw) - least;
  return raw.map((score) => (span > 0 ? Math.trunc(MOST * ((score - least) / span)) : 0));
}

/** What the Pods of one node say for and against the Pod, and it of them: by the label whose value is shared. */
function weigh(plan: Plan, node: NodeInfo, prefers: boolean): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  const add = ({ topologyKey, weight }: AffinityTerm, sign: number): void => {
    weights.set(topologyKey, (weights.get(topologyKey) ?? 0) + sign * weight);
  };
  for (const other of prefers ? node.pods.values() : node.withAffinity) {
    for (const term of plan.facts.preferredAffinity) if (isAbout(term, other)) add(term, 1);
    for (const term of plan.facts.preferredAntiAffinity) if (isAbout(term, other)) add(term, -1);
    for (const term of other.facts.requiredAffinity) if (isAboutPlan(term, plan)) add(term, 1);
    for (const term of other.facts.preferredAffinity) if (isAboutPlan(term, plan)) add(term, 1);
    for (const term of other.facts.preferredAntiAffinity) if (isAboutPlan(term, plan)) add(term, -1);
  }
  return weights;
}

function isAbout(term: AffinityTerm, { pod }: PodOnNode): boolean {
  return term.matches(namespaceOf(pod), labelsOf(pod));
}

function areAllAbout(terms: readonly AffinityTerm[], other: PodOnNode): boolean {
  return terms.length > 0 && terms.every((term) => isAbout(term, other));
}

function isAboutPlan(term: AffinityTerm, { namespace, labels }: Plan): boolean {
  return term.matches(namespace, labels);
}
