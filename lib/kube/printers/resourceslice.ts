/** Models printResourceSlice. */
import type { ResourceSlice } from '../schema/generated/types';
import { nameOf, type Printer } from './printer';

export const resourceSlice: Printer<ResourceSlice> = {
  columns: 'Name#name;Node;Driver;Pool;Age',
  cells: (slice, age) => [
    nameOf(slice),
    slice.spec?.nodeName ?? '',
    slice.spec?.driver ?? '',
    slice.spec?.pool?.name ?? '',
    age.of(slice),
  ],
};
