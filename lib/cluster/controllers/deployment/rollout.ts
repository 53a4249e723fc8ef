/**
 * One look at a Deployment and its ReplicaSets; it follows what it writes, so that later steps see what earlier ones did.
 * Models getAllReplicaSetsAndSyncRevision, scaleReplicaSet and cleanupDeployment (pkg/controller/deployment/sync.go).
 */
import type { Client, Outcome, types } from '@/lib/kube';
import type { EventRecorder } from '../../event-recorder';
import type { ControllerContext } from '../controller';
import { failureOf } from '../pod-control';
import { REVISION, revisionOf, withReplicas, withRevision, type Annotations } from './annotations';
import { conditionOf, historyLimit, newCondition, progressDeadline, withCondition, type Condition } from './conditions';
import { isRolling, maxSurge } from './fenceposts';
import { newReplicaSet } from './new-replica-set';
import { byAge, findNew, replicasOf, type StoredDeployment, type StoredReplicaSet } from './replica-sets';
import { isSameStatus } from './status';

export class Rollout {
  deployment: StoredDeployment;
  /** A write was refused: all is to be looked at again. */
  failed = false;
  #replicaSets: StoredReplicaSet[];
  readonly #client: Client;
  readonly #recorder: EventRecorder;
  readonly #now: number;

  constructor(
    { client, clock }: Pick<ControllerContext, 'client' | 'clock'>,
    recorder: EventRecorder,
    deployment: StoredDeployment,
    replicaSets: readonly StoredReplicaSet[],
  ) {
    this.#client = client;
    this.#recorder = recorder;
    this.#now = clock.now();
    this.deployment = deployment;
    this.#replicaSets = [...replicaSets].sort(byAge);
  }

  get spec(): types.DeploymentSpec {
    return this.deployment.spec ?? {};
  }

  get replicas(): number {
    return replicasOf(this.deployment);
  }

  /** Oldest first. */
  get all(): readonly StoredReplicaSet[] {
    return this.#replicaSets;
  }

  get newest(): StoredReplicaSet | undefined {
    return findNew(this.deployment, this.#replicaSets);
  }

  /** Oldest first. */
  get old(): StoredReplicaSet[] {
    const { newest } = this;
    return this.#replicaSets.filter((one) => one !== newest);
  }

  /** The new ReplicaSet gets the highest revision, the Deployment the same, and both the Deployment's annotations. */
  syncRevision(): void {
    const { newest, deployment } = this;
    if (!newest) return;
    const revision = this.#nextRevision();
    const { minReadySeconds = 0 } = this.spec;
    const annotations = withRevision(deployment, newest.metadata.annotations, revision);
    if (annotations !== newest.metadata.annotations || (newest.spec?.minReadySeconds ?? 0) !== minReadySeconds) {
      const metadata = { ...newest.metadata, ...(annotations ? { annotations: { ...annotations } } : {}) };
      this.#update({ ...newest, metadata, spec: { ...newest.spec, minReadySeconds } });
    }
    if (this.failed) return;
    const written = this.newest?.metadata.annotations?.[REVISION];
    const hasCondition = conditionOf(deployment.status, 'Progressing') !== undefined;
    const isNews = !hasCondition && progressDeadline(this.spec) !== undefined;
    const found = this.#progressing('True', 'FoundNewReplicaSet', `Found new replica set "${newest.metadata.name}"`);
    this.#writeRevision(written, isNews ? found : undefined);
  }

  /** Makes the ReplicaSet of the template, with as many replicas as may be now. */
  create(): void {
    const { deployment, spec } = this;
    const replicas = this.newReplicas(0);
    const revision = this.#nextRevision();
    const wanted = newReplicaSet(deployment, replicas, revision);
    const answer = this.#client.create('apps/v1/ReplicaSet', wanted);
    if (!answer.ok) {
      this.#creationFailed(answer.status, wanted.metadata.name);
      return;
    }
    const created = answer.object;
    this.#replicaSets = [...this.#replicaSets, created].sort(byAge);
    if (replicas > 0) this.#says(`Scaled up replica set ${created.metadata.name} from 0 to ${replicas}`);
    const news = this.#progressing(
      'True',
      'NewReplicaSetCreated',
      `Created new replica set "${created.metadata.name}"`,
    );
    this.#writeRevision(String(revision), progressDeadline(spec) === undefined ? undefined : news);
  }

  /**
   * How many replicas the new ReplicaSet may have now, that has so many. Models NewRSNewReplicas, but that Pods which an old
   * ReplicaSet has yet to delete count too: there they are, for a moment, too many.
   */
  newReplicas(current: number): number {
    if (!isRolling(this.spec)) return this.replicas;
    const old = this.old.reduce((sum, one) => sum + Math.max(replicasOf(one), one.status?.replicas ?? 0), 0);
    const room = this.replicas + maxSurge(this.spec) - old - current;
    return room <= 0 ? current : current + Math.min(room, this.replicas - current);
  }

