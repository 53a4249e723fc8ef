/**
 * Brings claims and volumes together. Models pkg/controller/volume/persistentvolume/pv_controller.go.
 *
 * Not modelled: volumes that the controller manager would provision by itself (classes of kubernetes.io/…), and the look at
 * everything each 15 seconds, which says the events of waiting claims again: a claim that waits is looked at when a volume
 * comes free, and says nothing then.
 */
import type { ControllerContext, Controller, Queue } from '../controller';
import { fromKey, keyOf } from '../object-key';
import { bind, unbind, writeClaimStatus, writePhase, type Writing } from './bind';
import { reclaim } from './reclaim';
import { sayWhyUnbound } from './unbound';
import {
  bestMatch,
  BIND_COMPLETED,
  classOf,
  defaultClass,
  hasClass,
  isBoundTo,
  isModeDifferent,
  mismatchOf,
  PROVISIONED_BY,
  SELECTED_NODE,
  type Claim,
  type Volume,
} from './volumes';

/** From the creation of a claim until it is bound, ms: a Pod that comes with it is tried, and refused, once before. */
const FIRST_LOOK = 100;

/** `claim` with its events, `rematch` without them. */
type Task = 'claim' | 'rematch' | 'volume';

export function persistentVolumeBinderController(context: ControllerContext): Controller {
  const { client, clock } = context;
  const writing: Writing = { client, clock };
  const recorder = context.recorder('persistentvolume-controller');
  let wake: (task: Task, key: string) => void = () => {};

  function start(queue: Queue): (() => void)[] {
    wake = (task, key) => queue.add(`${task} ${key}`);
    const said = new Set<string>();
    for (const { involvedObject } of client.list('v1/Event')) {
      if (involvedObject?.kind === 'PersistentVolumeClaim' && involvedObject.uid) said.add(involvedObject.uid);
    }
    for (const volume of client.sorted('v1/PersistentVolume')) wake('volume', keyOf(volume));
    for (const claim of client.sorted('v1/PersistentVolumeClaim')) {
      wake(said.has(claim.metadata.uid) ? 'rematch' : 'claim', keyOf(claim));
    }
    return [
      client.onChange('v1/PersistentVolumeClaim', ({ type, object }) => {
        if (type === 'ADDED') queue.addAfter(`claim ${keyOf(object)}`, FIRST_LOOK, { background: false });
        else if (type === 'MODIFIED') wake('claim', keyOf(object));
        else if (object.spec?.volumeName) wake('volume', object.spec.volumeName);
      }),
      client.onChange('v1/PersistentVolume', ({ type, object, before }) => {
        if (type === 'DELETED') wakeClaimOf(object);
        else wake('volume', keyOf(object));
        if (object.status?.phase === 'Available' && before?.status?.phase !== 'Available') wakeWaiting();
      }),
    ];
  }

  function wakeClaimOf({ spec }: Volume): void {
    if (spec?.claimRef) wake('claim', `${spec.claimRef.namespace}/${spec.claimRef.name}`);
  }

  function wakeWaiting(): void {
    for (const claim of client.sorted('v1/PersistentVolumeClaim')) {
      if (claim.metadata.annotations?.[BIND_COMPLETED] === undefined) wake('rematch', keyOf(claim));
    }
  }

  function sync(key: string): 'retry' | void {
    const space = key.indexOf(' ');
    const name = key.slice(space + 1);
    const isDone = key.startsWith('volume ') ? syncVolume(name) : syncClaim(name, key.startsWith('claim '));
    return isDone ? undefined : 'retry';
  }

  function syncClaim(key: string, isLoud: boolean): boolean {
    const { namespace, name } = fromKey(key);
    const claim = client.get('v1/PersistentVolumeClaim', namespace, name);
    if (!claim) return true;
    if (claim.metadata.annotations?.[BIND_COMPLETED] !== undefined) return syncBoundClaim(claim);
    return claim.spec?.volumeName ? syncClaimFor(claim, claim.spec.volumeName) : syncUnboundClaim(claim, isLoud);
  }

  function syncUnboundClaim(claim: Claim, isLoud: boolean): boolean {
    const storageClass = client.get('storage.k8s.io/v1/StorageClass', undefined, classOf(claim));
    const isDelayed = storageClass?.volumeBindingMode === 'WaitForFirstConsumer';
    const volume = bestMatch(client, claim, isDelayed);
    if (volume) return bind(writing, volume, claim);
    const fallback = hasClass(claim) ? undefined : defaultClass(client);
    if (fallback) {
      const spec = { ...claim.spec, storageClassName: fallback.metadata.name };
      return client.update('v1/PersistentVolumeClaim', { ...claim, spec }).ok;
    }
    const isWaiting = isDelayed && claim.metadata.annotations?.[SELECTED_NODE] === undefined;
    if (isLoud && !sayWhyUnbound(client, recorder, claim, storageClass, isWaiting)) return false;
    return !isWaiting && classOf(claim) !== '' ? true : writeClaimStatus(client, claim, 'Pending');
  }

  /** Of a claim that says which volume it wants. */
  function syncClaimFor(claim: Claim, volumeName: string): boolean {
    const volume = client.get('v1/PersistentVolume', undefined, volumeName);
    if (!volume) return writeClaimStatus(client, claim, 'Pending');
    if (volume.spec?.claimRef && isBoundTo(volume, claim)) return bind(writing, volume, claim);
    if (volume.spec?.claimRef) {
      recorder.event(claim, 'Warning', 'FailedBinding', `volume "${volumeName}" already bound to a different claim.`);
      return writeClaimStatus(client, claim, 'Pending');
    }
    const mismatch = mismatchOf(volume, claim);
    if (mismatch === undefined) return bind(writing, volume, claim);
    const message = `Cannot bind to requested volume "${volumeName}": ${mismatch}`;
    recorder.event(claim, 'Warning', 'VolumeMismatch', message);
    return writeClaimStatus(client, claim, 'Pending');
  }

  function syncBoundClaim(claim: Claim): boolean {
    const { volumeName } = claim.spec ?? {};
    if (!volumeName) {
      const message = 'Bound claim has lost reference to PersistentVolume. Data on the volume is lost!';
      return lose(claim, 'ClaimLost', message);
    }
    const volume = client.get('v1/PersistentVolume', undefined, volumeName);
    if (!volume)
      return lose(claim, 'ClaimLost', 'Bound claim has lost its PersistentVolume. Data on the volume is lost!');
    const { claimRef } = volume.spec ?? {};
    if (!claimRef || claimRef.uid === claim.metadata.uid) return bind(writing, volume, claim);
    const message = 'Two claims are bound to the same volume, this one is bound incorrectly';
    return lose(claim, 'ClaimMisbound', message);
  }

  function lose(claim: Claim, reason: string, message: string): boolean {
    if (claim.status?.phase === 'Lost') return true;
    const done = writeClaimStatus(client, claim, 'Lost');
    if (done) recorder.event(claim, 'Warning', reason, message);
    return done;
  }

  function syncVolume(name: string): boolean {
    const volume = client.get('v1/PersistentVolume', undefined, name);
    if (!volume) return true;
    const { claimRef } = volume.spec ?? {};
    if (!claimRef?.uid) return writePhase(writing, volume, 'Available') && (wakeReserved(volume), true);
    const found = client.get('v1/PersistentVolumeClaim', claimRef.namespace, claimRef.name ?? '');
    const claim = found?.metadata.uid === claimRef.uid ? found : undefined;
    if (!claim) return release(volume);
    const wanted = claim.spec?.volumeName;
    if (wanted === name) return writePhase(writing, volume, 'Bound');
    if (!wanted) {
      if (isModeDifferent(volume, claim)) sayModes(volume, claim);
      else wake('rematch', keyOf(claim));
      return true;
    }
    const { annotations = {} } = volume.metadata;
    const isProvisioned = annotations[PROVISIONED_BY] !== undefined;
    if (isProvisioned && volume.spec?.persistentVolumeReclaimPolicy === 'Delete') return release(volume);
    return unbind(writing, volume);
  }

  function wakeReserved(volume: Volume): void {
    const { claimRef } = volume.spec ?? {};
    const waiting = claimRef && client.get('v1/PersistentVolumeClaim', claimRef.namespace, claimRef.name ?? '');
    if (waiting && waiting.metadata.annotations?.[BIND_COMPLETED] === undefined) wake('rematch', keyOf(waiting));
  }

  /** Its claim is gone, or has found another one. */
  function release(volume: Volume): boolean {
    const { phase } = volume.status ?? {};
    if (phase !== 'Released' && phase !== 'Failed' && !writePhase(writing, volume, 'Released')) return false;
    const released = client.get('v1/PersistentVolume', undefined, volume.metadata.name);
    return !released || reclaim(writing, recorder, released);
  }

  function sayModes(volume: Volume, claim: Claim): void {
    const incompatible = 'due to incompatible volumeMode.';
    const ofVolume = `Cannot bind PersistentVolume to requested PersistentVolumeClaim "${claim.metadata.name}" ${incompatible}`;
    const ofClaim = `Cannot bind PersistentVolume "${volume.metadata.name}" to requested PersistentVolumeClaim ${incompatible}`;
    recorder.event(volume, 'Warning', 'VolumeMismatch', ofVolume);
    recorder.event(claim, 'Warning', 'VolumeMismatch', ofClaim);
  }

  return { name: 'persistentvolume-binder', start, sync };
}
