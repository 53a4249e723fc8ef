/** Models printNetworkPolicy. */
import type { NetworkPolicy } from '../schema/generated/types';
import { formatLabelSelector } from './label-selector';
import { nameOf, type Printer } from './printer';

export const networkPolicy: Printer<NetworkPolicy> = {
  columns: 'Name#name;Pod-Selector;Age',
  cells: (policy, age) => [nameOf(policy), formatLabelSelector(policy.spec?.podSelector), age.of(policy)],
};
