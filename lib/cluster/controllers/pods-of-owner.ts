/** Which owner a change of a Pod concerns. Models addPod, updatePod and deletePod of the controllers. */
import type { Client, ModelledKind, Stored, types } from '@/lib/kube';
import type { Queue } from './controller';
import { controllerOf } from './controller-ref';
import { selectorOf } from './label-selector';
import { keyOf } from './object-key';

type OwnerOfPods = 'apps/v1/ReplicaSet' | 'apps/v1/StatefulSet' | 'apps/v1/DaemonSet' | 'batch/v1/Job';

/**
 * Asks for a sync of the Pod's owner, of the owner before, and, when an orphan appears or changes its labels, of all whose
 * selector matches it. Answers how to stop.
 * @param owner `ReplicaSet`, as ownerReferences name it
 */
export function watchPodsOf(client: Client, owner: string, queue: Queue, kind: OwnerOfPods): () => void {
  return client.onChange('v1/Pod', ({ type, object, before }) => {
    const { namespace = '' } = object.metadata;
    const controller = controllerOf(object.metadata);
    const earlier = before ? controllerOf(before.metadata) : undefined;
    if (earlier && earlier.uid !== controller?.uid && earlier.kind === owner) queue.add(keyNaming(namespace, earlier));
    if (controller) {
      if (controller.kind === owner) queue.add(keyNaming(namespace, controller));
      return;
    }
    if (type === 'DELETED' || object.metadata.deletionTimestamp !== undefined) return;
    if (before && !earlier && before.metadata.labels === object.metadata.labels) return;
    for (const one of matching(client, kind, object)) queue.add(keyOf(one));
  });
}

function keyNaming(namespace: string, { name = '' }: types.OwnerReference): string {
  return keyOf({ metadata: { namespace, name } });
}

function* matching<K extends OwnerOfPods & ModelledKind>(
  client: Client,
  kind: K,
  { metadata }: Stored<'v1/Pod'>,
): Generator<Stored<K>> {
  for (const one of client.list(kind, metadata.namespace)) {
    if (selectorOf(one.spec?.selector)(metadata.labels)) yield one;
  }
}