  /**
   * Answers whether the number was changed.
   * @param always its annotations are brought up to date though the number stays
   */
  scale(replicaSet: StoredReplicaSet, replicas: number, always = false): boolean {
    const before = replicasOf(replicaSet);
    if (before === replicas && !always) return false;
    const { annotations } = replicaSet.metadata;
    const after = withReplicas(this.spec, annotations);
    if (before === replicas && after === annotations) return false;
    const metadata = { ...replicaSet.metadata, ...(after ? { annotations: { ...after } } : {}) };
    if (!this.#update({ ...replicaSet, metadata, spec: { ...replicaSet.spec, replicas } })) return false;
    if (before === replicas) return false;
    const direction = before < replicas ? 'up' : 'down';
    this.#says(`Scaled ${direction} replica set ${replicaSet.metadata.name} from ${before} to ${replicas}`);
    return true;
  }

  /** Deletes the oldest revisions beyond those that are kept. */
  cleanUp(): void {
    const limit = historyLimit(this.spec);
    if (limit === undefined) return;
    const cleanable = this.old.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
    const excess = cleanable.length - limit;
    if (excess <= 0) return;
    cleanable.sort((a, b) => {
      const [one, other] = [revisionOf(a), revisionOf(b)];
      return one === other ? byAge(a, b) : one < other ? -1 : 1;
    });
    for (const one of cleanable.slice(0, excess)) {
      const { metadata, status = {} } = one;
      const isSeen = (metadata.generation ?? 0) <= (status.observedGeneration ?? 0);
      if ((status.replicas ?? 0) !== 0 || replicasOf(one) !== 0 || !isSeen) continue;
      const answer = this.#client.delete('apps/v1/ReplicaSet', metadata.namespace, metadata.name);
      if (!answer.ok && answer.status.reason !== 'NotFound') this.failed = true;
      else this.#replicaSets = this.#replicaSets.filter(({ metadata: { uid } }) => uid !== metadata.uid);
      if (this.failed) return;
    }
  }

  /** Answers whether there was something new. */
  writeStatus(status: types.DeploymentStatus): boolean {
    if (isSameStatus(this.deployment.status, status)) return false;
    this.#updateStatus({ ...this.deployment, status });
    return true;
  }

  #nextRevision(): bigint {
    let highest = 0n;
    for (const one of this.old) if (revisionOf(one) > highest) highest = revisionOf(one);
    return highest + 1n;
  }

  #progressing(status: 'True' | 'False', reason: string, message: string): Condition {
    return newCondition('Progressing', status, reason, message, this.#now);
  }

  #writeRevision(revision: string | undefined, condition: Condition | undefined): void {
    const { metadata, status = {} } = this.deployment;
    const annotations: Annotations = { ...metadata.annotations };
    const isNew = revision !== undefined && annotations[REVISION] !== revision;
    if (!isNew && !condition) return;
    this.#updateStatus({
      ...this.deployment,
      metadata: isNew ? { ...metadata, annotations: { ...annotations, [REVISION]: revision } } : metadata,
      status: condition ? { ...status, conditions: [...withCondition(status.conditions ?? [], condition)] } : status,
    });
  }

  /** The name is taken by another template's: the hash is made anew. Anything else is said, and tried again. */
  #creationFailed(refusal: Extract<Outcome<unknown>, { ok: false }>['status'], name: string): void {
    this.failed = true;
    const { status = {} } = this.deployment;
    const failure = failureOf(refusal);
    if (failure.reason === 'AlreadyExists') {
      this.#updateStatus({
        ...this.deployment,
        status: { ...status, collisionCount: (status.collisionCount ?? 0) + 1 },
      });
      return;
    }
    if (failure.isNamespaceTerminating) return;
    const message = `Failed to create new replica set "${name}": ${failure.message}`;
    if (progressDeadline(this.spec) !== undefined) {
      this.#writeRevision(undefined, this.#progressing('False', 'ReplicaSetCreateError', message));
    }
    this.#recorder.event(this.deployment, 'Warning', 'ReplicaSetCreateError', message);
  }

  #says(message: string): void {
    this.#recorder.event(this.deployment, 'Normal', 'ScalingReplicaSet', message);
  }

  #update(replicaSet: StoredReplicaSet): boolean {
    const answer = this.#client.update('apps/v1/ReplicaSet', replicaSet);
    if (!answer.ok) {
      this.failed = true;
      return false;
    }
    const { uid } = answer.object.metadata;
    this.#replicaSets = this.#replicaSets.map((one) => (one.metadata.uid === uid ? answer.object : one));
    return true;
  }

  #updateStatus(deployment: StoredDeployment): void {
    const answer = this.#client.updateStatus('apps/v1/Deployment', deployment);
    if (answer.ok) this.deployment = answer.object;
    else this.failed = true;
  }
}
