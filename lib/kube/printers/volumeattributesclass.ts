/** Models printVolumeAttributesClass. */
import type { VolumeAttributesClass } from '../schema/generated/types';
import { nameOf, type Printer } from './printer';

export const volumeAttributesClass: Printer<VolumeAttributesClass> = {
  columns: 'Name#name;DriverName;Age',
  cells: (attributes, age) => [nameOf(attributes), attributes.driverName ?? '', age.of(attributes)],
};
