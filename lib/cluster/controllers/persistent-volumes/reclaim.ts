/**
 * What becomes of a volume whose claim is gone. Models reclaimVolume, deleteVolumeOperation and recycleVolumeOperation
 * (pkg/controller/volume/persistentvolume/pv_controller.go).
 *
 * Not modelled: the Pod that empties a recycled volume; it is empty at once.
 */
import type { EventRecorder } from '../../event-recorder';
import { unbind, writePhase, type Writing } from './bind';
import { PROVISIONED_BY, type Volume } from './volumes';

/** Answers false where it must be tried again. */
export function reclaim(writing: Writing, recorder: EventRecorder, volume: Volume): boolean {
  switch (volume.spec?.persistentVolumeReclaimPolicy) {
    case 'Delete':
      return remove(writing, recorder, volume);
    case 'Recycle':
      return recycle(writing, recorder, volume);
    default:
      return true;
  }
}

function remove(writing: Writing, recorder: EventRecorder, volume: Volume): boolean {
  const { spec, metadata } = volume;
  const { name } = metadata;
  const provisioner = metadata.annotations?.[PROVISIONED_BY] ?? '';
  // Whoever made it from outside takes it away, too.
  if (spec?.csi || (provisioner !== '' && !provisioner.startsWith('kubernetes.io/'))) return true;
  const fault = !spec?.hostPath
    ? `error getting deleter volume plugin for volume "${name}": no deletable volume plugin matched`
    : /\/tmp\/.+/.test(spec.hostPath.path ?? '')
      ? undefined
      : `host_path deleter only supports /tmp/.+ but received provided ${spec.hostPath.path ?? ''}`;
  if (fault !== undefined) return fail(writing, recorder, volume, 'VolumeFailedDelete', fault);
  if (metadata.deletionTimestamp) return true;
  const answer = writing.client.delete('v1/PersistentVolume', undefined, name);
  return answer.ok || answer.status.reason === 'NotFound';
}

function recycle(writing: Writing, recorder: EventRecorder, volume: Volume): boolean {
  if (isUsed(writing, volume)) return true;
  if (!volume.spec?.hostPath && !volume.spec?.nfs) {
    const message = 'No recycler plugin found for the volume!';
    return fail(writing, recorder, volume, 'VolumeFailedRecycle', message);
  }
  recorder.event(volume, 'Normal', 'VolumeRecycled', 'Volume recycled');
  return unbind(writing, volume);
}

/** Whether a Pod still has the claim that is gone, which may be so where its finalizer was taken away by hand. */
function isUsed({ client }: Writing, { spec }: Volume): boolean {
  const { namespace, name } = spec?.claimRef ?? {};
  if (namespace === undefined) return false;
  for (const pod of client.list('v1/Pod', namespace)) {
    if (pod.spec?.volumes?.some((volume) => volume.persistentVolumeClaim?.claimName === name)) return true;
  }
  return false;
}

function fail(writing: Writing, recorder: EventRecorder, volume: Volume, reason: string, message: string): boolean {
  if (volume.status?.phase === 'Failed') return true;
  const done = writePhase(writing, volume, 'Failed', message);
  if (done) recorder.event(volume, 'Warning', reason, message);
  return done;
}
