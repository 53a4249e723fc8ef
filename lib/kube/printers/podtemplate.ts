/** Models printPodTemplate. */
import type { PodTemplate } from '../schema/generated/types';
import { containerCells } from './containers';
import { formatLabels } from './label-selector';
import { nameOf, type Printer } from './printer';

export const podTemplate: Printer<PodTemplate> = {
  columns: 'Name#name;Containers;Images;Pod Labels',
  cells: (podTemplate) => [
    nameOf(podTemplate),
    ...containerCells(podTemplate.template?.spec?.containers),
    formatLabels(podTemplate.template?.metadata?.labels),
  ],
};
