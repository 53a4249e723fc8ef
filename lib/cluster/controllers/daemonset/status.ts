/** What a DaemonSet says of itself. Models updateDaemonSetStatus (pkg/controller/daemon/daemon_controller.go). */
import type { types } from '@/lib/kube';
import { isPodAvailable, isPodReady } from '../pod-readiness';
import { counts } from '../status-counts';
import type { DaemonNodes } from './daemon-nodes';
import { byNodeAndAge, isUpdated, type StoredDaemonSet } from './pods';

/** Undefined where nothing changes. */
export function statusOf(
  daemonSet: StoredDaemonSet,
  { nodes, podsOn }: DaemonNodes,
  hash: string,
  now: number,
): types.DaemonSetStatus | undefined {
  const { spec = {}, status: before = {}, metadata } = daemonSet;
  let [desired, current, misscheduled, ready, updated, available] = [0, 0, 0, 0, 0, 0];
  for (const { name, wish } of nodes) {
    const [pod] = [...(podsOn.get(name) ?? [])].sort(byNodeAndAge);
    if (!wish.runs) {
      if (pod) misscheduled += 1;
      continue;
    }
    desired += 1;
    if (!pod) continue;
    current += 1;
    if (isPodReady(pod)) ready += 1;
    if (isPodAvailable(pod, spec.minReadySeconds ?? 0, now)) available += 1;
    if (isUpdated(pod, daemonSet, hash)) updated += 1;
  }
  const isSame =
    before.desiredNumberScheduled === desired &&
    before.currentNumberScheduled === current &&
    before.numberMisscheduled === misscheduled &&
    before.numberReady === ready &&
    (before.updatedNumberScheduled ?? 0) === updated &&
    (before.numberAvailable ?? 0) === available &&
    (before.numberUnavailable ?? 0) === desired - available &&
    (before.observedGeneration ?? 0) >= (metadata.generation ?? 0);
  if (isSame) return undefined;
  const { collisionCount } = before;
  return {
    ...(collisionCount === undefined ? {} : { collisionCount }),
    currentNumberScheduled: current,
    numberMisscheduled: misscheduled,
    desiredNumberScheduled: desired,
    numberReady: ready,
    ...counts({
      observedGeneration: metadata.generation ?? 0,
      updatedNumberScheduled: updated,
      numberAvailable: available,
      numberUnavailable: desired - available,
    }),
  };
}
