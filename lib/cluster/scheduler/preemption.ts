/**
 * Which Pods of lower priority make room for one that fits nowhere. Models pkg/scheduler/framework/preemption and the plugin
 * DefaultPreemption. A node that would need another node's Pods to go is not found, as upstream.
 */
import { parseTime, type Stored, isEmptySelector, selectorOf } from '@/lib/kube';
import type { ClusterCache } from './cluster-cache';
import { newCycle } from './cycle';
import { preemptionError, type Diagnosis } from './fit-error';
import type { NodeInfo, PodOnNode } from './node-info';
import type { Plan } from './plan';
import { priorityOf, type ScheduledPod } from './pod-facts';
import { rejected, unresolvable, type Rejection } from './rejection';

type Budget = Stored<'policy/v1/PodDisruptionBudget'>;

/** A node, and who would have to go from it. */
export interface Candidate {
  readonly node: string;
  /** The most important first. */
  readonly victims: readonly ScheduledPod[];
  readonly violations: number;
}

export type Preemption =
  | { readonly node: string; readonly victims: readonly ScheduledPod[] }
  /** `clears`: a node that was held for it is held no more. */
  | { readonly message: string; readonly clears: boolean };

const NO_VICTIMS = unresolvable('NodeResourcesFit', 'No preemption victims found for incoming pod');

export function preempt(plan: Plan, pod: ScheduledPod, diagnosis: Diagnosis, cluster: ClusterCache): Preemption {
  const ineligible = whyNotEligible(plan, pod, diagnosis, cluster);
  if (ineligible !== undefined) return { message: ineligible, clears: false };
  const nodes = cluster.nodes;
  const budgets = [...cluster.client.sorted('policy/v1/PodDisruptionBudget')];
  const candidates: Candidate[] = [];
  const found: Rejection[] = [];
  for (const [node, rejection] of diagnosis.ofNodes) {
    if (rejection.unresolvable) continue;
    const selected = victimsOn(plan, pod, node, cluster, budgets);
    if ('reasons' in selected) found.push(selected);
    else candidates.push(selected);
  }
  const best = pickBest(candidates);
  return best ?? { message: preemptionError(nodes.length, found), clears: true };
}

function whyNotEligible(
  plan: Plan,
  pod: ScheduledPod,
  { ofNodes }: Diagnosis,
  cluster: ClusterCache,
): string | undefined {
  if (pod.spec?.preemptionPolicy === 'Never') return 'not eligible due to preemptionPolicy=Never.';
  const held = cluster.node(pod.status?.nominatedNodeName ?? '');
  if (!held || ofNodes.get(held)?.unresolvable) return undefined;
  const isAwaited = [...held.pods.values()].some((other) => isLess(other, plan) && isMakingRoom(other.pod));
  return isAwaited ? 'not eligible due to a terminating pod on the nominated node.' : undefined;
}

function isLess({ pod }: PodOnNode, { priority }: Plan): boolean {
  return priorityOf(pod) < priority;
}

function isMakingRoom({ metadata, status }: ScheduledPod): boolean {
  const condition = status?.conditions?.find(({ type }) => type === 'DisruptionTarget');
  return (
    metadata.deletionTimestamp !== undefined &&
    condition?.status === 'True' &&
    condition.reason === 'PreemptionByScheduler'
  );
}

/** The same for the next Pod of its kind, as long as nothing changes on that node, and nothing but that node counts. */
function victimsOn(
  plan: Plan,
  pod: ScheduledPod,
  node: NodeInfo,
  cluster: ClusterCache,
  budgets: readonly Budget[],
): Candidate | Rejection {
  const held = cluster.nominated.on(node.name);
  const view = plan.view(node);
  const isAlone = budgets.length === 0 && cluster.withRequiredAntiAffinity === 0 && !held.has(pod.metadata.uid);
  if (isAlone && view.victims?.held === held) return view.victims.found;
  const trial = node.clone();
  const nodes = cluster.nodes.map((one) => (one === node ? trial : one));
  const first = newCycle(plan, pod, cluster, nodes);
  if ('rejection' in first) return first.rejection;
  const reject = (): Rejection | undefined => {
    const cycle = first.isLocal ? first : newCycle(plan, pod, cluster, nodes);
    return 'rejection' in cycle ? cycle.rejection : cycle.reject(trial);
  };
  const found = selectVictims(plan, pod, { node, trial, reject }, cluster, budgets);
  if (isAlone && first.isLocal && !first.volumes) view.victims = { held, found };
  return found;
}

