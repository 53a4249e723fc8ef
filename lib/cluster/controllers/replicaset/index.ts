/** ReplicaSets: see ./replicas.ts. */
import type { Controller, ControllerContext } from '../controller';
import { newReplicaController } from './replicas';

export function replicaSetController(context: ControllerContext): Controller {
  return newReplicaController(context, {
    owners: 'apps/v1/ReplicaSet',
    name: 'replicaset',
    component: 'replicaset-controller',
  });
}
