/** Pods: how they are, and what they need. */
import type { Stored } from '@/lib/kube';
import { tiesOfPod } from './pod-ties';
import { sightOf, type Scene } from './sight';
import type { ViewState } from './view-item';

type Pod = Stored<'v1/Pod'>;

export const pod = sightOf('v1/Pod', 'pods', (pod, scene) => {
  const status = scene.cell(pod, 'Status');
  const restarts = restartsOf(pod);
  return {
    state: stateOf(pod, status),
    status,
    detail: scene.cell(pod, 'Ready'),
    ...(restarts > 0 && { restarts }),
    node: pod.spec?.nodeName,
    ties: tiesOfPod(pod, scene),
  };
});

/** What does not mend itself by waiting. CreateContainerConfigError does: what it needs may come. */
const FAILED =
  /(^|:)(CrashLoopBackOff|Error|OOMKilled|ErrImage\w*|ImagePullBackOff|InvalidImageName|RunContainerError|CreateContainerError|ExitCode:\d+|Signal:\d+)$/;

function stateOf(pod: Pod, status: string): ViewState {
  if (pod.status?.phase === 'Succeeded') return 'done';
  if (pod.status?.phase === 'Failed' || FAILED.test(status)) return 'failed';
  return isReady(pod) ? 'ready' : 'waiting';
}

export function isReady({ status }: Pod): boolean {
  return status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false;
}

function restartsOf({ status }: Pod): number {
  const all = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
  return all.reduce((sum, { restartCount = 0 }) => sum + restartCount, 0);
}

/** The workload that a Pod is of: past the ReplicaSet to the Deployment, past the Job to the CronJob. */
export function workloadOf(
  { metadata }: Pod,
  { client }: Scene,
): { kind: string; name: string; uid: string } | undefined {
  const owner = metadata.ownerReferences?.find(({ controller }) => controller);
  if (!owner?.kind || !owner.name || !owner.uid) return undefined;
  const above =
    owner.kind === 'ReplicaSet'
      ? client.get('apps/v1/ReplicaSet', metadata.namespace, owner.name)
      : owner.kind === 'Job'
        ? client.get('batch/v1/Job', metadata.namespace, owner.name)
        : undefined;
  const top = above?.metadata.ownerReferences?.find(({ controller }) => controller) ?? owner;
  return { kind: top.kind ?? '', name: top.name ?? '', uid: top.uid ?? '' };
}
