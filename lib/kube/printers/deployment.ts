/** Models printDeployment, whose selector has no word for selecting everything. */
import type { Deployment } from '../schema/generated/types';
import { CONTAINER_COLUMNS, containerCells } from './containers';
import { labelSelectorText } from './label-selector';
import { nameOf, type Printer } from './printer';

export const deployment: Printer<Deployment> = {
  columns: `Name#name;Ready;Up-to-date;Available;Age;${CONTAINER_COLUMNS};Selector+1`,
  cells: (deployment, age) => [
    nameOf(deployment),
    `${deployment.status?.readyReplicas ?? 0}/${deployment.spec?.replicas ?? 0}`,
    deployment.status?.updatedReplicas ?? 0,
    deployment.status?.availableReplicas ?? 0,
    age.of(deployment),
    ...containerCells(deployment.spec?.template?.spec?.containers),
    labelSelectorText(deployment.spec?.selector),
  ],
};
