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
  const held = [...cluster.nominated.values()].filter(
    (one) =>
      one.node === node.name &&
      one.pod.metadata.uid !== cycle.pod.metadata.uid &&
      priorityOf(one.pod) >= cycle.plan.priority,
  );
  if (held.length === 0) return cycle.reject(node);
  const full = node.clone();
  for (const { pod } of held) full.add(pod, cluster.factsOf(pod));
  const nodes = cluster.nodes.map((one) => (one.name === node.name ? full : one));
  const crowded = newCycle(cycle.plan, cycle.pod, cluster, nodes);
  if ('rejection' in crowded) return crowded.rejection;
  return crowded.reject(full) ?? cycle.reject(node);
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
