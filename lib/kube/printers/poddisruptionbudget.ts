/** Models printPodDisruptionBudget. */
import type { PodDisruptionBudget } from '../schema/generated/types';
import { nameOf, type Printer } from './printer';

export const podDisruptionBudget: Printer<PodDisruptionBudget> = {
  columns: 'Name#name;Min Available;Max Unavailable;Allowed Disruptions:integer;Age',
  cells: (budget, age) => [
    nameOf(budget),
    String(budget.spec?.minAvailable ?? 'N/A'),
    String(budget.spec?.maxUnavailable ?? 'N/A'),
    budget.status?.disruptionsAllowed ?? 0,
    age.of(budget),
  ],
};
