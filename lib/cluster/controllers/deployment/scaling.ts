/**
 * The wanted number of replicas has changed while a rollout is under way, or the Deployment is paused: the change is shared
 * out in proportion. Models scale and isScalingEvent (sync.go), GetReplicaSetProportion (deployment_util.go).
 */
import { desiredReplicas, maxReplicas } from './annotations';
import { isRolling, maxSurge } from './fenceposts';
import { active, byAge, replicasOf, sumReplicas, type StoredReplicaSet } from './replica-sets';
import type { Rollout } from './rollout';

export function isScalingEvent(rollout: Rollout): boolean {
  return active(rollout.all).some((one) => {
    const desired = desiredReplicas(one);
    return desired !== undefined && desired !== rollout.replicas;
  });
}

export function scale(rollout: Rollout): void {
  const { newest, replicas, spec } = rollout;
  const only = activeOrLatest(rollout);
  if (only) {
    rollout.scale(only, replicas);
    return;
  }
  if (newest && isSaturated(newest, replicas)) {
    for (const one of active(rollout.old)) rollout.scale(one, 0);
    return;
  }
  if (!isRolling(spec)) return;
  const allowed = replicas > 0 ? replicas + maxSurge(spec) : 0;
  const running = active(rollout.all);
  const toAdd = allowed - sumReplicas(running);
  for (const [one, size] of sizes(running, toAdd, rollout)) {
    if (rollout.failed) return;
    rollout.scale(one, size, true);
  }
}

/** The largest first; of the same size, when there are to be more, the newest, or else the oldest. It gets what is left over. */
function sizes(running: StoredReplicaSet[], toAdd: number, rollout: Rollout): [StoredReplicaSet, number][] {
  if (toAdd !== 0) {
    const age = toAdd > 0 ? (a: StoredReplicaSet, b: StoredReplicaSet) => byAge(b, a) : byAge;
    running.sort((a, b) => replicasOf(b) - replicasOf(a) || age(a, b));
  }
  let added = 0;
  const all = running.map((one): [StoredReplicaSet, number] => {
    if (toAdd === 0 || toAdd === added) return [one, replicasOf(one)];
    const share = shareOf(one, rollout);
    const proportion = toAdd > 0 ? Math.min(share, toAdd - added) : Math.max(share, toAdd - added);
    added += proportion;
    return [one, replicasOf(one) + proportion];
  });
  const [largest] = all;
  if (largest && toAdd !== 0) largest[1] = Math.max(0, largest[1] + toAdd - added);
  return all;
}

/** How many it is to have more, or fewer, to keep its part of the whole. */
function shareOf(replicaSet: StoredReplicaSet, { deployment, replicas, spec }: Rollout): number {
  const size = replicasOf(replicaSet);
  if (replicas === 0) return -size;
  const most = replicas + maxSurge(spec);
  const mostBefore = maxReplicas(replicaSet) || deployment.status?.replicas || 0;
  return mostBefore === 0 ? 0 : Math.round((size * most) / mostBefore) - size;
}

/** The only one with Pods or, where none has, the newest. Models FindActiveOrLatest. */
function activeOrLatest({ newest, old, all }: Rollout): StoredReplicaSet | undefined {
  const [first, second] = active(all);
  if (first) return second ? undefined : first;
  return newest ?? old.at(-1);
}

function isSaturated(newest: StoredReplicaSet, replicas: number): boolean {
  return (
    replicasOf(newest) === replicas &&
    desiredReplicas(newest) === replicas &&
    (newest.status?.availableReplicas ?? 0) === replicas
  );
}
