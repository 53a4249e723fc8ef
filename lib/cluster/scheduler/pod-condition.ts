/** What the scheduler writes into a Pod's status. Models podutil.UpdatePodCondition. */
import { formatTime, type types } from '@/lib/kube';
import type { ScheduledPod } from './pod-facts';

/** The same object where that condition is there already. */
export function withCondition(pod: ScheduledPod, condition: types.PodCondition, now: number): ScheduledPod {
  const conditions = pod.status?.conditions ?? [];
  const at = conditions.findIndex(({ type }) => type === condition.type);
  const before = conditions[at];
  const { generation } = pod.metadata;
  const since = before?.status === condition.status ? before?.lastTransitionTime : undefined;
  if (since !== undefined && before?.reason === condition.reason && before?.message === condition.message) return pod;
  const lastTransitionTime = since ?? formatTime(now);
  const written: types.PodCondition = { ...condition, lastTransitionTime, observedGeneration: generation ?? 1 };
  const all = before ? conditions.map((one) => (one === before ? written : one)) : [...conditions, written];
  return { ...pod, status: { ...pod.status, conditions: all } };
}

export function withNominatedNode(pod: ScheduledPod, node: string): ScheduledPod {
  if ((pod.status?.nominatedNodeName ?? '') === node) return pod;
  const { nominatedNodeName: _, ...status } = pod.status ?? {};
  return { ...pod, status: node === '' ? status : { ...status, nominatedNodeName: node } };
}
