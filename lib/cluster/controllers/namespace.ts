/**
 * Empties a namespace that is being deleted, Pods first, says in its conditions what is left, and lets it go. Models
 * pkg/controller/namespace/deletion.
 *
 * Not modelled: failures of discovery and of parsing, whose conditions always say that all is well; and the wait between two
 * looks: what was left over and now is gone wakes it at once.
 */
import { formatTime, type Client, type ModelledKind, type Stored, type types } from '@/lib/kube';
import type { Controller, ControllerContext, NewController, Queue } from './controller';
import { heldKinds, type HeldKind } from './held-kinds';

/** Objects of kinds that are defined by the cluster's users. */
export interface CustomResources {
  /** Deletes all in the namespace; answers how many are left of each resource (`crontabs.stable.example.com`). */
  deleteAll(namespace: string): ReadonlyMap<string, number>;
}

type Namespace = Stored<'v1/Namespace'>;

/** What is left, by resource (`pods.`, `jobs.batch`), and which finalizers it waits for. */
interface Remaining {
  readonly resources: Map<string, number>;
  readonly finalizers: Map<string, number>;
}

const namespacedKinds = heldKinds.filter(({ kind }) => kind.namespaced);
const pods = namespacedKinds.filter(({ key }) => key === 'v1/Pod');
const allButPods = namespacedKinds.filter(({ key }) => key !== 'v1/Pod');

export function namespaceController(customResources?: CustomResources): NewController {
  return ({ client, clock }: ControllerContext): Controller => {
    function start(queue: Queue): (() => void)[] {
      const isTerminating = (name: string): boolean =>
        client.get('v1/Namespace', undefined, name)?.metadata.deletionTimestamp !== undefined;
      for (const { metadata } of client.sorted('v1/Namespace'))
        if (metadata.deletionTimestamp) queue.add(metadata.name);
      return [
        client.onChange('v1/Namespace', ({ object: { metadata }, type }) => {
          if (type !== 'DELETED' && metadata.deletionTimestamp) queue.add(metadata.name);
        }),
        ...namespacedKinds.map(({ key }) =>
          client.onChange(key, ({ object: { metadata }, type }) => {
            const { namespace = '' } = metadata;
            if (type === 'DELETED' && isTerminating(namespace)) queue.add(namespace);
          }),
        ),
      ];
    }

    function sync(name: string): 'retry' | void {
      const namespace = client.get('v1/Namespace', undefined, name);
      if (!namespace?.metadata.deletionTimestamp || namespace.spec?.finalizers?.length === 0) return undefined;
      const remaining: Remaining = { resources: new Map(), finalizers: new Map() };
      for (const kind of pods) deleteAll(client, kind, name, remaining);
      if (remaining.resources.size > 0) {
        // Upstream counts what is left only once the Pods are gone.
        writeConditions(client, namespace, conditionsOf(NOTHING), clock.now());
        return undefined;
      }
      for (const kind of allButPods) deleteAll(client, kind, name, remaining);
      for (const [resource, left] of customResources?.deleteAll(name) ?? []) {
        if (left > 0) remaining.resources.set(resource, left);
      }
      writeConditions(client, namespace, conditionsOf(remaining), clock.now());
      if (remaining.resources.size > 0) return undefined;
      const answer = client.finalizeNamespace(name);
      return answer.ok || answer.status.reason === 'NotFound' ? undefined : 'retry';
    }

    return { name: 'namespace', start, sync };
  };
}

const NOTHING: Remaining = { resources: new Map(), finalizers: new Map() };

function deleteAll(client: Client, { key, kind }: HeldKind, namespace: string, remaining: Remaining): void {
  for (const { metadata } of client.list<ModelledKind>(key, namespace)) {
    if (!metadata.deletionTimestamp) client.delete(key, namespace, metadata.name);
  }
  let left = 0;
  for (const { metadata } of client.list<ModelledKind>(key, namespace)) {
    left += 1;
    for (const finalizer of metadata.finalizers ?? []) {
      remaining.finalizers.set(finalizer, (remaining.finalizers.get(finalizer) ?? 0) + 1);
    }
  }
  if (left > 0) remaining.resources.set(`${kind.resource}.${kind.group}`, left);
}

function conditionsOf({ resources, finalizers }: Remaining): types.NamespaceCondition[] {
  const list = (counts: ReadonlyMap<string, number>, word: string): string =>
    [...counts]
      .map(([what, count]) => `${what} ${word} ${count} resource instances`)
      .sort()
      .join(', ');
  const fine = (type: string, reason: string, message: string) => ({ type, status: 'False', reason, message });
  return [
    fine('NamespaceDeletionDiscoveryFailure', 'ResourcesDiscovered', 'All resources successfully discovered'),
    fine(
      'NamespaceDeletionGroupVersionParsingFailure',
      'ParsedGroupVersions',
      'All legacy kube types successfully parsed',
    ),
    fine(
      'NamespaceDeletionContentFailure',
      'ContentDeleted',
      'All content successfully deleted, may be waiting on finalization',
    ),
    resources.size === 0
      ? fine('NamespaceContentRemaining', 'ContentRemoved', 'All content successfully removed')
      : {
          type: 'NamespaceContentRemaining',
          status: 'True',
          reason: 'SomeResourcesRemain',
          message: `Some resources are remaining: ${list(resources, 'has')}`,
        },
    finalizers.size === 0
      ? fine('NamespaceFinalizersRemaining', 'ContentHasNoFinalizers', 'All content-preserving finalizers finished')
      : {
          type: 'NamespaceFinalizersRemaining',
          status: 'True',
          reason: 'SomeFinalizersRemain',
          message: `Some content in the namespace has finalizers remaining: ${list(finalizers, 'in')}`,
        },
  ];
}

function writeConditions(client: Client, namespace: Namespace, wanted: types.NamespaceCondition[], now: number): void {
  const before = namespace.status?.conditions ?? [];
  let isChanged = namespace.status?.phase !== 'Terminating';
  const conditions = wanted.map((condition) => {
    const old = before.find(({ type }) => type === condition.type);
    const isSame = old?.status === condition.status;
    if (old && isSame && old.reason === condition.reason && old.message === condition.message) return old;
    isChanged = true;
    return { ...condition, lastTransitionTime: (isSame && old?.lastTransitionTime) || formatTime(now) };
  });
  if (isChanged) client.updateStatus('v1/Namespace', { ...namespace, status: { phase: 'Terminating', conditions } });
}
