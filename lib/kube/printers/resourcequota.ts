/** Models printResourceQuota. */
import type { ResourceQuota } from '../schema/generated/types';
import { nameOf, type Printer } from './printer';
import { quantityText } from './quantity-text';

export const resourceQuota: Printer<ResourceQuota> = {
  columns: 'Name#name;Request;Limit;Age',
  cells: (quota, age) => [
    nameOf(quota),
    amounts(quota, (name) => !name.startsWith('limits.')),
    amounts(quota, (name) => name.startsWith('limits.')),
    age.of(quota),
  ],
};

/** `pods: 5/10, services: 1/2`: what is used of what there may be. */
function amounts({ status }: ResourceQuota, isShown: (name: string) => boolean): string {
  const { hard = {}, used = {} } = status ?? {};
  return Object.keys(hard)
    .filter(isShown)
    .sort()
    .map((name) => `${name}: ${quantityText(used[name])}/${quantityText(hard[name])}`)
    .join(', ');
}
