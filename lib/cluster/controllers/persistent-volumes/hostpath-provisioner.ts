/**
 * Minikube's provisioner: a folder on the node for each claim of its class. Models minikube's pkg/storage and the controller
 * of sig-storage-lib-external-provisioner around it. It is no part of the controller manager: a cluster may be without it.
 */
import type { Controller, ControllerContext, Queue } from '../controller';
import { fromKey, keyOf } from '../object-key';
import { classOf, PROVISIONED_BY, PROVISIONER, referenceTo, SELECTED_NODE, type Claim } from './volumes';

const NAME = 'k8s.io/minikube-hostpath';
const FOLDER = '/tmp/hostpath-provisioner';
const IDENTITY = 'hostPathProvisionerIdentity';

export function hostpathProvisionerController(context: ControllerContext): Controller {
  const { client } = context;
  // Which of many provisioners it is; nothing depends on it.
  const recorder = context.recorder(`${NAME}_minikube`);

  function start(queue: Queue): (() => void)[] {
    for (const claim of client.sorted('v1/PersistentVolumeClaim')) queue.add(`claim ${keyOf(claim)}`);
    for (const volume of client.sorted('v1/PersistentVolume')) queue.add(`volume ${keyOf(volume)}`);
    return [
      client.onChange('v1/PersistentVolumeClaim', ({ type, object }) => {
        if (type !== 'DELETED') queue.add(`claim ${keyOf(object)}`);
      }),
      client.onChange('v1/PersistentVolume', ({ type, object }) => {
        if (type === 'MODIFIED' && object.status?.phase === 'Released') queue.add(`volume ${keyOf(object)}`);
      }),
    ];
  }

  function sync(key: string): 'retry' | void {
    const [what, name = ''] = key.split(' ');
    const isDone = what === 'claim' ? provision(name) : remove(name);
    return isDone ? undefined : 'retry';
  }

  function provision(key: string): boolean {
    const { namespace, name } = fromKey(key);
    const claim = client.get('v1/PersistentVolumeClaim', namespace, name);
    if (!claim || claim.spec?.volumeName || claim.metadata.annotations?.[PROVISIONER] !== NAME) return true;
    const storageClass = client.get('storage.k8s.io/v1/StorageClass', undefined, classOf(claim));
    if (storageClass?.provisioner !== NAME) return true;
    const isDelayed = storageClass.volumeBindingMode === 'WaitForFirstConsumer';
    if (isDelayed && claim.metadata.annotations[SELECTED_NODE] === undefined) return true;
    const volumeName = `pvc-${claim.metadata.uid}`;
    if (client.get('v1/PersistentVolume', undefined, volumeName)) return true;
    const provisioning = `External provisioner is provisioning volume for claim "${key}"`;
    recorder.event(claim, 'Normal', 'Provisioning', provisioning);
    const answer = client.create('v1/PersistentVolume', {
      metadata: { name: volumeName, annotations: { [IDENTITY]: 'minikube', [PROVISIONED_BY]: NAME } },
      spec: {
        accessModes: claim.spec?.accessModes ?? [],
        capacity: { storage: claim.spec?.resources?.requests?.['storage'] ?? '0' },
        claimRef: referenceTo(claim),
        hostPath: { path: folderOf(claim), type: '' },
        persistentVolumeReclaimPolicy: storageClass.reclaimPolicy ?? 'Delete',
        storageClassName: storageClass.metadata.name,
        volumeMode: claim.spec?.volumeMode ?? 'Filesystem',
      },
    });
    if (!answer.ok) return answer.status.reason === 'AlreadyExists';
    recorder.event(claim, 'Normal', 'ProvisioningSucceeded', `Successfully provisioned volume ${volumeName}`);
    return true;
  }

  function remove(name: string): boolean {
    const volume = client.get('v1/PersistentVolume', undefined, name);
    if (volume?.status?.phase !== 'Released' || volume.metadata.deletionTimestamp) return true;
    if (volume.metadata.annotations?.[PROVISIONED_BY] !== NAME) return true;
    if (volume.spec?.persistentVolumeReclaimPolicy !== 'Delete') return true;
    const answer = client.delete('v1/PersistentVolume', undefined, name);
    return answer.ok || answer.status.reason === 'NotFound';
  }

  return { name: 'hostpath-provisioner', start, sync };
}

function folderOf({ metadata }: Claim): string {
  return `${FOLDER}/${metadata.namespace}/${metadata.name}`;
}
