/** The revisions of a DaemonSet. Models constructHistory and cleanupHistory (pkg/controller/daemon/update.go). */
import type { Client } from '@/lib/kube';
import { holdsTemplate, keepRevision, revisionsOf, type StoredRevision } from '../controller-history';
import type { Orphans } from '../orphans';
import type { StoredPod } from '../pod-readiness';
import { templateHash } from '../template-hash';
import { HASH, type StoredDaemonSet } from './pods';

export interface History {
  /** Of the template as it is. */
  readonly hash: string;
  /** The oldest first. */
  readonly old: readonly StoredRevision[];
}

/** Undefined where a write was refused. Of several revisions with the same template the newest stays. */
export function historyOf(
  client: Client,
  daemonSet: StoredDaemonSet,
  orphans: Orphans<'apps/v1/ControllerRevision'>,
  pods: readonly StoredPod[],
): History | undefined {
  const revisions = revisionsOf(client, daemonSet, orphans);
  if (!revisions) return undefined;
  const same = revisions.filter((one) => holdsTemplate(one, daemonSet.spec?.template));
  const old = revisions.filter((one) => !same.includes(one));
  const revision = old.reduce((highest, one) => Math.max(highest, one.revision ?? 0), 0) + 1;
  const current = same.pop() ?? snapshot(client, daemonSet, revision);
  if (!current) return undefined;
  const hash = current.metadata.labels?.[HASH] ?? current.metadata.name;
  if (!mergeInto(hash, client, same, pods)) return undefined;
  if ((current.revision ?? 0) < revision) {
    if (!client.update('apps/v1/ControllerRevision', { ...current, revision }).ok) return undefined;
  }
  return { hash, old };
}

function snapshot(client: Client, daemonSet: StoredDaemonSet, revision: number): StoredRevision | undefined {
  const { status } = daemonSet;
  const collisions = status?.collisionCount;
  const hash = templateHash(daemonSet.spec?.template ?? {}, collisions);
  const made = keepRevision(client, { owner: daemonSet, revision, hash, hashLabel: HASH });
  if ('collision' in made && status) {
    client.updateStatus('apps/v1/DaemonSet', {
      ...daemonSet,
      status: { ...status, collisionCount: (collisions ?? 0) + 1 },
    });
  }
  return 'revision' in made ? made.revision : undefined;
}

/** The Pods of the others say the hash of the one that stays. */
function mergeInto(
  hash: string,
  client: Client,
  others: readonly StoredRevision[],
  pods: readonly StoredPod[],
): boolean {
  if (others.length === 0) return true;
  for (const pod of pods) {
    const { metadata } = pod;
    if (metadata.labels?.[HASH] === hash) continue;
    const labels = { ...metadata.labels, [HASH]: hash };
    if (!client.update('v1/Pod', { ...pod, metadata: { ...metadata, labels } }).ok) return false;
  }
  return others.every(
    ({ metadata }) => client.delete('apps/v1/ControllerRevision', metadata.namespace, metadata.name).ok,
  );
}

/** Deletes the oldest beyond those that are kept, but none that has Pods. Answers whether that went well. */
export function cleanUpHistory(
  client: Client,
  { spec }: StoredDaemonSet,
  old: readonly StoredRevision[],
  pods: readonly StoredPod[],
): boolean {
  let excess = old.length - (spec?.revisionHistoryLimit ?? 10);
  if (excess <= 0) return true;
  const live = new Set(pods.map(({ metadata }) => metadata.labels?.[HASH]));
  for (const { metadata } of old) {
    if (excess <= 0) break;
    if (live.has(metadata.labels?.[HASH])) continue;
    if (!client.delete('apps/v1/ControllerRevision', metadata.namespace, metadata.name).ok) return false;
    excess -= 1;
  }
  return true;
}
