/** Models printNamespace. */
import type { Namespace } from '../schema/generated/types';
import { nameOf, type Printer } from './printer';

export const namespace: Printer<Namespace> = {
  columns: 'Name#name;Status;Age',
  cells: (namespace, age) => [nameOf(namespace), namespace.status?.phase ?? '', age.of(namespace)],
};
