/** The status of a Pod as its kubelet reports it. Models the kubelet's generateAPIPodStatus. */
import { formatTime, type Stored, type types } from '@/lib/kube';
import { containerStatus } from './container-status';
import { podConditions } from './pod-conditions';
import { podPhase, type Phase } from './pod-phase';
import { podLimits, podRequests } from './pod-resources';
import { shouldInitRestart, shouldRestart } from './restart-policy';
import type { PodRecord } from './state';

export function podStatus(pod: Stored<'v1/Pod'>, record: PodRecord, hostIP: string, now: number): types.PodStatus {
  const spec = pod.spec ?? {};
  const old = pod.status ?? {};
  const isOver = record.over === true;
  const initStatuses = (spec.initContainers ?? []).map((each) => statusOf(each, spec, record, true));
  const statuses = (spec.containers ?? []).map((each) => statusOf(each, spec, record, false));
  const { phase, reason, message } = phaseOf(pod, record, initStatuses, statuses, isOver);
  const ip = record.ip ?? old.podIP;
  const requests = podRequests(spec);
  const limits = podLimits(spec);
  const { generation } = pod.metadata;
  const ephemeral = (spec.ephemeralContainers ?? []).map((each) => statusOf(each, spec, record, false));
  const { nominatedNodeName, qosClass, resize } = old;
  return {
    ...(Object.keys(requests).length > 0 ? { allocatedResources: requests } : {}),
    conditions: podConditions(pod, initStatuses, statuses, phase, hasSandbox(record), () => formatTime(now)),
    containerStatuses: statuses.toSorted((a, b) => ((a.name ?? '') < (b.name ?? '') ? -1 : 1)),
    ...(ephemeral.length > 0 ? { ephemeralContainerStatuses: ephemeral } : {}),
    hostIP,
    hostIPs: [{ ip: hostIP }],
    ...(initStatuses.length > 0 ? { initContainerStatuses: initStatuses } : {}),
    ...(message ? { message } : {}),
    ...(nominatedNodeName ? { nominatedNodeName } : {}),
    ...(generation === undefined ? {} : { observedGeneration: generation }),
    phase,
    ...(ip ? { podIP: ip, podIPs: [{ ip }] } : {}),
    ...(qosClass ? { qosClass } : {}),
    ...(reason ? { reason } : {}),
    ...(resize ? { resize } : {}),
    resources: {
      ...(Object.keys(limits).length > 0 ? { limits } : {}),
      ...(Object.keys(requests).length > 0 ? { requests } : {}),
    },
    startTime: old.startTime ?? formatTime(now),
  };
}

function hasSandbox(record: PodRecord): boolean {
  return record.sandbox === true && record.over !== true;
}

function statusOf(
  container: types.Container,
  spec: types.PodSpec,
  record: PodRecord,
  isInit: boolean,
): types.ContainerStatus {
  const { runAsGroup } = { ...spec.securityContext, ...container.securityContext };
  const group = runAsGroup ?? 0;
  const { fsGroup, supplementalGroups = [] } = spec.securityContext ?? {};
  const groups = [group, ...supplementalGroups, ...(fsGroup === undefined ? [] : [fsGroup])];
  return containerStatus(container, record.containers[container.name ?? ''], {
    isInit,
    hasInit: (spec.initContainers ?? []).length > 0,
    wouldRestart: (code) => (isInit ? shouldInitRestart : shouldRestart)(container, spec, code),
    supplementalGroups: [...new Set(groups)],
    group,
    isOver: record.over === true || record.termination !== undefined,
  });
}

interface PhaseAndWhy {
  readonly phase: Phase;
  readonly reason?: string | undefined;
  readonly message?: string | undefined;
}

function phaseOf(
  { spec, status }: Stored<'v1/Pod'>,
  record: PodRecord,
  initStatuses: readonly types.ContainerStatus[],
  statuses: readonly types.ContainerStatus[],
  isOver: boolean,
): PhaseAndWhy {
  const { phase: old, reason, message } = status ?? {};
  if (old === 'Succeeded' || old === 'Failed') return { phase: old, reason, message };
  if (record.evicted) return { phase: 'Failed', ...record.evicted };
  const phase = podPhase(spec ?? {}, initStatuses, statuses, isOver);
  // Whatever has not come to an end of its own when all is over has failed.
  if (isOver && (phase === 'Pending' || phase === 'Running')) return { phase: 'Failed' };
  return phase === old ? { phase, reason, message } : { phase };
}
