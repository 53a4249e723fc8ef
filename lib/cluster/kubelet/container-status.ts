/**
 * The status of one container. Models the kubelet's convertToAPIContainerStatuses and the prober's UpdatePodStatus.
 *
 * Not modelled: resizing in place (what is allocated is what the spec says), stop signals, resource health.
 */
import { formatTime, type types } from '@/lib/kube';
import { familiarName } from './image-name';
import { isSidecar } from './restart-policy';
import type { ContainerRecord, Run } from './state';

export interface ContainerStatusOptions {
  readonly isInit: boolean;
  readonly hasInit: boolean;
  /** Whether it would run again, had it ended so. */
  readonly wouldRestart: (exitCode: number) => boolean;
  readonly supplementalGroups: readonly number[];
  readonly group: number;
  /** Nothing will be started any more. */
  readonly isOver: boolean;
}

export function containerStatus(
  container: types.Container,
  record: ContainerRecord | undefined,
  options: ContainerStatusOptions,
): types.ContainerStatus {
  const { name = '', image = '' } = container;
  const run = record?.run;
  const mounts = volumeMounts(container);
  if (!run) {
    return {
      image,
      imageID: '',
      lastState: {},
      name,
      ready: false,
      restartCount: 0,
      started: false,
      state: { waiting: waitingOf(record, options.hasInit) },
      ...mounts,
    };
  }
  const isRunning = run.exit === undefined;
  const started = isRunning && (!container.startupProbe || record.probes?.startup?.result === true);
  const { state, last } = statesOf(record, run, options);
  const requests = container.resources?.requests;
  return {
    ...(requests && Object.keys(requests).length > 0 ? { allocatedResources: requests } : {}),
    containerID: containerID(run),
    image: familiarName(run.image),
    imageID: `docker-pullable://${familiarName(run.imageID)}`,
    lastState: last ? { terminated: terminatedState(last) } : {},
    name,
    ready: isReady(container, record, run, started, options.isInit),
    resources: container.resources ?? {},
    restartCount: run.restarts,
    started,
    state,
    user: { linux: { gid: options.group, supplementalGroups: [...options.supplementalGroups], uid: run.user } },
    ...mounts,
  };
}

export function containerID(run: Run): string {
  return `docker://${run.id}`;
}

function waitingOf(record: ContainerRecord | undefined, hasInit: boolean): types.ContainerStateWaiting {
  if (record?.waiting) return { ...record.waiting };
  return { reason: hasInit ? 'PodInitializing' : 'ContainerCreating' };
}

function statesOf(
  record: ContainerRecord,
  run: Run,
  { wouldRestart, isOver }: ContainerStatusOptions,
): { readonly state: types.ContainerState; readonly last: Run | undefined } {
  if (!run.exit) return { state: { running: { startedAt: formatTime(run.startedAt) } }, last: record.last };
  // It waits where the last try to start it again failed; else its end is what is to be seen.
  if (record.waiting && !isOver && wouldRestart(run.exit.code)) {
    return { state: { waiting: { ...record.waiting } }, last: run };
  }
  return { state: { terminated: terminatedState(run) }, last: record.last };
}

function terminatedState(run: Run): types.ContainerStateTerminated {
  const { exit } = run;
  return {
    containerID: containerID(run),
    exitCode: exit?.code ?? 0,
    finishedAt: formatTime(exit?.finishedAt ?? run.startedAt),
    ...(exit?.message ? { message: exit.message } : {}),
    reason: exit?.reason ?? 'Completed',
    startedAt: formatTime(run.startedAt),
  };
}

function isReady(
  container: types.Container,
  record: ContainerRecord,
  run: Run,
  started: boolean,
  isInit: boolean,
): boolean {
  if (isInit && !isSidecar(container)) return run.exit?.code === 0;
  return started && (!container.readinessProbe || record.probes?.readiness?.result === true);
}

function volumeMounts({ volumeMounts = [] }: types.Container): { volumeMounts?: types.VolumeMountStatus[] } {
  if (volumeMounts.length === 0) return {};
  return {
    volumeMounts: volumeMounts.map(({ name = '', mountPath = '', readOnly, recursiveReadOnly }) => ({
      mountPath,
      name,
      ...(readOnly ? { readOnly, recursiveReadOnly: isRecursive(recursiveReadOnly) ? 'Enabled' : 'Disabled' } : {}),
    })),
  };
}

function isRecursive(mode: string | undefined): boolean {
  return mode === 'Enabled' || mode === 'IfPossible';
}
