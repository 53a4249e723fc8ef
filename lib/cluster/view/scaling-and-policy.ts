/** What says something of other objects: how many Pods a workload has, who may speak to a Pod. */
import { selectorOf } from '@/lib/kube';
import { select } from './selecting';
import { sightOf, type Scene } from './sight';
import type { ViewTie } from './view-item';

export const horizontalPodAutoscaler = sightOf(
  'autoscaling/v2/HorizontalPodAutoscaler',
  'horizontalpodautoscalers.autoscaling',
  (autoscaler, scene) => {
    const { metadata, spec, status } = autoscaler;
    const { kind = '', name = '' } = spec?.scaleTargetRef ?? {};
    const namespace = metadata.namespace ?? '';
    const isMissing = !isScaled(kind, namespace, name, scene);
    const tie: ViewTie = { by: 'scales', kind, namespace, name, isMissing };
    const isActive = status?.conditions?.some(({ type, status }) => type === 'ScalingActive' && status === 'True');
    return {
      state: isMissing ? 'failed' : isActive ? 'ready' : 'waiting',
      status: scene.cell(autoscaler, 'Targets'),
      detail: `${spec?.minReplicas ?? 1}–${spec?.maxReplicas ?? 1}`,
      ties: [tie],
    };
  },
);

export const networkPolicy = sightOf(
  'networking.k8s.io/v1/NetworkPolicy',
  'networkpolicies.networking.k8s.io',
  (policy, scene) => {
    const text = scene.cell(policy, 'Pod-Selector');
    const { namespace = '' } = policy.metadata;
    const { ties } = select(namespace, selectorOf(policy.spec?.podSelector ?? {}), text, scene);
    return { state: 'plain', status: text, ties };
  },
);

/** A kind of somebody's own may be there. */
function isScaled(kind: string, namespace: string, name: string, { client }: Scene): boolean {
  switch (kind) {
    case 'Deployment':
    case 'StatefulSet':
    case 'ReplicaSet':
      return client.get(`apps/v1/${kind}`, namespace, name) !== undefined;
    case 'ReplicationController':
      return client.get('v1/ReplicationController', namespace, name) !== undefined;
    default:
      return true;
  }
}
