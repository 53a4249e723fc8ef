/** Models printStatefulSet. */
import type { StatefulSet } from '../schema/generated/types';
import { CONTAINER_COLUMNS, containerCells } from './containers';
import { nameOf, type Printer } from './printer';

export const statefulSet: Printer<StatefulSet> = {
  columns: `Name#name;Ready;Age;${CONTAINER_COLUMNS}`,
  cells: (statefulSet, age) => [
    nameOf(statefulSet),
    `${statefulSet.status?.readyReplicas ?? 0}/${statefulSet.spec?.replicas ?? 0}`,
    age.of(statefulSet),
    ...containerCells(statefulSet.spec?.template?.spec?.containers),
  ],
};
