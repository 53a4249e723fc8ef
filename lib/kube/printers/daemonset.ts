/** Models printDaemonSet. */
import type { DaemonSet } from '../schema/generated/types';
import { CONTAINER_COLUMNS, containerCells } from './containers';
import { formatLabels, formatLabelSelector } from './label-selector';
import { nameOf, type Printer } from './printer';

export const daemonSet: Printer<DaemonSet> = {
  columns: `Name#name;Desired:integer;Current:integer;Ready:integer;Up-to-date:integer;Available:integer;Node Selector;Age;${CONTAINER_COLUMNS};Selector+1`,
  cells: (daemonSet, age) => [
    nameOf(daemonSet),
    daemonSet.status?.desiredNumberScheduled ?? 0,
    daemonSet.status?.currentNumberScheduled ?? 0,
    daemonSet.status?.numberReady ?? 0,
    daemonSet.status?.updatedNumberScheduled ?? 0,
    daemonSet.status?.numberAvailable ?? 0,
    formatLabels(daemonSet.spec?.template?.spec?.nodeSelector),
    age.of(daemonSet),
    ...containerCells(daemonSet.spec?.template?.spec?.containers),
    formatLabelSelector(daemonSet.spec?.selector),
  ],
};
