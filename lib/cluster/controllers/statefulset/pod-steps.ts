/**
 * What is done with the Pods of a StatefulSet in one look: in order one step at a time, or in parallel all at once. Models
 * updateStatefulSet, processReplica and processCondemned (pkg/controller/statefulset/stateful_set_control.go),
 * MaxUnavailableStatefulSet being off as it is by default.
 */
import type { Client, Outcome, types } from '@/lib/kube';
import type { EventRecorder } from '../../event-recorder';
import { isPodAvailable, isPodReady, isPodTerminal, type StoredPod } from '../pod-readiness';
import type { Claims } from './claims';
import {
  firstOrdinal,
  isInRange,
  newPod,
  ordinalOf,
  podName,
  replicasOf,
  withIdentity,
  type StoredStatefulSet,
} from './identity';
import { revisionOf, templateOf, type Revisions } from './revisions';

export interface Steps {
  /** A write was refused. */
  failed: boolean;
  /** How many Pods of the current revision were deleted for the next. */
  leaving: number;
}

type Place = { readonly ordinal: number; readonly pod: StoredPod | undefined };
/** Whether the next Pod has to wait for this one. */
type Next = 'stop' | 'go on';

export class PodSteps {
  readonly #client: Client;
  readonly #recorder: EventRecorder;
  readonly #claims: Claims;
  readonly #set: StoredStatefulSet;
  readonly #revisions: Revisions;
  readonly #now: number;
  readonly #steps: Steps = { failed: false, leaving: 0 };

  constructor(
    { client, recorder, claims }: { client: Client; recorder: EventRecorder; claims: Claims },
    set: StoredStatefulSet,
    revisions: Revisions,
    now: number,
  ) {
    this.#client = client;
    this.#recorder = recorder;
    this.#claims = claims;
    this.#set = set;
    this.#revisions = revisions;
    this.#now = now;
  }

  run(pods: readonly StoredPod[]): Steps {
    const set = this.#set;
    const byOrdinal = new Map(pods.map((pod) => [ordinalOf(set.metadata, pod) ?? -1, pod]));
    const first = firstOrdinal(set);
    const replicas = Array.from({ length: replicasOf(set) }, (_, at): Place => {
      return { ordinal: first + at, pod: byOrdinal.get(first + at) };
    });
    const condemned = [...byOrdinal]
      .map(([ordinal, pod]) => ({ ordinal, pod }))
      .filter(({ ordinal }) => ordinal >= 0 && !isInRange(set, ordinal))
      .sort((a, b) => b.ordinal - a.ordinal);
    const firstUnhealthy = [...replicas, ...[...condemned].reverse()].find(({ pod }) => this.#isUnavailable(pod));

    const isThrough =
      this.#forAll(replicas, (place) => this.#keep(place)) &&
      this.#forAll(condemned, ({ pod, ordinal }) => this.#own(pod, ordinal)) &&
      this.#forAll(condemned, ({ pod }) => this.#condemn(pod, firstUnhealthy?.pod));
    if (isThrough && set.spec?.updateStrategy?.type !== 'OnDelete') this.#updateOne(replicas);
    return this.#steps;
  }

  get #isOrdered(): boolean {
    return this.#set.spec?.podManagementPolicy !== 'Parallel';
  }

