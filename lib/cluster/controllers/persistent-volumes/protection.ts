/**
 * A claim that a Pod uses, and a volume that a claim has, may be deleted, and go only when they are free: a finalizer keeps
 * them. Models pkg/controller/volume/pvcprotection and pvprotection.
 */
import type { Client, Outcome, StoredMeta, types } from '@/lib/kube';
import type { Controller, ControllerContext, Queue } from '../controller';
import { fromKey, keyOf } from '../object-key';
import { isPodTerminal } from '../pod-readiness';

const CLAIM_FINALIZER = 'kubernetes.io/pvc-protection';
const VOLUME_FINALIZER = 'kubernetes.io/pv-protection';

export function claimProtectionController({ client }: ControllerContext): Controller {
  function start(queue: Queue): (() => void)[] {
    for (const claim of client.sorted('v1/PersistentVolumeClaim')) queue.add(keyOf(claim));
    return [
      client.onChange('v1/PersistentVolumeClaim', ({ type, object }) => {
        if (type !== 'DELETED' && isUnsettled(object.metadata, CLAIM_FINALIZER)) queue.add(keyOf(object));
      }),
      client.onChange('v1/Pod', ({ type, object }) => {
        if (type !== 'DELETED' && !isPodTerminal(object)) return;
        for (const name of claimsOf(object)) queue.add(`${object.metadata.namespace}/${name}`);
      }),
    ];
  }

  function sync(key: string): 'retry' | void {
    const { namespace, name } = fromKey(key);
    const claim = client.get('v1/PersistentVolumeClaim', namespace, name);
    if (!claim || !isUnsettled(claim.metadata, CLAIM_FINALIZER)) return undefined;
    if (claim.metadata.deletionTimestamp && isUsed(client, namespace, name)) return undefined;
    const metadata = settled(claim.metadata, CLAIM_FINALIZER);
    return refused(client.update('v1/PersistentVolumeClaim', { ...claim, metadata }));
  }

  return { name: 'persistentvolumeclaim-protection', start, sync };
}

export function volumeProtectionController({ client }: ControllerContext): Controller {
  function start(queue: Queue): (() => void)[] {
    for (const volume of client.sorted('v1/PersistentVolume')) queue.add(keyOf(volume));
    return [
      client.onChange('v1/PersistentVolume', ({ type, object }) => {
        if (type !== 'DELETED' && isUnsettled(object.metadata, VOLUME_FINALIZER)) queue.add(keyOf(object));
      }),
    ];
  }

  function sync(name: string): 'retry' | void {
    const volume = client.get('v1/PersistentVolume', undefined, name);
    if (!volume || !isUnsettled(volume.metadata, VOLUME_FINALIZER)) return undefined;
    if (volume.metadata.deletionTimestamp && volume.status?.phase === 'Bound') return undefined;
    const metadata = settled(volume.metadata, VOLUME_FINALIZER);
    return refused(client.update('v1/PersistentVolume', { ...volume, metadata }));
  }

  return { name: 'persistentvolume-protection', start, sync };
}

/** Leaving with the finalizer, or staying without. */
function isUnsettled({ deletionTimestamp, finalizers = [] }: StoredMeta, finalizer: string): boolean {
  return finalizers.includes(finalizer) === (deletionTimestamp !== undefined);
}

function settled(metadata: StoredMeta, finalizer: string): StoredMeta {
  const { deletionTimestamp, finalizers = [] } = metadata;
  const others = finalizers.filter((one) => one !== finalizer);
  return { ...metadata, finalizers: deletionTimestamp ? others : [...others, finalizer] };
}

function refused(answer: Outcome<unknown>): 'retry' | undefined {
  return answer.ok || answer.status.reason === 'NotFound' ? undefined : 'retry';
}

/** The claims of a Pod, those that are made for it included. */
function* claimsOf({ metadata, spec }: types.Pod): Iterable<string> {
  for (const { name, persistentVolumeClaim, ephemeral } of spec?.volumes ?? []) {
    if (persistentVolumeClaim?.claimName) yield persistentVolumeClaim.claimName;
    else if (ephemeral) yield `${metadata?.name}-${name}`;
  }
}

/** Pods that have no node yet don't count: no kubelet would start them with a claim that leaves. */
function isUsed(client: Client, namespace: string, claim: string): boolean {
  for (const pod of client.list('v1/Pod', namespace)) {
    if (!pod.spec?.nodeName) continue;
    for (const name of claimsOf(pod)) if (name === claim) return true;
  }
  return false;
}
