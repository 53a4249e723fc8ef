/**
 * How objects go: at once, or marked with a deletionTimestamp while finalizers, dependants or a kubelet are waited for.
 * Models BeforeDelete (apiserver's registry/rest/delete.go), Store.Delete with deletionFinalizersForGarbageCollection
 * (registry/generic/registry/store.go), CheckGracefulDelete of pkg/registry/core/pod/strategy.go, and the Delete of
 * namespaces (pkg/registry/core/namespace/storage).
 */
import { conflictStatus, forbiddenStatus } from '../field/status';
import { isObject } from '../json-object';
import type { Kind } from '../schema';
import type { StoredMeta, StoredObject } from '../store';
import type { DeleteOptions } from './client';
import { notFound, type Answer, type Registry, type Writing } from './registry';
import { formatTime, parseTime } from '../time';
import { groupResource } from './storage';

const ORPHAN = 'orphan';
const FOREGROUND = 'foregroundDeletion';

/** `gone` where nothing is left of it. */
export type Deletion = Answer & { readonly gone?: boolean };

export function deleteObject(
  registry: Registry,
  kind: Kind,
  namespace: string | undefined,
  name: string,
  options: DeleteOptions,
  writing: Writing,
): Deletion {
  const live = registry.get(kind, namespace, name);
  if (!live) return notFound(kind, name);
  const refused = unmet(kind, live, options) ?? immortal(kind, name);
  if (refused) return refused;
  const marked = marking(kind, live, options, registry.now);
  const dying = marked ?? live;
  const isNow = (dying.metadata.deletionGracePeriodSeconds ?? 0) === 0 && !waitsForFinalizers(kind, dying);
  if (writing.dryRun) return { ok: true, object: live, warnings: [], gone: isNow };
  if (isNow) {
    // Of what was on its way out, the last word is that it had no more time.
    const isLate = live.metadata.deletionTimestamp !== undefined;
    const last = registry.remove(kind, namespace, name, isLate ? dying : live) ?? live;
    return { ok: true, object: last, warnings: [], gone: true };
  }
  if (!marked) return { ok: true, object: live, warnings: [] };
  // Who asks for the end owns nothing of it: the managers stay as they are.
  return { ok: true, object: registry.put(kind, marked), warnings: [] };
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ['namespaces', 'this namespace may not be deleted'],
  ['priorityclasses.scheduling.k8s.io', 'this is a system priority class and cannot be deleted'],
]);
const IMMORTAL: ReadonlySet<string> = new Set([
  'default',
  'kube-system',
  'kube-public',
  'system-cluster-critical',
  'system-node-critical',
]);

/** Models the plugin NamespaceLifecycle, and Delete of pkg/registry/scheduling/priorityclass. */
function immortal(kind: Kind, name: string): Answer | undefined {
  const why = REASONS.get(groupResource(kind));
  if (why === undefined || !IMMORTAL.has(name)) return undefined;
  return { ok: false, status: forbiddenStatus(groupResource(kind), name, why), warnings: [] };
}

function waitsForFinalizers(kind: Kind, { metadata, spec }: StoredObject): boolean {
  if (metadata.finalizers?.length) return true;
  return kind.kind === 'Namespace' && kind.group === '' && isObject(spec) && Boolean(spec['finalizers']);
}

/** The object with all that its deletion says of it; undefined where it says so already. */
function marking(kind: Kind, live: StoredObject, options: DeleteOptions, now: string): StoredObject | undefined {
  const finalizers = finalizersFor(kind, live.metadata, options);
  const grace = graceOf(kind, live, options);
  const { deletionTimestamp, deletionGracePeriodSeconds = 0 } = live.metadata;
  const isShorter = deletionTimestamp !== undefined && grace < deletionGracePeriodSeconds;
  const isNew = deletionTimestamp === undefined;
  const isSame = finalizers.join() === (live.metadata.finalizers ?? []).join();
  if (!isNew && !isShorter && isSame) return undefined;
  const metadata: StoredMeta = { ...live.metadata };
  if (finalizers.length > 0) metadata.finalizers = finalizers;
  else delete metadata.finalizers;
  if (isNew || isShorter) {
    metadata.deletionTimestamp = isNew ? later(now, grace) : deletionTimestamp;
    metadata.deletionGracePeriodSeconds = grace;
    if (isNew && metadata.generation) metadata.generation += 1;
  }
  const isNamespace = kind.kind === 'Namespace' && kind.group === '';
  if (!isNamespace) return { ...live, metadata };
  const status = isObject(live['status']) ? live['status'] : {};
  return { ...live, metadata, status: { ...status, phase: 'Terminating' } };
}

/** Who else has to do something first. Background is what every kind of today does when nothing is said. */
function finalizersFor(
  { group, kind }: Kind,
  { finalizers = [] }: StoredMeta,
  { propagationPolicy }: DeleteOptions,
): string[] {
  const others = finalizers.filter((one) => one !== ORPHAN && one !== FOREGROUND);
  if (propagationPolicy === 'Orphan') return [...others, ORPHAN];
  if (propagationPolicy === 'Foreground') return [...others, FOREGROUND];
  if (propagationPolicy === 'Background') return others;
  if (finalizers.length > others.length) return finalizers;
  return group === '' && kind === 'ReplicationController' ? [...others, ORPHAN] : others;
}

/** Only Pods that run somewhere are given time. */
function graceOf(kind: Kind, live: StoredObject, { gracePeriodSeconds }: DeleteOptions): number {
  if (kind.group !== '' || kind.kind !== 'Pod') return 0;
  const spec = isObject(live['spec']) ? live['spec'] : {};
  const { phase } = isObject(live['status']) ? live['status'] : {};
  if (!spec['nodeName'] || phase === 'Failed' || phase === 'Succeeded') return 0;
  const own = Number(spec['terminationGracePeriodSeconds'] ?? 30);
  const seconds = gracePeriodSeconds ?? live.metadata.deletionGracePeriodSeconds ?? own;
  return seconds < 0 ? 1 : seconds;
}

function unmet(kind: Kind, { metadata }: StoredObject, { preconditions = {} }: DeleteOptions): Answer | undefined {
  const { uid, resourceVersion } = preconditions;
  const said = (what: string, wanted: string, found: string, since: string): Answer => {
    const why = `the ${what} in the precondition (${wanted}) does not match the ${what} in record (${found}). The object might have been ${since}`;
    // Upstream takes the kind for the resource here.
    const status = conflictStatus(groupResource({ group: kind.group, resource: kind.kind }), metadata.name, why);
    return { ok: false, status, warnings: [] };
  };
  if (uid !== undefined && uid !== metadata.uid) return said('UID', uid, metadata.uid, 'deleted and then recreated');
  if (resourceVersion !== undefined && resourceVersion !== metadata.resourceVersion) {
    return said('ResourceVersion', resourceVersion, metadata.resourceVersion, 'modified');
  }
  return undefined;
}

/** An object that is deleted with a grace period is so from its end on. */
function later(now: string, seconds: number): string {
  return seconds === 0 ? now : formatTime((parseTime(now) ?? 0) + seconds * 1000);
}
