/** Models printReplicationController. */
import type { ReplicationController } from '../schema/generated/types';
import { CONTAINER_COLUMNS, containerCells } from './containers';
import { formatLabels } from './label-selector';
import { nameOf, type Printer } from './printer';

export const replicationController: Printer<ReplicationController> = {
  columns: `Name#name;Desired:integer;Current:integer;Ready:integer;Age;${CONTAINER_COLUMNS};Selector+1`,
  cells: (controller, age) => [
    nameOf(controller),
    controller.spec?.replicas ?? 0,
    controller.status?.replicas ?? 0,
    controller.status?.readyReplicas ?? 0,
    age.of(controller),
    ...containerCells(controller.spec?.template?.spec?.containers),
    formatLabels(controller.spec?.selector),
  ],
};
