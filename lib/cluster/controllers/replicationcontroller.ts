/** ReplicationControllers: ReplicaSets of old. Models pkg/controller/replication, which is that of ReplicaSets too. */
import type { Controller, ControllerContext } from './controller';
import { newReplicaController } from './replicaset/replicas';

export function replicationControllerController(context: ControllerContext): Controller {
  return newReplicaController(context, {
    owners: 'v1/ReplicationController',
    name: 'replicationcontroller',
    component: 'replication-controller',
  });
}
