/** Models printCronJob. */
import type { CronJob } from '../schema/generated/types';
import { CONTAINER_COLUMNS, containerCells } from './containers';
import { formatLabelSelector } from './label-selector';
import { nameOf, type Printer } from './printer';

export const cronJob: Printer<CronJob> = {
  columns: `Name#name;Schedule;Timezone;Suspend:boolean;Active:integer;Last Schedule;Age;${CONTAINER_COLUMNS};Selector+1`,
  cells(cronJob, age) {
    const { spec, status } = cronJob;
    const jobSpec = spec?.jobTemplate?.spec;
    return [
      nameOf(cronJob),
      spec?.schedule ?? '',
      spec?.timeZone ?? '<none>',
      spec?.suspend === undefined ? '<unset>' : spec.suspend ? 'True' : 'False',
      (status?.active ?? []).length,
      status?.lastScheduleTime === undefined ? '<none>' : age.since(status.lastScheduleTime),
      age.of(cronJob),
      ...containerCells(jobSpec?.template?.spec?.containers),
      formatLabelSelector(jobSpec?.selector),
    ];
  },
};
