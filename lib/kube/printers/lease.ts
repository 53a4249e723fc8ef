/** Models printLease. */
import type { Lease } from '../schema/generated/types';
import { nameOf, type Printer } from './printer';

export const lease: Printer<Lease> = {
  columns: 'Name#name;Holder;Age',
  cells: (lease, age) => [nameOf(lease), lease.spec?.holderIdentity ?? '', age.of(lease)],
};
