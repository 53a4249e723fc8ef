/** Models printReplicaSet. */
import type { ReplicaSet } from '../schema/generated/types';
import { CONTAINER_COLUMNS, containerCells } from './containers';
import { formatLabelSelector } from './label-selector';
import { nameOf, type Printer } from './printer';

export const replicaSet: Printer<ReplicaSet> = {
  columns: `Name#name;Desired:integer;Current:integer;Ready:integer;Age;${CONTAINER_COLUMNS};Selector+1`,
  cells: (replicaSet, age) => [
    nameOf(replicaSet),
    replicaSet.spec?.replicas ?? 0,
    replicaSet.status?.replicas ?? 0,
    replicaSet.status?.readyReplicas ?? 0,
    age.of(replicaSet),
    ...containerCells(replicaSet.spec?.template?.spec?.containers),
    formatLabelSelector(replicaSet.spec?.selector),
  ],
};
