/** Models printConfigMap. */
import type { ConfigMap } from '../schema/generated/types';
import { nameOf, type Printer } from './printer';

export const configMap: Printer<ConfigMap> = {
  columns: 'Name#name;Data;Age',
  cells: (configMap, age) => [
    nameOf(configMap),
    Object.keys(configMap.data ?? {}).length + Object.keys(configMap.binaryData ?? {}).length,
    age.of(configMap),
  ],
};