interface Trial {
  readonly node: NodeInfo;
  /** Its copy, from which Pods may be taken. */
  readonly trial: NodeInfo;
  readonly reject: () => Rejection | undefined;
}

/** As few as will do, and of those the least important. Models SelectVictimsOnNode. */
function selectVictims(
  plan: Plan,
  pod: ScheduledPod,
  { node, trial, reject }: Trial,
  cluster: ClusterCache,
  budgets: readonly Budget[],
): Candidate | Rejection {
  const less = [...node.pods.values()].filter((other) => isLess(other, plan));
  if (less.length === 0) return NO_VICTIMS;
  for (const { pod: other } of less) trial.remove(other.metadata.uid);
  for (const [uid, held] of cluster.nominated.on(node.name)) {
    if (uid !== pod.metadata.uid && priorityOf(held) >= plan.priority) trial.add(held, cluster.factsOf(held));
  }
  const rejection = reject();
  if (rejection) return rejection;
  less.sort((a, b) => byImportance(a.pod, b.pod));
  const { violating, others } = splitByBudgets(less, budgets);
  const victims: PodOnNode[] = [];
  let violations = 0;
  for (const other of [...violating, ...others]) {
    trial.add(other.pod, other.facts);
    if (!reject()) continue;
    trial.remove(other.pod.metadata.uid);
    victims.push(other);
    if (violating.includes(other)) violations += 1;
  }
  if (victims.length === 0) return rejected('NodeResourcesFit', NO_VICTIMS.reasons[0] ?? '');
  const pods = victims.map((victim) => victim.pod).sort(byImportance);
  return { node: node.name, victims: pods, violations };
}

/** Models util.MoreImportantPod: higher priority first, then who started earlier. */
function byImportance(a: ScheduledPod, b: ScheduledPod): number {
  const byPriority = priorityOf(b) - priorityOf(a);
  return byPriority === 0 ? startOf(a) - startOf(b) : byPriority;
}

function startOf({ status }: ScheduledPod): number {
  return parseTime(status?.startTime) ?? Number.MAX_SAFE_INTEGER;
}

/** Models filterPodsWithPDBViolation. */
function splitByBudgets(
  pods: readonly PodOnNode[],
  budgets: readonly Budget[],
): { violating: readonly PodOnNode[]; others: readonly PodOnNode[] } {
  const allowed = new Map(budgets.map((budget) => [budget, budget.status?.disruptionsAllowed ?? 0]));
  const violating: PodOnNode[] = [];
  const others: PodOnNode[] = [];
  for (const one of pods) {
    let isViolating = false;
    for (const budget of budgets) {
      if (!protects(budget, one.pod)) continue;
      const left = (allowed.get(budget) ?? 0) - 1;
      allowed.set(budget, left);
      isViolating ||= left < 0;
    }
    (isViolating ? violating : others).push(one);
  }
  return { violating, others };
}

function protects({ metadata, spec, status }: Budget, pod: ScheduledPod): boolean {
  if (metadata.namespace !== pod.metadata.namespace || !pod.metadata.labels) return false;
  if (!spec?.selector || isEmptySelector(spec.selector)) return false;
  return selectorOf(spec.selector)(pod.metadata.labels) && status?.disruptedPods?.[pod.metadata.name] === undefined;
}

/** Models pickOneNodeForPreemption: one measure after the other, until one node is left. */
function pickBest(candidates: readonly Candidate[]): Candidate | undefined {
  const measures: ((candidate: Candidate) => number)[] = [
    ({ violations }) => violations,
    ({ victims }) => Math.max(...victims.map(priorityOf)),
    ({ victims }) => victims.reduce((sum, victim) => sum + priorityOf(victim) + 2 ** 31, 0),
    ({ victims }) => victims.length,
    ({ victims }) => -earliestStart(victims),
  ];
  let left = candidates;
  for (const measure of measures) {
    if (left.length <= 1) break;
    const least = Math.min(...left.map(measure));
    left = left.filter((candidate) => measure(candidate) === least);
  }
  return left[0];
}

/** Of those with the highest priority. */
function earliestStart(victims: readonly ScheduledPod[]): number {
  const highest = Math.max(...victims.map(priorityOf));
  return Math.min(...victims.filter((victim) => priorityOf(victim) === highest).map(startOf));
}
