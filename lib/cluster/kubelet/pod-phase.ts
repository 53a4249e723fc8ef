/** Models the kubelet's getPhase: what the states of the containers say of their Pod. */
import type { types } from '@/lib/kube';
import { isSidecar, shouldInitRestart, shouldRestart } from './restart-policy';

export type Phase = 'Pending' | 'Running' | 'Succeeded' | 'Failed';

/** @param isTerminal whether nothing of it will run again, whatever its restart policy says */
export function podPhase(
  spec: types.PodSpec,
  initStatuses: readonly types.ContainerStatus[],
  statuses: readonly types.ContainerStatus[],
  isTerminal: boolean,
): Phase {
  const init = initPhase(spec, initStatuses, statuses);
  if (init.hasFailed) return 'Failed';
  const count = { running: init.running, waiting: init.waiting, stopped: 0, succeeded: 0, final: 0 };
  (spec.containers ?? []).forEach((container, at) => {
    const { state, lastState } = statuses[at] ?? {};
    const ended = state?.terminated ?? (state?.waiting ? lastState?.terminated : undefined);
    if (state?.running) count.running += 1;
    else if (!ended) count.waiting += 1;
    else {
      count.stopped += 1;
      if (!shouldRestart(container, spec, ended.exitCode ?? 0)) count.final += 1;
      if (state?.terminated && ended.exitCode === 0) count.succeeded += 1;
    }
  });
  if (init.isPending || count.waiting > 0) return 'Pending';
  if (count.running > 0) return 'Running';
  if (count.stopped === 0) return 'Pending';
  if (!isTerminal && count.stopped !== count.final) return 'Running';
  return count.stopped === count.succeeded ? 'Succeeded' : 'Failed';
}

interface InitPhase {
  readonly hasFailed: boolean;
  readonly isPending: boolean;
  readonly running: number;
  readonly waiting: number;
}

function initPhase(
  spec: types.PodSpec,
  initStatuses: readonly types.ContainerStatus[],
  statuses: readonly types.ContainerStatus[],
): InitPhase {
  let hasFailed = false;
  let pending = 0;
  let pendingSidecars = 0;
  let running = 0;
  let waiting = 0;
  (spec.initContainers ?? []).forEach((container, at) => {
    const { state, lastState, started } = initStatuses[at] ?? {};
    const ended = state?.terminated ?? (state?.waiting ? lastState?.terminated : undefined);
    if (isSidecar(container)) {
      if (state?.running) {
        running += 1;
        if (!started) pendingSidecars += 1;
      } else if (!ended) {
        waiting += 1;
        pendingSidecars += 1;
      }
    } else if (!ended) pending += 1;
    else if (ended.exitCode !== 0 && !shouldInitRestart(container, spec, ended.exitCode ?? 0)) hasFailed = true;
    else if (ended.exitCode !== 0) pending += 1;
  });
  const hasStarted = statuses.some(
    ({ state, lastState }) => state?.running ?? state?.terminated ?? lastState?.terminated,
  );
  return { hasFailed, isPending: pending > 0 || (pendingSidecars > 0 && !hasStarted), running, waiting };
}
