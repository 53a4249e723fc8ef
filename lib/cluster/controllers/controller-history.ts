/**
 * The templates a DaemonSet or StatefulSet has had, each a ControllerRevision: what `kubectl rollout undo` goes back to.
 * Models pkg/controller/history.
 */
import { type Client, type Stored, type types, selectorOf } from '@/lib/kube';
import { canonicalJson } from './canonical-json';
import { claim, newControllerRef } from './controller-ref';
import type { Orphans } from './orphans';
import { failureOf, type Failure } from './pod-control';

export type StoredRevision = Stored<'apps/v1/ControllerRevision'>;
export type OwnerOfRevisions = Stored<'apps/v1/DaemonSet'> | Stored<'apps/v1/StatefulSet'>;

const MOST_NAME = 223;
const patches = new WeakMap<types.PodTemplateSpec, object>();

/** What a revision keeps: a strategic merge patch that sets the template. */
export function templatePatch(template: types.PodTemplateSpec = {}): object {
  let patch = patches.get(template);
  if (!patch) {
    // In the order of Go's maps: who compares a revision with a template compares bytes.
    const text = canonicalJson({ spec: { template: { ...template, $patch: 'replace' } } });
    const sorted: unknown = JSON.parse(text);
    patch = typeof sorted === 'object' && sorted !== null ? sorted : {};
    patches.set(template, patch);
  }
  return patch;
}

export function holdsTemplate({ data }: StoredRevision, template: types.PodTemplateSpec | undefined): boolean {
  return typeof data === 'object' && data !== null && canonicalJson(data) === canonicalJson(templatePatch(template));
}

/** The oldest first. Undefined where an adoption failed. */
export function revisionsOf(
  client: Client,
  owner: OwnerOfRevisions,
  orphans: Orphans<'apps/v1/ControllerRevision'>,
): StoredRevision[] | undefined {
  const { uid, namespace } = owner.metadata;
  const matches = selectorOf(owner.spec?.selector);
  const { objects, failed } = claim(client, {
    kind: 'apps/v1/ControllerRevision',
    candidates: [...client.ownedBy('apps/v1/ControllerRevision', uid), ...orphans.in(namespace)],
    owner,
    matches: ({ metadata }) => matches(metadata.labels),
  });
  return failed ? undefined : objects.sort(byRevision);
}

export function byRevision(a: StoredRevision, b: StoredRevision): number {
  const [ours, theirs] = [a.metadata, b.metadata];
  if (a.revision !== b.revision) return (a.revision ?? 0) - (b.revision ?? 0);
  if (ours.creationTimestamp !== theirs.creationTimestamp) {
    return ours.creationTimestamp < theirs.creationTimestamp ? -1 : 1;
  }
  return ours.name < theirs.name ? -1 : 1;
}

export interface NewRevision {
  readonly owner: OwnerOfRevisions;
  readonly revision: number;
  /** Of the template, for its name. */
  readonly hash: string;
  /** The label that says the hash. */
  readonly hashLabel: string;
}

export type Snapshot =
  | { readonly revision: StoredRevision }
  /** Another template has that name. */
  | { readonly collision: true }
  | { readonly failure: Failure };

/** Keeps the template as it is now; answers the revision that is there already, where one of that name holds the same. */
export function keepRevision(client: Client, { owner, revision, hash, hashLabel }: NewRevision): Snapshot {
  const { name: ownerName, namespace, annotations } = owner.metadata;
  const template = owner.spec?.template;
  const data = templatePatch(template);
  const name = `${ownerName.slice(0, MOST_NAME)}-${hash}`;
  const answer = client.create('apps/v1/ControllerRevision', {
    metadata: {
      name,
      ...(namespace === undefined ? {} : { namespace }),
      labels: { ...template?.metadata?.labels, [hashLabel]: hash },
      ...(annotations ? { annotations } : {}),
      ownerReferences: [newControllerRef(owner)],
    },
    data,
    revision,
  });
  if (answer.ok) return { revision: answer.object };
  if (answer.status.reason !== 'AlreadyExists') return { failure: failureOf(answer.status) };
  const existing = client.get('apps/v1/ControllerRevision', namespace, name);
  return existing && holdsTemplate(existing, template) ? { revision: existing } : { collision: true };
}
