/** Which owner a change of a Pod or a ReplicaSet concerns. Models addPod, updatePod, deletePod and their kin of the controllers. */
import { type Client, type Stored, type types, selectorOf } from '@/lib/kube';
import type { Queue } from './controller';
import { controllerOf } from './controller-ref';
import { keyOf } from './object-key';
import { selectorOfOwner } from './owner-selector';

type Owning =
  | 'v1/ReplicationController'
  | 'apps/v1/Deployment'
  | 'apps/v1/ReplicaSet'
  | 'apps/v1/StatefulSet'
  | 'apps/v1/DaemonSet'
  | 'batch/v1/Job';

/**
 * Asks for a sync of the owner of what changes, of its owner before, and, when something that nobody owns appears or
 * changes its labels, of all whose selector matches it. Answers how to stop.
 */
export function watchDependents(
  client: Client,
  dependent: 'v1/Pod' | 'apps/v1/ReplicaSet',
  owning: Owning,
  queue: Queue,
): () => void {
  const kind = owning.slice(owning.lastIndexOf('/') + 1);
  return client.onChange(dependent, ({ type, object, before }) => {
    const { namespace = '' } = object.metadata;
    const controller = controllerOf(object.metadata);
    const earlier = before ? controllerOf(before.metadata) : undefined;
    if (earlier && earlier.uid !== controller?.uid && earlier.kind === kind) queue.add(keyNaming(namespace, earlier));
    if (controller) {
      if (controller.kind === kind) queue.add(keyNaming(namespace, controller));
      return;
    }
    if (type === 'DELETED' || object.metadata.deletionTimestamp !== undefined) return;
    if (before && !earlier && before.metadata.labels === object.metadata.labels) return;
    for (const one of matching(client, owning, object.metadata)) queue.add(keyOf(one));
  });
}

function keyNaming(namespace: string, { name = '' }: types.OwnerReference): string {
  return keyOf({ metadata: { namespace, name } });
}

function* matching(client: Client, owning: Owning, { namespace, labels }: types.ObjectMeta): Generator<Stored<Owning>> {
  for (const one of client.list(owning, namespace)) if (selectorOf(selectorOfOwner(one))(labels)) yield one;
}
