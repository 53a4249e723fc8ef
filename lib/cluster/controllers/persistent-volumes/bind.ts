/**
 * The writes that bind a volume and a claim to each other, and loose them. Models bind, unbindVolume, updateClaimStatus and
 * updateVolumePhase (pkg/controller/volume/persistentvolume/pv_controller.go). Each answers false where it must be tried again.
 */
import { formatTime, type Client, type Outcome, type types } from '@/lib/kube';
import type { Clock } from '../../clock';
import {
  BIND_COMPLETED,
  BOUND_BY_CONTROLLER,
  isBoundTo,
  referenceTo,
  withAnnotations,
  type Claim,
  type Volume,
} from './volumes';

export interface Writing {
  readonly client: Client;
  readonly clock: Clock;
}

export function bind(writing: Writing, volume: Volume, claim: Claim): boolean {
  const { client } = writing;
  const boundVolume = bindVolume(client, volume, claim);
  if (!boundVolume || !writePhase(writing, boundVolume, 'Bound')) return false;
  const boundClaim = bindClaim(client, claim, volume.metadata.name);
  return boundClaim !== undefined && writeClaimStatus(client, boundClaim, 'Bound', boundVolume);
}

function bindVolume(client: Client, volume: Volume, claim: Claim): Volume | undefined {
  const { claimRef } = volume.spec ?? {};
  const isMeant = isBoundTo(volume, claim);
  const isReferenceSame = isMeant && claimRef?.uid === claim.metadata.uid;
  const isMarked = isMeant || volume.metadata.annotations?.[BOUND_BY_CONTROLLER] !== undefined;
  if (isReferenceSame && isMarked) return volume;
  const spec = isReferenceSame ? volume.spec : { ...volume.spec, claimRef: referenceTo(claim) };
  const metadata = isMarked ? volume.metadata : withAnnotations(volume.metadata, { [BOUND_BY_CONTROLLER]: 'yes' });
  return written(client.update('v1/PersistentVolume', { ...volume, metadata, spec: { ...spec } }));
}

function bindClaim(client: Client, claim: Claim, volumeName: string): Claim | undefined {
  const { annotations = {} } = claim.metadata;
  const isNew = claim.spec?.volumeName !== volumeName;
  if (!isNew && annotations[BIND_COMPLETED] !== undefined) return claim;
  const metadata = withAnnotations(claim.metadata, {
    [BIND_COMPLETED]: annotations[BIND_COMPLETED] ?? 'yes',
    ...(isNew && { [BOUND_BY_CONTROLLER]: annotations[BOUND_BY_CONTROLLER] ?? 'yes' }),
  });
  return written(
    client.update('v1/PersistentVolumeClaim', { ...claim, metadata, spec: { ...claim.spec, volumeName } }),
  );
}

function written<T>(answer: Outcome<T>): T | undefined {
  return answer.ok ? answer.object : undefined;
}

export function writeClaimStatus(client: Client, claim: Claim, phase: string, volume?: Volume): boolean {
  const { status = {} } = claim;
  const isChanging = status.phase !== phase;
  const { accessModes: _modes, capacity: _capacity, currentVolumeAttributesClassName: _class, ...rest } = status;
  const { accessModes = [], capacity = {}, volumeAttributesClassName } = volume?.spec ?? {};
  const next: types.PersistentVolumeClaimStatus = volume
    ? {
        ...status,
        phase,
        accessModes,
        ...(isChanging && { capacity }),
        ...(isChanging && volumeAttributesClassName && { currentVolumeAttributesClassName: volumeAttributesClassName }),
      }
    : { ...rest, phase };
  return client.updateStatus('v1/PersistentVolumeClaim', { ...claim, status: next }).ok;
}

export function writePhase({ client, clock }: Writing, volume: Volume, phase: string, message?: string): boolean {
  if (volume.status?.phase === phase) return true;
  const { message: _before, ...status } = volume.status ?? {};
  const lastPhaseTransitionTime = formatTime(clock.now());
  const next = { ...status, phase, lastPhaseTransitionTime, ...(message !== undefined && { message }) };
  return client.updateStatus('v1/PersistentVolume', { ...volume, status: next }).ok;
}

/** Free again for whoever wants it; or, of a volume that was reserved by a person, for the claim of that name. */
export function unbind(writing: Writing, volume: Volume): boolean {
  const { claimRef, ...spec } = volume.spec ?? {};
  const isOurs = volume.metadata.annotations?.[BOUND_BY_CONTROLLER] !== undefined;
  const { uid: _uid, resourceVersion: _version, ...reservation } = claimRef ?? {};
  const free = written(
    writing.client.update('v1/PersistentVolume', {
      ...volume,
      metadata: withAnnotations(volume.metadata, { [BOUND_BY_CONTROLLER]: undefined }),
      spec: isOurs || !claimRef ? spec : { ...spec, claimRef: reservation },
    }),
  );
  return free !== undefined && writePhase(writing, free, 'Available');
}
