/** Models printSecret. */
import type { Secret } from '../schema/generated/types';
import { nameOf, type Printer } from './printer';

export const secret: Printer<Secret> = {
  columns: 'Name#name;Type;Data;Age',
  cells: (secret, age) => [nameOf(secret), secret.type ?? '', Object.keys(secret.data ?? {}).length, age.of(secret)],
};
