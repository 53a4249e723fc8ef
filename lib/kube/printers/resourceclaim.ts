/** Models printResourceClaim. */
import type { ResourceV1ResourceClaim } from '../schema/generated/types';
import { nameOf, type Printer } from './printer';

export const resourceClaim: Printer<ResourceV1ResourceClaim> = {
  columns: 'Name#name;State;Age',
  cells: (claim, age) => [nameOf(claim), stateOf(claim), age.of(claim)],
};

function stateOf({ metadata, status }: ResourceV1ResourceClaim): string {
  const isDeleted = metadata?.deletionTimestamp !== undefined;
  const states = isDeleted ? ['deleted'] : [];
  if (status?.allocation) states.push('allocated', ...((status.reservedFor ?? []).length > 0 ? ['reserved'] : []));
  else if (!isDeleted) states.push('pending');
  return states.join(',');
}
