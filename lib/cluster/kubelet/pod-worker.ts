/**
 * One Pod brought nearer to what it should be. Models the kubelet's SyncPod, SyncTerminatingPod and SyncTerminatedPod: the
 * status is written first, as it is; then comes what is to be done, one container after the other.
 */
import { formatTime, parseTime, type Stored } from '@/lib/kube';
import { rejectionOf } from './admit-pod';
import { createContainer } from './create-container';
import type { Engine } from './engine';
import { beginPull, endPull } from './image-manager';
import { containersToStart } from './pod-actions';
import { assignAddress } from './pod-address';
import { containerNamed } from './pod-containers';
import { placeOf } from './pod-place';
import { podStatus } from './pod-status';
import { isSameJson } from './same-json';
import { newContainerRecord, type NodeRecord, type PodRecord, type Work } from './state';
import { goOnStopping } from './stop-container';
import { goOnTerminating, isTerminating } from './terminate-pod';
import { mountVolumes, refreshVolumes } from './volumes';

/** Creating the sandbox, and creating and starting a container. */
const SANDBOX_MS = 200;
/** Even where nothing takes time, what the controllers saw of the Pods is written before these run. */
const LEAST_SANDBOX_MS = 20;
const START_MS = 150;
/** More rounds than a Pod's containers can need at one moment. */
const MOST_ROUNDS = 1000;

export function syncPod(engine: Engine, node: NodeRecord, record: PodRecord): void {
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const pod = engine.client.get('v1/Pod', record.namespace, record.name);
    if (!pod || pod.metadata.uid !== record.uid) {
      engine.forget(node, record);
      return;
    }
    if (record.released || !syncOnce(engine, node, pod, record)) return;
  }
}

/** Whether there is more to do at this moment. */
function syncOnce(engine: Engine, node: NodeRecord, pod: Stored<'v1/Pod'>, record: PodRecord): boolean {
  if (isTerminating(pod, record)) {
    if (!record.termination) {
      record.work = undefined;
      writeStatus(engine, node, record);
    }
    const isOver = goOnTerminating(engine, node, pod, record);
    if (isOver) release(engine, node, record);
    return false;
  }
  if (record.work) return advance(engine, node, pod, record, record.work);
  if (!record.sandbox && !pod.status?.startTime && isRejected(engine, node, pod)) return true;
  if (isPastDeadline(engine, pod, record)) return true;
  // Where nothing takes time, that it has begun is not worth a write: it is over at this moment.
  const isBeginning = engine.config.latency === 0 && !record.sandbox;
  const { phase } = isBeginning ? {} : (writeStatus(engine, node, record) ?? {});
  if (phase === 'Succeeded' || phase === 'Failed') return true;
  if (!mount(engine, node, pod, record)) {
    if (isBeginning) writeStatus(engine, node, record);
    return false;
  }
  for (const name of Object.keys(record.containers)) goOnStopping(engine, pod, record, name);
  const before = reasonsOf(record);
  const queue = containersToStart(engine, node, pod, record);
  if (queue.length > 0) {
    const now = engine.clock.now();
    const takes = Math.max(LEAST_SANDBOX_MS, SANDBOX_MS * engine.config.latency);
    const until = record.sandbox ? now : engine.pods.align(now + takes);
    record.work = { step: 'sandbox', until, queue, since: now };
    return true;
  }
  return before !== reasonsOf(record);
}

/** Why containers wait, in one text: whether there is something new to report. */
function reasonsOf({ containers }: PodRecord): string {
  let reasons = '';
  for (const name in containers) {
    const { waiting, run } = containers[name] ?? {};
    reasons += `${waiting?.reason}${waiting?.message}${run?.id}${run?.exit?.code}\n`;
  }
  return reasons;
}

