/** A rolling update, one step. Models pkg/controller/deployment/rolling.go. */
import { maxUnavailable } from './fenceposts';
import { active, replicasOf, sumReplicas, type StoredReplicaSet } from './replica-sets';
import type { Rollout } from './rollout';
import { isComplete } from './status';

/** Up where there is room, or else down where enough are available, or else what is old is cleared away. */
export function rollOn(rollout: Rollout): void {
  if (!rollout.newest) rollout.create();
  if (rollout.failed || growNew(rollout) || rollout.failed) return;
  if (shrinkOld(rollout) || rollout.failed) return;
  if (isComplete(rollout.deployment, rollout.deployment.status ?? {})) rollout.cleanUp();
}

function growNew(rollout: Rollout): boolean {
  const { newest, replicas } = rollout;
  if (!newest) return false;
  const current = replicasOf(newest);
  if (current === replicas) return false;
  return rollout.scale(newest, current > replicas ? replicas : rollout.newReplicas(current));
}

function shrinkOld(rollout: Rollout): boolean {
  const { newest, replicas, spec } = rollout;
  if (!newest || active(rollout.old).length === 0) return false;
  const leastAvailable = replicas - maxUnavailable(spec);
  const newUnavailable = replicasOf(newest) - (newest.status?.availableReplicas ?? 0);
  const most = sumReplicas(rollout.all) - leastAvailable - newUnavailable;
  if (most <= 0) return false;
  const unhealthy = removeUnhealthy(rollout, most);
  return removeAvailable(rollout, leastAvailable) || unhealthy;
}

/** What does not work goes first: it would block the rollout, and nobody misses it. Models cleanupUnhealthyReplicas. */
function removeUnhealthy(rollout: Rollout, most: number): boolean {
  let removed = 0;
  for (const one of active(rollout.old)) {
    if (removed >= most) break;
    const size = replicasOf(one);
    const down = Math.min(most - removed, size - (one.status?.availableReplicas ?? 0));
    if (down <= 0) continue;
    rollout.scale(one, size - down);
    if (rollout.failed) break;
    removed += down;
  }
  return removed > 0;
}

/** Models scaleDownOldReplicaSetsForRollingUpdate, but that Pods which are to be deleted are not counted on. */
function removeAvailable(rollout: Rollout, leastAvailable: number): boolean {
  const available = (one: StoredReplicaSet): number => Math.min(one.status?.availableReplicas ?? 0, replicasOf(one));
  const most = rollout.all.reduce((sum, one) => sum + available(one), 0) - leastAvailable;
  let removed = 0;
  for (const one of active(rollout.old)) {
    if (removed >= most || rollout.failed) break;
    const size = replicasOf(one);
    const down = Math.min(size, most - removed);
    rollout.scale(one, size - down);
    removed += down;
  }
  return removed > 0;
}
