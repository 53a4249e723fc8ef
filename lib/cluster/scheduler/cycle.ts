/**
 * One try to place a Pod: what speaks against each node, and how much for it. Models RunPreFilterPlugins,
 * RunFilterPluginsWithNominatedPods and prioritizeNodes with the default plugins and their weights.
 */
import type { ClusterCache } from './cluster-cache';
import type { NodeInfo } from './node-info';
import type { Plan } from './plan';
import { priorityOf, type ScheduledPod } from './pod-facts';
import { affinityFilter, affinityScores } from './plugins/inter-pod-affinity';
import { scoreNode } from './plugins/node-scores';
import { spreadFilter, spreadScores } from './plugins/pod-topology-spread';
import { claimsOnNode, readVolumes, type Volumes } from './plugins/volume-binding';
import type { Rejection } from './rejection';

export interface Cycle {
  readonly plan: Plan;
  readonly pod: ScheduledPod;
  readonly volumes: Volumes | undefined;
  /** Whether each node is judged by itself: what is on the others does not matter. */
  readonly isLocal: boolean;
  /** Undefined where the node will do. */
  reject(node: NodeInfo): Rejection | undefined;
}

/** @param nodes all there are; one of them may be a clone, to see what would be */
export function newCycle(
  plan: Plan,
  pod: ScheduledPod,
  cluster: ClusterCache,
  nodes: readonly NodeInfo[],
): Cycle | { readonly rejection: Rejection } {
  const volumes = plan.facts.claims.length > 0 ? readVolumes(pod, cluster.client) : undefined;
  if (volumes && 'rejection' in volumes) return volumes;
  const spread = spreadFilter(plan, nodes);
  const affinity = affinityFilter(plan, nodes, cluster);
  const inUse = volumes?.exclusive.length ? claimsInUse(volumes.exclusive, pod, nodes) : undefined;
  return {
    plan,
    pod,
    volumes,
    isLocal: !spread && !affinity && !inUse,
    reject: (node) => plan.view(node).rejection ?? inUse ?? volumes?.reject(node) ?? spread?.(node) ?? affinity?.(node),
  };
}

const CLAIM_IN_USE: Rejection = {
  plugin: 'VolumeRestrictions',
  reasons: [
    'node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod',
  ],
  unresolvable: false,
};

function claimsInUse(claims: readonly string[], pod: ScheduledPod, nodes: readonly NodeInfo[]): Rejection | undefined {
  const isUsed = nodes.some((node) => claimsOnNode(node, pod.metadata.namespace).some((one) => claims.includes(one)));
  return isUsed ? CLAIM_IN_USE : undefined;
}

/**
 * The same for a node that is held for others: it must do with those of at least the same priority there, and without.
 * @param cycle without them
 */
export function rejectWithNominated(cycle: Cycle, node: NodeInfo, cluster: ClusterCache): Rejection | undefined {
  const full = withNominated(cycle, node, cluster);
  if (full === node) return cycle.reject(node);
  if (cycle.isLocal) return cycle.reject(full) ?? cycle.reject(node);
  const nodes = cluster.nodes.map((one) => (one === node ? full : one));
  const crowded = newCycle(cycle.plan, cycle.pod, cluster, nodes);
  if ('rejection' in crowded) return crowded.rejection;
  return crowded.reject(full) ?? cycle.reject(node);
}

/** The node as it will be once those are there that it is held for; the same where it is held for nobody that counts. */
function withNominated({ plan, pod }: Cycle, node: NodeInfo, cluster: ClusterCache): NodeInfo {
  const held = cluster.nominated.on(node.name);
  if (held.size === 0) return node;
  const isOwn = held.has(pod.metadata.uid);
  const view = plan.view(node);
  if (!isOwn && view.crowded?.held === held) return view.crowded.node;
  const others = [...held.values()].filter(
    (other) => other.metadata.uid !== pod.metadata.uid && priorityOf(other) >= plan.priority,
  );
  const full = others.length === 0 ? node : node.clone();
  for (const other of others) full.add(other, cluster.factsOf(other));
  if (!isOwn) view.crowded = { held, node: full };
  return full;
}

const MOST = 100;
const WEIGHTS = { taintToleration: 3, nodeAffinity: 2, podTopologySpread: 2, interPodAffinity: 2 };

/** What each of the feasible nodes gets. */
export function score({ plan }: Cycle, feasible: readonly NodeInfo[], cluster: ClusterCache): readonly number[] {
  const all = cluster.nodes;
  const spread = spreadScores(plan, feasible, all);
  const affinity = affinityScores(plan, feasible, all, cluster);
  let mostIntolerable = 0;
  let mostPreferred = 0;
  const local = feasible.map((node) => {
    const view = plan.view(node);
    view.scores ??= scoreNode(plan, node, all.length);
    mostIntolerable = Math.max(mostIntolerable, view.scores.intolerable);
    mostPreferred = Math.max(mostPreferred, view.scores.preferred);
    return view.scores;
  });
  return local.map(({ plain, intolerable, preferred }, at) => {
    const tolerated = MOST - (mostIntolerable === 0 ? 0 : Math.trunc((MOST * intolerable) / mostIntolerable));
    const liked = mostPreferred === 0 ? 0 : Math.trunc((MOST * preferred) / mostPreferred);
    return (
      plain +
      WEIGHTS.taintToleration * tolerated +
      WEIGHTS.nodeAffinity * liked +
      WEIGHTS.podTopologySpread * (spread?.[at] ?? 0) +
      WEIGHTS.interPodAffinity * (affinity?.[at] ?? 0)
    );
  });
}
