import type { Container } from '../schema/generated/types';

/** The cells Containers and Images: names and images in two lists. */
export function containerCells(containers: readonly Container[] | undefined): [string, string] {
  const join = (field: 'name' | 'image'): string => (containers ?? []).map((container) => container[field]).join(',');
  return [join('name'), join('image')];
}

/** Their columns, as most workloads have them. */
export const CONTAINER_COLUMNS = 'Containers+1;Images+1';
