/** Makes the claims of a Pod's generic ephemeral volumes, which go with the Pod. Models pkg/controller/volume/ephemeral. */
import type { Stored, types } from '@/lib/kube';
import type { Controller, ControllerContext, Queue } from '../controller';
import { isControlledBy, newControllerRef } from '../controller-ref';
import { fromKey, keyOf } from '../object-key';

type Pod = Stored<'v1/Pod'>;

export function ephemeralVolumeController(context: ControllerContext): Controller {
  const { client } = context;
  const recorder = context.recorder('ephemeral_volume');

  function start(queue: Queue): (() => void)[] {
    for (const pod of client.sorted('v1/Pod')) if (hasEphemeral(pod)) queue.add(keyOf(pod));
    return [
      client.onChange('v1/Pod', ({ type, object }) => {
        if (type === 'ADDED' && hasEphemeral(object)) queue.add(keyOf(object));
      }),
      client.onChange('v1/PersistentVolumeClaim', ({ type, object: { metadata } }) => {
        if (type !== 'DELETED') return;
        for (const pod of client.list('v1/Pod', metadata.namespace)) {
          if (pod.spec?.volumes?.some((volume) => volume.ephemeral && claimName(pod, volume) === metadata.name))
            queue.add(keyOf(pod));
        }
      }),
    ];
  }

  function sync(key: string): 'retry' | void {
    const { namespace, name } = fromKey(key);
    const pod = client.get('v1/Pod', namespace, name);
    if (!pod || pod.metadata.deletionTimestamp) return undefined;
    for (const volume of pod.spec?.volumes ?? []) {
      const fault = makeClaim(pod, volume);
      if (fault === undefined) continue;
      const message = `ephemeral volume ${volume.name}: ${fault}`;
      recorder.event(pod, 'Warning', 'FailedBinding', message);
      return 'retry';
    }
    return undefined;
  }

  /** Answers why not, where it can't. */
  function makeClaim(pod: Pod, volume: types.Volume): string | undefined {
    const template = volume.ephemeral?.volumeClaimTemplate;
    if (!template) return undefined;
    const { namespace = '', name: podName, uid } = pod.metadata;
    const name = claimName(pod, volume);
    const existing = client.get('v1/PersistentVolumeClaim', namespace, name);
    if (existing) {
      if (isControlledBy(existing.metadata, uid)) return undefined;
      return `PVC ${namespace}/${name} was not created for pod ${namespace}/${podName} (pod is not owner)`;
    }
    const { labels, annotations } = template.metadata ?? {};
    const answer = client.create('v1/PersistentVolumeClaim', {
      metadata: {
        name,
        namespace,
        ownerReferences: [newControllerRef(pod)],
        ...(labels && { labels }),
        ...(annotations && { annotations }),
      },
      spec: template.spec ?? {},
    });
    return answer.ok ? undefined : `create PVC ${name}: ${answer.status.message}`;
  }

  return { name: 'ephemeral-volume', start, sync };
}

function hasEphemeral({ spec }: Pod): boolean {
  return spec?.volumes?.some(({ ephemeral }) => ephemeral) === true;
}

function claimName({ metadata }: Pod, { name }: types.Volume): string {
  return `${metadata.name}-${name}`;
}
