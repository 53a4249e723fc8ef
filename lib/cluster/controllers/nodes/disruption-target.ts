/** The condition of a Pod that is deleted for a reason of the cluster's own. */
import { formatTime, type Client, type Stored, type types } from '@/lib/kube';

/** Answers the Pod as it is then. */
export function addDisruption(
  client: Client,
  now: number,
  pod: Stored<'v1/Pod'>,
  reason: string,
  message: string,
  status: types.PodStatus = {},
): Stored<'v1/Pod'> {
  const type = 'DisruptionTarget';
  const conditions = (pod.status?.conditions ?? []).filter((condition) => condition.type !== type);
  const condition = { type, status: 'True', reason, message, lastTransitionTime: formatTime(now) };
  const answer = client.updateStatus('v1/Pod', {
    ...pod,
    status: { ...pod.status, ...status, conditions: [...conditions, condition] },
  });
  return answer.ok ? answer.object : pod;
}
