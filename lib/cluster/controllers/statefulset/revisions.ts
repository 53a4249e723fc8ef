/** The revisions of a StatefulSet: the one it is at, and the one it goes to. Models getStatefulSetRevisions & co. */
import type { Client, types } from '@/lib/kube';
import {
  byRevision,
  holdsTemplate,
  keepRevision,
  revisionsOf,
  templatePatch,
  type StoredRevision,
} from '../controller-history';
import type { Orphans } from '../orphans';
import type { StoredPod } from '../pod-readiness';
import { revisionHash } from '../template-hash';
import { REVISION, type StoredStatefulSet } from './identity';

export interface Revisions {
  readonly current: StoredRevision;
  readonly update: StoredRevision;
  readonly collisions: number;
  /** The oldest first. */
  readonly all: readonly StoredRevision[];
}

/** Undefined where a write was refused. */
export function revisionsFor(
  client: Client,
  set: StoredStatefulSet,
  orphans: Orphans<'apps/v1/ControllerRevision'>,
): Revisions | undefined {
  const all = revisionsOf(client, set, orphans);
  if (!all) return undefined;
  const revision = (all.at(-1)?.revision ?? 0) + 1;
  const equal = all.filter((one) => holdsTemplate(one, set.spec?.template)).at(-1);
  let collisions = set.status?.collisionCount ?? 0;
  let update = equal;
  if (equal && equal !== all.at(-1)) {
    const answer = client.update('apps/v1/ControllerRevision', { ...equal, revision });
    if (!answer.ok) return undefined;
    update = answer.object;
  }
  while (!update) {
    const hash = revisionHash(templatePatch(set.spec?.template), collisions);
    const made = keepRevision(client, { owner: set, revision, hash, hashLabel: 'controller.kubernetes.io/hash' });
    if ('failure' in made) return undefined;
    if ('revision' in made) update = made.revision;
    else collisions += 1;
  }
  const current = all.find(({ metadata }) => metadata.name === set.status?.currentRevision) ?? update;
  return { current, update, collisions, all };
}

/** The template that a revision keeps; anything else in its place is none. */
export function templateOf({ data }: StoredRevision): types.PodTemplateSpec {
  const { spec } = fieldsOf(data);
  const { template } = fieldsOf(spec);
  const { metadata, spec: podSpec } = fieldsOf(template);
  return { ...(isMeta(metadata) && { metadata }), ...(isPodSpec(podSpec) && { spec: podSpec }) };
}

/** Deletes the oldest of those that nothing is at, beyond those that are kept. Answers whether that went well. */
export function truncateHistory(
  client: Client,
  set: StoredStatefulSet,
  { all, current, update }: Revisions,
  pods: readonly StoredPod[],
): boolean {
  const limit = set.spec?.revisionHistoryLimit ?? 10;
  const live = new Set([current.metadata.name, update.metadata.name, ...pods.map(revisionOf)]);
  const idle = all.filter(({ metadata }) => !live.has(metadata.name)).sort(byRevision);
  if (limit < 0 || idle.length <= limit) return true;
  return idle.slice(0, idle.length - limit).every(({ metadata: { namespace, name } }) => {
    return client.delete('apps/v1/ControllerRevision', namespace, name).ok;
  });
}

export function revisionOf({ metadata }: StoredPod): string {
  return metadata.labels?.[REVISION] ?? '';
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** Whatever is in them, the API server looks at when a Pod is made of it. */
function isMeta(value: unknown): value is types.ObjectMeta {
  return typeof value === 'object' && value !== null;
}

function isPodSpec(value: unknown): value is types.PodSpec {
  return typeof value === 'object' && value !== null;
}
