/**
 * Which containers of a Pod are to be started, and which are to be ended for being started anew. Models computePodActions and
 * doBackOff of pkg/kubelet/kuberuntime.
 */
import type { Stored, types } from '@/lib/kube';
import { backOffEnd, nextBackOff } from './back-off';
import { formatDuration } from './durations';
import { containerEvent, podDescription, type Engine } from './engine';
import { backOffPull } from './image-manager';
import { isSidecar, shouldInitRestart, shouldRestart } from './restart-policy';
import { newContainerRecord, type ContainerRecord, type NodeRecord, type PodRecord } from './state';
import { stopContainer } from './stop-container';

/** The names of those to start now, in their order. */
export function containersToStart(
  engine: Engine,
  node: NodeRecord,
  pod: Stored<'v1/Pod'>,
  record: PodRecord,
): readonly string[] {
  const spec = pod.spec ?? {};
  const queue: string[] = [];
  const look = (container: types.Container, isInit: boolean): void => {
    const own = (record.containers[container.name ?? ''] ??= newContainerRecord());
    const exit = own.run?.exit;
    if (own.run && !exit) {
      endIfUnfit(engine, node, pod, record, container, own);
      return;
    }
    if (exit && !(isInit ? shouldInitRestart : shouldRestart)(container, spec, exit.code)) return;
    if (mayStart(engine, pod, container, own)) queue.push(container.name ?? '');
  };
  const isInitialized = (spec.containers ?? []).some(({ name = '' }) => record.containers[name]?.run);
  if (isInitialized && isSpent(spec, record)) {
    endSidecars(engine, node, pod, record);
    return queue;
  }
  let goesOn = true;
  for (const container of spec.initContainers ?? []) {
    if (!goesOn || (isInitialized && !isSidecar(container))) continue;
    look(container, true);
    goesOn = isInitialized || isDone(container, record);
  }
  if (goesOn) for (const container of spec.containers ?? []) look(container, false);
  // They run once, and wait for nothing.
  for (const container of spec.ephemeralContainers ?? []) {
    if (!record.containers[container.name ?? '']?.run) look(container, false);
  }
  return queue;
}

/** Whether the containers after it may start. */
function isDone(container: types.Container, record: PodRecord): boolean {
  const own = record.containers[container.name ?? ''];
  if (!isSidecar(container)) return own?.run?.exit?.code === 0;
  if (!own?.run || own.run.exit) return false;
  return !container.startupProbe || own.probes?.startup?.result === true;
}

/** Whether its main containers have ended for good: sidecars do not keep a Pod alive. */
function isSpent(spec: types.PodSpec, record: PodRecord): boolean {
  return (spec.containers ?? []).every((container) => {
    const exit = record.containers[container.name ?? '']?.run?.exit;
    return exit !== undefined && !shouldRestart(container, spec, exit.code);
  });
}

function endSidecars(engine: Engine, node: NodeRecord, pod: Stored<'v1/Pod'>, record: PodRecord): void {
  const grace = pod.spec?.terminationGracePeriodSeconds ?? 30;
  for (const container of (pod.spec?.initContainers ?? []).toReversed()) {
    const run = record.containers[container.name ?? '']?.run;
    if (!run || run.exit) continue;
    stopContainer(engine, node, pod, record, container, '', grace);
    if (!run.exit) return;
  }
}

function endIfUnfit(
  engine: Engine,
  node: NodeRecord,
  pod: Stored<'v1/Pod'>,
  record: PodRecord,
  container: types.Container,
  own: ContainerRecord,
): void {
  if (own.stopping) return;
  const { name = '', image = '', livenessProbe, startupProbe } = container;
  let why: string;
  let probe: types.Probe | undefined;
  if (own.run && own.run.reference !== image) why = `Container ${name} definition changed`;
  else if (own.probes?.liveness?.result === false) {
    why = `Container ${name} failed liveness probe`;
    probe = livenessProbe;
  } else if (own.probes?.startup?.result === false) {
    why = `Container ${name} failed startup probe`;
    probe = startupProbe;
  } else return;
  const isAgain = probe === undefined || shouldRestart(container, pod.spec ?? {}, 137);
  const grace = probe?.terminationGracePeriodSeconds ?? pod.spec?.terminationGracePeriodSeconds ?? 30;
  stopContainer(engine, node, pod, record, container, isAgain ? `${why}, will be restarted` : why, grace);
}

function mayStart(engine: Engine, pod: Stored<'v1/Pod'>, container: types.Container, own: ContainerRecord): boolean {
  const { name = '', image = '' } = container;
  const now = engine.clock.now();
  const exit = own.run?.exit;
  if (exit) {
    const end = backOffEnd(own.crashBackOff, exit.finishedAt);
    if (end !== undefined && end > now) {
      backOffCrash(engine, pod, name, own, end);
      return false;
    }
  }
  const pullEnd = own.pullBackOff && backOffEnd(own.pullBackOff, own.pullBackOff.updated);
  if (pullEnd !== undefined && pullEnd > now) {
    backOffPull(engine, pod, name, image, own, pullEnd);
    return false;
  }
  if (needsChange(own)) {
    if (own.retryAt === undefined || own.retryAt > now) return false;
    own.retryAt = undefined;
  } else if (exit) own.crashBackOff = nextBackOff(own.crashBackOff, exit.finishedAt, now);
  return true;
}

function backOffCrash(engine: Engine, pod: Stored<'v1/Pod'>, name: string, own: ContainerRecord, end: number): void {
  engine.pods.add(pod.metadata.uid, end, { background: true });
  const length = formatDuration(own.crashBackOff?.ms ?? 0);
  const message = `back-off ${length} restarting failed container=${name} pod=${podDescription(pod)}`;
  if (own.waiting?.reason === 'CrashLoopBackOff' && own.waiting.message === message) return;
  const words = `Back-off restarting failed container ${name} in pod ${podDescription(pod)}`;
  containerEvent(engine, pod, name, 'Warning', 'BackOff', words);
  own.waiting = { reason: 'CrashLoopBackOff', message };
}

const UNTIL_CHANGED = new Set([
  'CreateContainerConfigError',
  'CreateContainerError',
  'ErrImageNeverPull',
  'InvalidImageName',
]);

/** Whether trying again without a change outside would come to the same. */
export function needsChange({ waiting }: ContainerRecord): boolean {
  return waiting !== undefined && UNTIL_CHANGED.has(waiting.reason);
}
