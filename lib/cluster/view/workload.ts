/** What makes Pods and keeps as many of them as it should. */
import { sightOf, type Face } from './sight';
import type { ViewTie } from './view-item';

export const deployment = sightOf('apps/v1/Deployment', 'deployments.apps', ({ spec, status }, _scene) =>
  faceOf({
    wanted: spec?.replicas ?? 0,
    ready: status?.readyReplicas ?? 0,
    updated: status?.updatedReplicas ?? 0,
    there: status?.replicas ?? 0,
    conditions: status?.conditions,
    isPaused: spec?.paused,
  }),
);

export const replicaSet = sightOf('apps/v1/ReplicaSet', 'replicasets.apps', ({ spec, status }) =>
  faceOf({ wanted: spec?.replicas ?? 0, ready: status?.readyReplicas ?? 0, conditions: status?.conditions }),
);

export const replicationController = sightOf('v1/ReplicationController', 'replicationcontrollers', ({ spec, status }) =>
  faceOf({ wanted: spec?.replicas ?? 0, ready: status?.readyReplicas ?? 0, conditions: status?.conditions }),
);

export const statefulSet = sightOf(
  'apps/v1/StatefulSet',
  'statefulsets.apps',
  ({ metadata: { namespace = '' }, spec, status }, { client }) => {
    const name = spec?.serviceName ?? '';
    const isMissing = !client.get('v1/Service', namespace, name);
    const ties: ViewTie[] = name === '' ? [] : [{ by: 'uses', kind: 'Service', namespace, name, isMissing }];
    return {
      ...faceOf({
        wanted: spec?.replicas ?? 0,
        ready: status?.readyReplicas ?? 0,
        updated: status?.updatedReplicas ?? 0,
        conditions: status?.conditions,
      }),
      ties,
    };
  },
);

export const daemonSet = sightOf('apps/v1/DaemonSet', 'daemonsets.apps', ({ status }) =>
  faceOf({
    wanted: status?.desiredNumberScheduled ?? 0,
    ready: status?.numberReady ?? 0,
    updated: status?.updatedNumberScheduled ?? 0,
    conditions: status?.conditions,
  }),
);

interface Counts {
  readonly wanted: number;
  readonly ready: number;
  /** Of the newest template; without, there is only one. */
  readonly updated?: number;
  /** Old and new. */
  readonly there?: number;
  readonly conditions:
    | readonly { readonly type?: string; readonly status?: string; readonly reason?: string }[]
    | undefined;
  readonly isPaused?: boolean | undefined;
}

function faceOf({ wanted, ready, updated = wanted, there = wanted, conditions = [], isPaused }: Counts): Face {
  const why =
    conditions.find(({ type, status }) => type === 'ReplicaFailure' && status === 'True')?.reason ??
    conditions.find(({ type, status }) => type === 'Progressing' && status === 'False')?.reason;
  const isThere = ready >= wanted && updated >= wanted && there <= wanted;
  return {
    state: why === undefined ? (isThere ? 'ready' : 'waiting') : 'failed',
    status: `${ready}/${wanted}`,
    detail: why ?? (isPaused ? 'Paused' : undefined),
  };
}
