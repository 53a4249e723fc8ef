/** The conditions that a kubelet owns. Models pkg/kubelet/status generate.go. Not modelled: AllContainersRestarting, PodResizePending and PodResizeInProgress. */
import type { Stored, types } from '@/lib/kube';
import type { Phase } from './pod-phase';
import { isSidecar } from './restart-policy';

interface Verdict {
  readonly status: 'True' | 'False';
  readonly reason?: string;
  readonly message?: string;
}

const OWNED = new Set([
  'PodReadyToStartContainers',
  'Initialized',
  'Ready',
  'ContainersReady',
  'PodScheduled',
  'AllContainersRestarting',
]);

const TRUE: Verdict = { status: 'True' };

/** Those of others first, then its own in the kubelet's order; a condition whose status stays keeps its time. */
export function podConditions(
  pod: Stored<'v1/Pod'>,
  initStatuses: readonly types.ContainerStatus[],
  statuses: readonly types.ContainerStatus[],
  phase: Phase,
  hasSandbox: boolean,
  now: () => string,
): types.PodCondition[] {
  const old = pod.status?.conditions ?? [];
  const foreign = old.filter(({ type = '' }) => !OWNED.has(type));
  const containersReady = containersReadyVerdict(pod, initStatuses, statuses, phase);
  const condition = (type: string, verdict: Verdict): types.PodCondition => {
    const before = old.find((each) => each.type === type);
    const { generation } = pod.metadata;
    const { status, reason, message } = verdict;
    const lastTransitionTime = before?.status === status ? (before.lastTransitionTime ?? now()) : now();
    if (before && isSame(before, verdict, lastTransitionTime, generation)) return before;
    if (generation !== undefined && reason === undefined && message === undefined) {
      return { type, observedGeneration: generation, status, lastTransitionTime };
    }
    return {
      type,
      ...(generation === undefined ? {} : { observedGeneration: generation }),
      status,
      lastTransitionTime,
      ...(reason === undefined ? {} : { reason }),
      ...(message === undefined ? {} : { message }),
    };
  };
  return foreign.concat([
    condition('PodReadyToStartContainers', hasSandbox ? TRUE : { status: 'False' }),
    condition('Initialized', initializedVerdict(pod, initStatuses, statuses, phase)),
    condition('Ready', readyVerdict(pod, foreign, containersReady)),
    condition('ContainersReady', containersReady),
    condition('PodScheduled', TRUE),
  ]);
}

/** Whether there is nothing new to say: then what was said is kept, and shared by all states of the Pod. */
function isSame(before: types.PodCondition, { reason, message }: Verdict, since: string, generation?: number): boolean {
  return (
    before.lastTransitionTime === since &&
    before.reason === reason &&
    before.message === message &&
    before.observedGeneration === generation &&
    // Of others: a real kubelet writes its own anew.
    before.lastProbeTime === undefined
  );
}

function containersReadyVerdict(
  { spec }: Stored<'v1/Pod'>,
  initStatuses: readonly types.ContainerStatus[],
  statuses: readonly types.ContainerStatus[],
  phase: Phase,
): Verdict {
  if (phase === 'Succeeded') return { status: 'False', reason: 'PodCompleted' };
  if (phase === 'Failed') return { status: 'False', reason: 'PodFailed' };
  const unready: string[] = [];
  (spec?.initContainers ?? []).forEach((container, at) => {
    if (isSidecar(container) && !initStatuses[at]?.ready) unready.push(container.name ?? '');
  });
  (spec?.containers ?? []).forEach((container, at) => {
    if (!statuses[at]?.ready) unready.push(container.name ?? '');
  });
  if (unready.length === 0) return TRUE;
  const message = `containers with unready status: [${unready.join(' ')}]`;
  return { status: 'False', reason: 'ContainersNotReady', message };
}

function readyVerdict(
  { spec }: Stored<'v1/Pod'>,
  conditions: readonly types.PodCondition[],
  containersReady: Verdict,
): Verdict {
  if (containersReady.status === 'False') return containersReady;
  const missing: string[] = [];
  for (const { conditionType = '' } of spec?.readinessGates ?? []) {
    const found = conditions.find(({ type }) => type === conditionType);
    if (!found) missing.push(`corresponding condition of pod readiness gate "${conditionType}" does not exist.`);
    else if (found.status !== 'True') {
      missing.push(`the status of pod readiness gate "${conditionType}" is not "True", but ${found.status}`);
    }
  }
  if (missing.length === 0) return TRUE;
  return { status: 'False', reason: 'ReadinessGatesNotReady', message: missing.join(', ') };
}

function initializedVerdict(
  { spec }: Stored<'v1/Pod'>,
  initStatuses: readonly types.ContainerStatus[],
  statuses: readonly types.ContainerStatus[],
  phase: Phase,
): Verdict {
  if (phase === 'Succeeded') return { status: 'True', reason: 'PodCompleted' };
  if (statuses.some(({ state }) => state?.running ?? state?.terminated)) return TRUE;
  const incomplete = (spec?.initContainers ?? []).filter((container, at) => {
    const status = initStatuses[at];
    return !(isSidecar(container) ? status?.started : status?.ready);
  });
  if (incomplete.length === 0) return TRUE;
  const names = incomplete.map(({ name }) => name).join(' ');
  return {
    status: 'False',
    reason: 'ContainersNotInitialized',
    message: `containers with incomplete status: [${names}]`,
  };
}
