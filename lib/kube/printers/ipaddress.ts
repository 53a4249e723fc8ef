/** Models printIPAddress, whose rows have an age that no column is for. */
import type { IPAddress } from '../schema/generated/types';
import { nameOf, type Printer } from './printer';

export const ipAddress: Printer<IPAddress> = {
  columns: 'Name#name;ParentRef',
  cells: (address, age) => [nameOf(address), parent(address), age.of(address)],
};

/** `services/default/web`. */
function parent({ spec }: IPAddress): string {
  if (!spec?.parentRef) return '<none>';
  const { group, resource = '', namespace, name = '' } = spec.parentRef;
  const kind = `${resource}${group ? `.${group}` : ''}`.toLowerCase();
  return `${kind}${namespace ? `/${namespace}` : ''}/${name}`;
}
