/**
 * Where objects of a kind lie: HorizontalPodAutoscalers of both versions, and Events of both groups, are the same objects.
 */
import type { Kind } from '../schema';

/** `pods`, `deployments.apps`: how refusals name it. */
export function groupResource({ group, resource }: Pick<Kind, 'group' | 'resource'>): string {
  return group === '' ? resource : `${resource}.${group}`;
}

/** The table of the store. */
export function tableOf(kind: Pick<Kind, 'group' | 'resource'>): string {
  const name = groupResource(kind);
  return name === 'events.events.k8s.io' ? 'events' : name;
}
