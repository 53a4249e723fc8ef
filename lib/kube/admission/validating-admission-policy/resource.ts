import type { Kind } from '../../schema';

/** `pods`, `deployments.apps`. */
export function qualifiedResource({ group, resource }: Kind): string {
  return group === '' ? resource : `${resource}.${group}`;
}
