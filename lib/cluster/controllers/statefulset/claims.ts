/**
 * The claims of a StatefulSet's Pods: made from its templates, and kept or let go as it says. Models
 * createPersistentVolumeClaims (stateful_pod_control.go) and the owners of claims (stateful_set_utils.go).
 */
import type { Client, Stored, types } from '@/lib/kube';
import type { EventRecorder } from '../../event-recorder';
import { newControllerRef, type Owner } from '../controller-ref';
import { claimName, isInRange, podName, type StoredStatefulSet } from './identity';
import type { StoredPod } from '../pod-readiness';

type StoredClaim = Stored<'v1/PersistentVolumeClaim'>;

export class Claims {
  readonly #client: Client;
  readonly #recorder: EventRecorder;

  constructor(client: Client, recorder: EventRecorder) {
    this.#client = client;
    this.#recorder = recorder;
  }

  /** Makes those that are missing. Answers what went wrong. */
  create(set: StoredStatefulSet, ordinal: number): string | undefined {
    const faults: string[] = [];
    for (const template of templatesOf(set)) {
      const name = claimName(set, template, ordinal);
      const existing = this.#client.get('v1/PersistentVolumeClaim', set.metadata.namespace, name);
      if (existing?.metadata.deletionTimestamp !== undefined) faults.push(`pvc ${name} is being deleted`);
      if (existing) continue;
      const answer = this.#client.create('v1/PersistentVolumeClaim', newClaim(set, template, name));
      const pod = podName(set, ordinal);
      const where = `in StatefulSet ${set.metadata.name}`;
      if (answer.ok) {
        this.#recorder.event(set, 'Normal', 'SuccessfulCreate', `Create Claim ${name} Pod ${pod} ${where} success`);
        continue;
      }
      const { message } = answer.status;
      faults.push(`failed to create PVC ${name}: ${message}`);
      const said = `Create Claim ${name} for Pod ${pod} ${where} failed error: ${message}`;
      this.#recorder.event(set, 'Warning', 'FailedCreate', said);
    }
    if (faults.length === 0) return undefined;
    return faults.length === 1 ? faults[0] : `[${faults.join(', ')}]`;
  }

  /** Gives each claim the owner that it goes with. Answers what went wrong. */
  setOwners(set: StoredStatefulSet, pod: StoredPod, ordinal: number): string | undefined {
    for (const template of templatesOf(set)) {
      const name = claimName(set, template, ordinal);
      const claim = this.#client.get('v1/PersistentVolumeClaim', set.metadata.namespace, name);
      if (!claim) continue;
      const isForeign = hasOtherController(claim, set, pod);
      if (isForeign) {
        const conflict = 'has a conflicting OwnerReference that acts as a manging controller';
        const message = `PersistentVolumeClaim ${name} ${conflict}, the retention policy is ignored for this claim`;
        this.#recorder.event(set, 'Warning', 'ConflictingController', message);
      }
      if (areOwnersRight(claim, set, pod, ordinal)) continue;
      const others = (claim.metadata.ownerReferences ?? []).filter((ref) => !names(ref, set) && !names(ref, pod));
      const wanted = isForeign ? undefined : wantedOwner(set, pod, ordinal);
      const ownerReferences = wanted ? [...others, newControllerRef(wanted)] : others;
      const answer = this.#client.update('v1/PersistentVolumeClaim', {
        ...claim,
        metadata: { ...claim.metadata, ownerReferences },
      });
      if (!answer.ok) return `could not update claim ${name} for delete policy ownerRefs: ${answer.status.message}`;
    }
    return undefined;
  }

  hasRightOwners(set: StoredStatefulSet, pod: StoredPod, ordinal: number): boolean {
    return templatesOf(set).every((template) => {
      const claim = this.#client.get(
        'v1/PersistentVolumeClaim',
        set.metadata.namespace,
        claimName(set, template, ordinal),
      );
      return !claim || areOwnersRight(claim, set, pod, ordinal);
    });
  }

  /** Whether one still belongs to a Pod of that name that is gone, and is about to go with it. */
  areStale(set: StoredStatefulSet, ordinal: number): boolean {
    if (policyOf(set).whenScaled !== 'Delete') return false;
    return templatesOf(set).some((template) => {
      const name = claimName(set, template, ordinal);
      const claim = this.#client.get('v1/PersistentVolumeClaim', set.metadata.namespace, name);
      return (claim?.metadata.ownerReferences ?? []).some(
        (ref) => ref.kind === 'Pod' && ref.name === podName(set, ordinal),
      );
    });
  }
}

function templatesOf({ spec }: StoredStatefulSet): readonly types.PersistentVolumeClaim[] {
  return spec?.volumeClaimTemplates ?? [];
}

function newClaim(
  set: StoredStatefulSet,
  { metadata, spec }: types.PersistentVolumeClaim,
  name: string,
): types.PersistentVolumeClaim {
  const { namespace } = set.metadata;
  const labels = { ...metadata?.labels, ...set.spec?.selector?.matchLabels };
  return {
    metadata: { ...metadata, name, ...(namespace === undefined ? {} : { namespace }), labels },
    ...(spec && { spec }),
  };
}

function policyOf({ spec }: StoredStatefulSet): types.StatefulSetPersistentVolumeClaimRetentionPolicy {
  return spec?.persistentVolumeClaimRetentionPolicy ?? {};
}

/** With whom the claim is to be deleted. */
function wantedOwner(set: StoredStatefulSet, pod: StoredPod, ordinal: number): Owner | undefined {
  const { whenScaled, whenDeleted } = policyOf(set);
  if (whenScaled === 'Delete' && !isInRange(set, ordinal)) return pod;
  return whenDeleted === 'Delete' && (whenScaled !== 'Delete' || isInRange(set, ordinal)) ? set : undefined;
}

function names(ref: types.OwnerReference, { apiVersion, kind, metadata }: Owner): boolean {
  return ref.apiVersion === apiVersion && ref.kind === kind && ref.name === metadata.name;
}

function hasOtherController({ metadata }: StoredClaim, set: StoredStatefulSet, pod: StoredPod): boolean {
  const { whenScaled, whenDeleted } = policyOf(set);
  if (whenScaled !== 'Delete' && whenDeleted !== 'Delete') return false;
  return (metadata.ownerReferences ?? []).some((ref) => {
    const owner = [set, pod].find((one) => names(ref, one));
    return owner ? ref.uid !== owner.metadata.uid : ref.controller === true;
  });
}

/** Models isClaimOwnerUpToDate. */
function areOwnersRight(claim: StoredClaim, set: StoredStatefulSet, pod: StoredPod, ordinal: number): boolean {
  const refs = claim.metadata.ownerReferences ?? [];
  const isStale = refs.some((ref) => [set, pod].some((one) => names(ref, one) && ref.uid !== one.metadata.uid));
  if (isStale) return true;
  const ours = refs.filter(({ uid }) => uid === set.metadata.uid || uid === pod.metadata.uid);
  if (hasOtherController(claim, set, pod)) return ours.length === 0;
  const wanted = wantedOwner(set, pod, ordinal);
  if (!wanted) return ours.length === 0;
  return ours.length === 1 && ours[0]?.uid === wanted.metadata.uid && ours[0].controller === true;
}
