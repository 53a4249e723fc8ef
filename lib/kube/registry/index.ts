/** Every kind that is judged, with what its registry does: one file a kind. Models pkg/registry. */
import type { ObjectsByKind } from '../objects';
import { configMap } from './configmap';
import { deployment } from './deployment';
import { event, eventsV1Event } from './event';
import { lease } from './lease';
import { node } from './node';
import { namespace } from './namespace';
import { pod } from './pod';
import { replicaSet } from './replicaset';
import { secret } from './secret';
import { service } from './service';
import type { Strategy } from './strategy';

export type { Strategy } from './strategy';

export const strategies: { readonly [K in keyof ObjectsByKind]?: Strategy<ObjectsByKind[K]> } = {
  'v1/ConfigMap': configMap,
  'v1/Event': event,
  'v1/Namespace': namespace,
  'v1/Node': node,
  'v1/Pod': pod,
  'v1/Secret': secret,
  'v1/Service': service,
  'apps/v1/Deployment': deployment,
  'apps/v1/ReplicaSet': replicaSet,
  'coordination.k8s.io/v1/Lease': lease,
  'events.k8s.io/v1/Event': eventsV1Event,
};
