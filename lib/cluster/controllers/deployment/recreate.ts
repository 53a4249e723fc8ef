/** All old Pods first go, then the new ones come. Models pkg/controller/deployment/recreate.go. */
import type { Client } from '@/lib/kube';
import { isControlledBy } from '../controller-ref';
import { isPodTerminal } from '../pod-readiness';
import { active, sumStatus } from './replica-sets';
import type { Rollout } from './rollout';
import { isComplete } from './status';

export function recreate(rollout: Rollout, client: Client): void {
  let hasScaled = false;
  for (const one of active(rollout.old)) hasScaled = rollout.scale(one, 0) || hasScaled;
  if (hasScaled || rollout.failed || areOldPodsRunning(rollout, client)) return;
  if (!rollout.newest) rollout.create();
  if (rollout.failed || !rollout.newest) return;
  rollout.scale(rollout.newest, rollout.replicas);
  if (isComplete(rollout.deployment, rollout.deployment.status ?? {})) rollout.cleanUp();
}

/** Those that are stopping still run. */
function areOldPodsRunning({ old }: Rollout, client: Client): boolean {
  if (sumStatus(old, 'replicas') > 0) return true;
  for (const { metadata } of old) {
    for (const pod of client.ownedBy('v1/Pod', metadata.uid)) {
      if (isControlledBy(pod.metadata, metadata.uid) && !isPodTerminal(pod)) return true;
    }
  }
  return false;
}