/** Goes on with what it is in the middle of. Whether that is done with. */
function advance(engine: Engine, node: NodeRecord, pod: Stored<'v1/Pod'>, record: PodRecord, work: Work): boolean {
  const now = engine.clock.now();
  if (work.until > now) {
    engine.pods.add(record.uid, work.until);
    return false;
  }
  const [name, ...rest] = work.queue;
  const container = containerNamed(pod.spec, name ?? '');
  if (!container) {
    next(record, rest, now);
    return true;
  }
  const own = (record.containers[container.name ?? ''] ??= newContainerRecord());
  const start = (): void => {
    const until = engine.pods.align(now + START_MS * engine.config.latency);
    record.work = { step: 'start', until, queue: work.queue, since: now };
  };
  if (work.step === 'start') {
    next(record, rest, now);
    createContainer(engine, node, pod, record, container);
    return true;
  }
  if (work.step === 'pull') {
    if (endPull(engine, node, pod, container, own, work.since)) start();
    else next(record, rest, now);
    return true;
  }
  if (!record.sandbox) {
    record.ip ??= assignAddress(engine, node, pod);
    record.sandbox = true;
  }
  const beginning = beginPull(engine, node, pod, container, own);
  if ('ready' in beginning) start();
  else if ('failed' in beginning) next(record, rest, now);
  else record.work = { step: 'pull', until: beginning.pullingUntil, queue: work.queue, since: now };
  return true;
}

function next(record: PodRecord, rest: readonly string[], now: number): void {
  if (rest.length > 0) record.work = { step: 'sandbox', until: now, queue: rest, since: now };
  else record.work = undefined;
}

/** Whether all volumes are there. */
function mount(engine: Engine, node: NodeRecord, pod: Stored<'v1/Pod'>, record: PodRecord): boolean {
  const now = engine.clock.now();
  const context = { client: engine.client, state: engine.state, node };
  const place = placeOf(engine, node, record);
  if (record.volumes) {
    if (record.refreshAt !== undefined && record.refreshAt <= now) {
      record.refreshAt = undefined;
      refreshVolumes(context, pod, record, place);
    }
    return true;
  }
  const { mountFailure } = record;
  if (mountFailure && (mountFailure.retryAt === undefined || mountFailure.retryAt > now)) return false;
  const failed = mountVolumes(context, pod, record, place);
  if (failed === undefined) {
    record.mountFailure = undefined;
    return true;
  }
  engine.recorder(pod.spec?.nodeName ?? '').event(pod, 'Warning', 'FailedMount', failed);
  record.mountFailure = { since: mountFailure?.since ?? now, message: failed };
  return false;
}

function isRejected(engine: Engine, node: NodeRecord, pod: Stored<'v1/Pod'>): boolean {
  const rejection = rejectionOf(engine, node, pod);
  if (!rejection) return false;
  const { reason, message } = rejection;
  engine.recorder(node.name).event(pod, 'Warning', reason, message);
  const { qosClass } = pod.status ?? {};
  const startTime = formatTime(engine.clock.now());
  const status = { phase: 'Failed', reason, message: `Pod was rejected: ${message}`, startTime };
  const written = { ...pod, status: { ...status, ...(qosClass ? { qosClass } : {}) } };
  return engine.writing(() => engine.client.updateStatus('v1/Pod', written)).ok;
}

function isPastDeadline(engine: Engine, pod: Stored<'v1/Pod'>, record: PodRecord): boolean {
  const seconds = pod.spec?.activeDeadlineSeconds;
  if (seconds === undefined) return false;
  const started = parseTime(pod.status?.startTime) ?? engine.clock.now();
  const end = started + seconds * 1000;
  if (end > engine.clock.now()) {
    engine.pods.add(record.uid, end, { background: true });
    return false;
  }
  const message = 'Pod was active on the node longer than the specified deadline';
  engine.recorder(pod.spec?.nodeName ?? '').event(pod, 'Normal', 'DeadlineExceeded', message);
  record.evicted = { reason: 'DeadlineExceeded', message };
  return true;
}

/** What the API server is told: the status that it now has. */
function writeStatus(engine: Engine, node: NodeRecord, record: PodRecord): { readonly phase?: string } | undefined {
  const pod = engine.client.get('v1/Pod', record.namespace, record.name);
  if (!pod) return undefined;
  const status = podStatus(pod, record, engine.hostIP(node), engine.clock.now());
  if (node.state === 'running' && !isSameJson(status, pod.status)) {
    engine.writing(() => engine.client.updateStatus('v1/Pod', { ...pod, status }));
  }
  return status;
}

/** Nothing runs any more: the last status, and, where it is being deleted, its end. */
function release(engine: Engine, node: NodeRecord, record: PodRecord): void {
  writeStatus(engine, node, record);
  const pod = engine.client.get('v1/Pod', record.namespace, record.name);
  if (!pod?.metadata.deletionTimestamp || node.state !== 'running') return;
  record.released = true;
  const { uid } = pod.metadata;
  const options = { gracePeriodSeconds: 0, preconditions: { uid } };
  engine.writing(() => engine.client.delete('v1/Pod', record.namespace, record.name, options));
}