  /** Answers whether it came to the end, in parallel: whether nothing failed. */
  #forAll<P>(places: readonly P[], step: (place: P) => Next): boolean {
    for (const place of places) if (step(place) === 'stop' && (this.#isOrdered || this.#steps.failed)) return false;
    return true;
  }

  /** There is to be a Pod here, in order. */
  #keep({ ordinal, pod }: Place): Next {
    if (!pod) return this.#create(ordinal);
    const { deletionTimestamp } = pod.metadata;
    if (isPodTerminal(pod)) return deletionTimestamp === undefined ? this.#delete(pod) : 'stop';
    if (pod.status?.phase === 'Pending' && this.#addClaims(pod, ordinal) === 'stop') return 'stop';
    const isWaitedFor = deletionTimestamp !== undefined || this.#isUnavailable(pod) || pod.status?.phase !== 'Running';
    if (isWaitedFor && this.#isOrdered) return 'stop';
    return this.#mend(pod, ordinal);
  }

  #create(ordinal: number): Next {
    if (this.#claims.areStale(this.#set, ordinal)) return 'stop';
    const fault = this.#claims.create(this.#set, ordinal);
    const name = podName(this.#set, ordinal);
    if (fault !== undefined) return this.#say('Create', name, fault);
    const { template, revision } = this.#versionFor(ordinal);
    const answer = this.#client.create('v1/Pod', newPod(this.#set, template, revision, ordinal));
    if (!answer.ok) {
      if (answer.status.reason === 'AlreadyExists') return this.#fail();
      return this.#say('Create', name, answer.status.message);
    }
    const unowned = this.#claims.setOwners(this.#set, answer.object, ordinal);
    if (unowned !== undefined) return this.#say('Update', name, unowned);
    this.#say('Create', name);
    return this.#isOrdered ? 'stop' : 'go on';
  }

  /** Below the partition Pods are made as they were. Models newVersionedStatefulSetPod. */
  #versionFor(ordinal: number): { template: types.PodTemplateSpec; revision: string } {
    const { current, update } = this.#revisions;
    const { type, rollingUpdate } = this.#set.spec?.updateStrategy ?? {};
    const kept = rollingUpdate ? (rollingUpdate.partition ?? 0) : (this.#set.status?.currentReplicas ?? 0);
    const isKept = type === 'RollingUpdate' && ordinal < firstOrdinal(this.#set) + kept;
    const revision = isKept ? current : update;
    return { template: templateOf(revision), revision: revision.metadata.name };
  }

  #addClaims(pod: StoredPod, ordinal: number): Next {
    if (this.#claims.create(this.#set, ordinal) !== undefined) return this.#fail();
    const unowned = this.#claims.setOwners(this.#set, pod, ordinal);
    return unowned === undefined ? 'go on' : this.#say('Update', pod.metadata.name, unowned);
  }

  /** The labels of its name, and the owners of its claims. */
  #mend(pod: StoredPod, ordinal: number): Next {
    const { name } = pod.metadata;
    const named = withIdentity(pod, ordinal);
    const isOwned = this.#claims.hasRightOwners(this.#set, pod, ordinal);
    if (!named && isOwned) return 'go on';
    const unowned = this.#claims.setOwners(this.#set, pod, ordinal);
    if (unowned !== undefined) return this.#say('Update', name, unowned);
    const answer: Outcome<unknown> = named ? this.#client.update('v1/Pod', named) : { ok: true, object: pod };
    return this.#say('Update', name, answer.ok ? undefined : answer.status.message);
  }

  #own(pod: StoredPod, ordinal: number): Next {
    if (this.#claims.hasRightOwners(this.#set, pod, ordinal)) return 'go on';
    return this.#claims.setOwners(this.#set, pod, ordinal) === undefined ? 'go on' : this.#fail();
  }

  /** One too many goes, the highest first; in order, only once all before it are well. */
  #condemn(pod: StoredPod, firstUnhealthy: StoredPod | undefined): Next {
    if (pod.metadata.deletionTimestamp !== undefined) return this.#isOrdered ? 'stop' : 'go on';
    const isWell = pod.status?.phase === 'Running' && !this.#isUnavailable(pod);
    if (this.#isOrdered && !isWell && pod !== firstUnhealthy) return 'stop';
    return this.#delete(pod);
  }

  /** The highest that is not of the new revision goes, if all above it are well. */
  #updateOne(replicas: readonly Place[]): void {
    const { update } = this.#revisions;
    const partition = this.#set.spec?.updateStrategy?.rollingUpdate?.partition ?? 0;
    for (const { pod } of [...replicas].slice(partition).reverse()) {
      if (!pod) return;
      if (revisionOf(pod) !== update.metadata.name && pod.metadata.deletionTimestamp === undefined) {
        this.#delete(pod);
        if (!this.#steps.failed) this.#steps.leaving += 1;
        return;
      }
      if (this.#isUnavailable(pod)) return;
    }
  }

  #isUnavailable(pod: StoredPod | undefined): boolean {
    if (!pod || pod.metadata.deletionTimestamp !== undefined) return true;
    return !isPodReady(pod) || !isPodAvailable(pod, this.#set.spec?.minReadySeconds ?? 0, this.#now);
  }

  #delete({ metadata: { namespace, name } }: StoredPod): Next {
    const answer = this.#client.delete('v1/Pod', namespace, name);
    const isGone = answer.ok || answer.status.reason === 'NotFound';
    this.#say('Delete', name, isGone ? undefined : answer.status.message);
    return 'stop';
  }

  #fail(): Next {
    this.#steps.failed = true;
    return 'stop';
  }

  #say(verb: 'Create' | 'Update' | 'Delete', pod: string, fault?: string): Next {
    const what = `${verb} Pod ${pod} in StatefulSet ${this.#set.metadata.name}`;
    if (fault === undefined) {
      this.#recorder.event(this.#set, 'Normal', `Successful${verb}`, `${what} successful`);
      return 'go on';
    }
    this.#recorder.event(this.#set, 'Warning', `Failed${verb}`, `${what} failed error: ${fault}`);
    return this.#fail();
  }
}
