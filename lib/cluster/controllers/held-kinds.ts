/** Every kind of which the cluster holds objects, each once: HorizontalPodAutoscalers of v1 and of v2 are the same objects. */
import { isJudged, kinds, type Kind, type ModelledKind } from '@/lib/kube';

export interface HeldKind {
  readonly key: ModelledKind;
  readonly kind: Kind;
}

/** In the order of the server's discovery, which names the preferred version first. */
export const heldKinds: readonly HeldKind[] = kinds.flatMap((kind) => {
  const key = `${kind.apiVersion}/${kind.kind}`;
  return isHeld(kind, key) && !isSeenElsewhere(kind) ? [{ key, kind }] : [];
});

const byKey: ReadonlyMap<string, HeldKind> = new Map(heldKinds.map((held) => [held.key, held]));

/** @param key `apps/v1/ReplicaSet` */
export function heldKind(key: string): HeldKind | undefined {
  return byKey.get(key);
}

function isHeld(kind: Kind, key: string): key is ModelledKind {
  return key === `${kind.apiVersion}/${kind.kind}` && isJudged(kind);
}

function isSeenElsewhere({ group, resource, version }: Kind): boolean {
  if (group === 'events.k8s.io') return true;
  return kinds.find((other) => other.group === group && other.resource === resource)?.version !== version;
}
