/** Models printPriorityClass. */
import type { PriorityClass } from '../schema/generated/types';
import { nameOf, type Printer } from './printer';

export const priorityClass: Printer<PriorityClass> = {
  columns: 'Name#name;Value:integer;Global-Default:boolean;Age;PreemptionPolicy',
  cells: (priorityClass, age) => [
    nameOf(priorityClass),
    priorityClass.value ?? 0,
    priorityClass.globalDefault ?? false,
    age.of(priorityClass),
    priorityClass.preemptionPolicy ?? '',
  ],
};
