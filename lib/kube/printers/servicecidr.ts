/** Models printServiceCIDR. */
import type { ServiceCIDR } from '../schema/generated/types';
import { nameOf, type Printer } from './printer';

export const serviceCIDR: Printer<ServiceCIDR> = {
  columns: 'Name#name;CIDRs;Age',
  cells: (range, age) => [nameOf(range), (range.spec?.cidrs ?? []).join(','), age.of(range)],
};
