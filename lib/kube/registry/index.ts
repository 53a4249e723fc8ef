/** Every kind that is judged, with what its registry does: one file a kind. Models pkg/registry. */
import type { ObjectsByKind } from '../objects';
import { configMap } from './configmap';
import { deployment } from './deployment';
import { namespace } from './namespace';
import { pod } from './pod';
import { replicaSet } from './replicaset';
import { secret } from './secret';
import { service } from './service';
import type { Strategy } from './strategy';

export type { Strategy } from './strategy';

export const strategies: { readonly [K in keyof ObjectsByKind]?: Strategy<ObjectsByKind[K]> } = {
  'v1/ConfigMap': configMap,
  'v1/Namespace': namespace,
  'v1/Pod': pod,
  'v1/Secret': secret,
  'v1/Service': service,
  'apps/v1/Deployment': deployment,
  'apps/v1/ReplicaSet': replicaSet,
};
