/** Models printPod. */
import type { Container, ContainerState, ContainerStatus, Pod, PodStatus } from '../schema/generated/types';
import type { Age } from './age';
import { nameOf, or, type Printer, type RowCondition } from './printer';

export const pod: Printer<Pod> = {
  columns: 'Name#name;Ready;Status;Restarts;Age;IP+1;Node+1;Nominated Node+1;Readiness Gates+1',
  cells(pod, age) {
    const { ready, reason, restarts } = summary(pod);
    const initContainers = pod.spec?.initContainers ?? [];
    const total = (pod.spec?.containers ?? []).length + initContainers.filter(isSidecar).length;
    return [
      nameOf(pod),
      `${ready}/${total}`,
      reason,
      restartsText(restarts, age),
      age.of(pod),
      or(pod.status?.podIPs?.[0]?.ip, '<none>'),
      or(pod.spec?.nodeName, '<none>'),
      or(pod.status?.nominatedNodeName, '<none>'),
      readinessGates(pod),
    ];
  },
  conditions: (pod) => COMPLETED[pod.status?.phase ?? ''],
};

const COMPLETED: Readonly<Record<string, RowCondition[]>> = {
  Succeeded: [completed('Succeeded', 'The pod has completed successfully.')],
  Failed: [completed('Failed', 'The pod failed.')],
};

interface Restarts {
  readonly count: number;
  /** When the last container ended that was started again. */
  readonly last?: string;
}

/** What the containers tell of the whole. */
interface Summary {
  readonly ready: number;
  readonly reason: string;
  readonly restarts: Restarts;
}

function summary(pod: Pod): Summary {
  const status = pod.status ?? {};
  const started = initialization(pod);
  const goesOn = started.reason === undefined || isTrue(status, 'Initialized');
  const running = goesOn ? containers(status, started.reason ?? phaseReason(status)) : undefined;
  const all = goesOn ? status.containerStatuses : status.initContainerStatuses?.slice(0, started.seen);
  const sidecars = (status.initContainerStatuses ?? [])
    .slice(0, started.seen)
    .filter((one) => isSidecarStatus(pod, one));
  return {
    ready: started.ready + (running?.ready ?? 0),
    reason: deletionReason(pod) ?? running?.reason ?? started.reason ?? phaseReason(status),
    restarts: restartsOf([...(goesOn ? sidecars : []), ...(all ?? [])]),
  };
}

function phaseReason(status: PodStatus): string {
  const gated = status.conditions?.some(({ type, reason }) => type === 'PodScheduled' && reason === 'SchedulingGated');
  return gated ? 'SchedulingGated' : or(status.reason, status.phase ?? '');
}

/** A Pod that is being deleted says so, unless it has already ended. */
function deletionReason({ metadata, status }: Pod): string | undefined {
  if (metadata?.deletionTimestamp === undefined) return undefined;
  if (status?.reason === 'NodeLost') return 'Unknown';
  return status?.phase === 'Succeeded' || status?.phase === 'Failed' ? undefined : 'Terminating';
}

/** Goes through the init containers up to the first that is not done; `reason` is there if there is one. */
function initialization(pod: Pod): { reason?: string; ready: number; seen: number } {
  const statuses = pod.status?.initContainerStatuses ?? [];
  let ready = 0;
  for (const [index, status] of statuses.entries()) {
    const terminated = status.state?.terminated;
    if (terminated && (terminated.exitCode ?? 0) === 0) continue;
    if (isSidecarStatus(pod, status) && status.started) {
      if (status.ready) ready++;
      continue;
    }
    const waiting = status.state?.waiting?.reason;
    const reason = terminated
      ? terminatedReason(terminated)
      : waiting !== undefined && waiting !== '' && waiting !== 'PodInitializing'
        ? waiting
        : `${index}/${(pod.spec?.initContainers ?? []).length}`;
    return { reason: `Init:${reason}`, ready, seen: index + 1 };
  }
  return { ready, seen: statuses.length };
}

/** Of several containers the first that has something to say wins; the last failure stands where all are done. */
function containers(status: PodStatus, before: string): { reason: string; ready: number } {
  let reason = before;
  let error: string | undefined;
  let ready = 0;
  for (const { state, ready: isReady } of [...(status.containerStatuses ?? [])].reverse()) {
    if (state?.waiting?.reason) reason = state.waiting.reason;
    else if (state?.terminated) {
      reason = terminatedReason(state.terminated);
      if ((state.terminated.exitCode ?? 0) !== 0) error = reason;
    } else if (isReady && state?.running) ready++;
  }
  if (reason !== 'Completed') return { reason, ready };
  if (ready > 0 && isTrue(status, 'Ready')) return { reason: 'Running', ready };
  return { reason: error ?? (ready > 0 ? 'NotReady' : reason), ready };
}

function terminatedReason({ reason, signal, exitCode = 0 }: NonNullable<ContainerState['terminated']>): string {
  return or(reason, signal ? `Signal:${signal}` : `ExitCode:${exitCode}`);
}

function restartsOf(statuses: readonly ContainerStatus[]): Restarts {
  const ends = statuses.map(({ lastState }) => lastState?.terminated?.finishedAt ?? '').sort();
  const last = ends.at(-1);
  const count = statuses.reduce((sum, { restartCount = 0 }) => sum + restartCount, 0);
  return last ? { count, last } : { count };
}

function restartsText({ count, last }: Restarts, age: Age): string {
  return count !== 0 && last !== undefined ? `${count} (${age.since(last)} ago)` : String(count);
}

function readinessGates({ spec, status }: Pod): string {
  const gates = spec?.readinessGates ?? [];
  if (gates.length === 0) return '<none>';
  const open = gates.filter(({ conditionType = '' }) => isTrue(status ?? {}, conditionType));
  return `${open.length}/${gates.length}`;
}

function isTrue(status: PodStatus, type: string): boolean {
  return status.conditions?.find((condition) => condition.type === type)?.status === 'True';
}

function isSidecarStatus(pod: Pod, status: ContainerStatus): boolean {
  return pod.spec?.initContainers?.some((container) => container.name === status.name && isSidecar(container)) ?? false;
}

function isSidecar({ restartPolicy }: Container): boolean {
  return restartPolicy === 'Always';
}

function completed(reason: string, message: string): RowCondition {
  return { type: 'Completed', status: 'True', reason, message };
}
