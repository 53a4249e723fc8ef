/** Models printRuntimeClass. */
import type { RuntimeClass } from '../schema/generated/types';
import { nameOf, type Printer } from './printer';

export const runtimeClass: Printer<RuntimeClass> = {
  columns: 'Name#name;Handler;Age',
  cells: (runtimeClass, age) => [nameOf(runtimeClass), runtimeClass.handler ?? '', age.of(runtimeClass)],
};
