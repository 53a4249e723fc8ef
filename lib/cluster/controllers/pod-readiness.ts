/** What controllers ask of a Pod. Models pkg/api/v1/pod/util.go and IsPodActive & co. of pkg/controller/controller_utils.go. */
import { parseTime, type Stored, type types } from '@/lib/kube';

export type StoredPod = Stored<'v1/Pod'>;

export function readyCondition(pod: types.Pod): types.PodCondition | undefined {
  return pod.status?.conditions?.find(({ type }) => type === 'Ready');
}

export function isPodReady(pod: types.Pod): boolean {
  return readyCondition(pod)?.status === 'True';
}

/** Since when it is ready, in ms since 1970; undefined if it isn't. */
export function podReadySince(pod: types.Pod): number | undefined {
  const condition = readyCondition(pod);
  return condition?.status === 'True' ? parseTime(condition.lastTransitionTime) : undefined;
}

/** Ready for that many seconds at least. */
export function isPodAvailable(pod: types.Pod, minReadySeconds: number, now: number): boolean {
  if (!isPodReady(pod)) return false;
  if (minReadySeconds === 0) return true;
  const since = podReadySince(pod);
  return since !== undefined && since + minReadySeconds * 1000 <= now;
}

/** In how many ms the next of them becomes available, if one of them is to. Models FindMinNextPodAvailabilityCheck. */
export function nextAvailability(pods: Iterable<types.Pod>, minReadySeconds: number, now: number): number | undefined {
  let least: number | undefined;
  for (const pod of pods) {
    const since = podReadySince(pod);
    if (since === undefined) continue;
    const left = since + minReadySeconds * 1000 - now;
    if (left > 0 && (least === undefined || left < least)) least = left;
  }
  return least;
}

/** It has ended, for good or ill, and never starts again. */
export function isPodTerminal({ status }: types.Pod): boolean {
  return status?.phase === 'Succeeded' || status?.phase === 'Failed';
}

export function isPodActive(pod: types.Pod): boolean {
  return !isPodTerminal(pod) && pod.metadata?.deletionTimestamp === undefined;
}

/** It is to be deleted, and has not ended yet. */
export function isPodTerminating(pod: types.Pod): boolean {
  return !isPodTerminal(pod) && pod.metadata?.deletionTimestamp !== undefined;
}
