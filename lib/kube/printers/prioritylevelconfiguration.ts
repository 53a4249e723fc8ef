/** Models printPriorityLevelConfiguration. */
import type { PriorityLevelConfiguration } from '../schema/generated/types';
import { nameOf, type Printer } from './printer';

export const priorityLevelConfiguration: Printer<PriorityLevelConfiguration> = {
  columns: 'Name#name;Type;NominalConcurrencyShares;Queues;HandSize;QueueLengthLimit;Age',
  cells(level, age) {
    const limited = level.spec?.limited;
    const queuing = limited?.limitResponse?.queuing;
    return [
      nameOf(level),
      level.spec?.type ?? '',
      limited ? (limited.nominalConcurrencyShares ?? 0) : '<none>',
      queuing ? (queuing.queues ?? 0) : '<none>',
      queuing ? (queuing.handSize ?? 0) : '<none>',
      queuing ? (queuing.queueLengthLimit ?? 0) : '<none>',
      age.of(level),
    ];
  },
};
