/** One metric of a HorizontalPodAutoscaler: what it says now, and what it calls for. Models computeReplicasForMetric. */
import { formatQuantity, type types } from '@/lib/kube';
import type { Usage } from '../../kubelet/runtime';
import { printedSelector } from '../printed-selector';
import type { StoredPod } from '../pod-readiness';
import {
  replicasForAverage,
  replicasForUtilization,
  thousandths,
  tolerancesOf,
  type Load,
  type PodMetrics,
} from './replica-calculator';

/** What metrics-server measures. */
export interface UsagePort {
  /** Of each running container. */
  usage(podUid: string): ReadonlyMap<string, Usage>;
  /** Whether metrics-server is there. Default: it is. */
  isServed?(): boolean;
}

export interface Computed {
  readonly replicas: number;
  /** As the reason of a rescale says it. */
  readonly name: string;
  readonly status: types.MetricStatus;
}

export interface MetricFault {
  /** Of the condition and the event. */
  readonly reason: string;
  readonly message: string;
  /** As the summary of all metrics says it. */
  readonly summary: string;
}

export interface Situation {
  readonly port: UsagePort;
  readonly pods: readonly StoredPod[];
  readonly namespace: string;
  readonly behavior: types.HorizontalPodAutoscalerBehavior | undefined;
  readonly currentReplicas: number;
  readonly now: number;
}

const NO_CUSTOM =
  'unable to fetch metrics from custom metrics API: no custom metrics API (custom.metrics.k8s.io) registered';

export function computeMetric(metric: types.MetricSpec, situation: Situation): Computed | MetricFault {
  const { resource, containerResource, pods, object, external } = metric;
  if (resource) {
    const { name = '', target = {} } = resource;
    const computed = computeResource(name, '', target, situation);
    if (typeof computed === 'string') {
      return fault('FailedGetResourceMetric', computed, `failed to get ${name} resource metric value`);
    }
    const { replicas, current, description } = computed;
    return { replicas, name: description, status: { type: 'Resource', resource: { name, current } } };
  }
  if (containerResource) {
    const { name = '', container = '', target = {} } = containerResource;
    const computed = computeResource(name, container, target, situation);
    if (typeof computed === 'string') {
      return fault('FailedGetContainerResourceMetric', computed, `failed to get ${container} container metric value`);
    }
    const { replicas, current, description } = computed;
    const status = { type: 'ContainerResource', containerResource: { name, container, current } };
    return { replicas, name: description, status };
  }
  if (pods) {
    const message = `unable to get metric ${pods.metric?.name}: ${NO_CUSTOM}`;
    return fault('FailedGetPodsMetric', message, 'failed to get pods metric value');
  }
  if (object) {
    const { describedObject, metric: identifier } = object;
    // Upstream's words in upstream's order.
    const message = `unable to get metric ${identifier?.name}: ${describedObject?.kind} on ${situation.namespace} ${describedObject?.name}/${NO_CUSTOM}`;
    return fault('FailedGetObjectMetric', message, 'failed to get object metric value');
  }
  const { name, selector } = external?.metric ?? {};
  const why = `unable to fetch metrics from external metrics API: the server could not find the requested resource (get ${name}.external.metrics.k8s.io)`;
  const metricName = `${situation.namespace}/${name}/${printedSelector(selector)}`;
  const message = `unable to get external metric ${metricName}: ${why}`;
  return fault('FailedGetExternalMetric', message, `failed to get ${name} external metric value`);
}

function fault(reason: string, message: string, what: string): MetricFault {
  return { reason, message, summary: `${what}: ${message}` };
}

interface Resource {
  readonly replicas: number;
  readonly current: types.MetricValueStatus;
  readonly description: string;
}

function computeResource(
  resource: string,
  container: string,
  { averageValue, averageUtilization }: types.MetricTarget,
  situation: Situation,
): Resource | string {
  const metrics = metricsOf(resource, container, situation);
  const isAverage = averageValue !== undefined;
  const what = `failed to get ${resource} ${isAverage ? 'usage' : 'utilization'}`;
  if (typeof metrics === 'string') return `${what}: unable to get metrics for resource ${resource}: ${metrics}`;
  const { pods, currentReplicas, now, behavior } = situation;
  const tolerances = tolerancesOf(behavior);
  const load: Load = { resource, container, pods, metrics, tolerances, currentReplicas, now };
  const proposal = isAverage
    ? replicasForAverage(load, thousandths(averageValue))
    : replicasForUtilization(load, averageUtilization ?? 0);
  if (typeof proposal === 'string') return `${what}: ${proposal}`;
  const { replicas, utilization, average } = proposal;
  const format = resource === 'memory' ? 'binary' : 'decimal';
  const value = formatQuantity({ unscaled: BigInt(average), scale: -3, format });
  if (utilization === undefined)
    return { replicas, current: { averageValue: value }, description: `${resource} resource` };
  return {
    replicas,
    current: { averageUtilization: utilization, averageValue: value },
    description: `${resource} ${container === '' ? '' : 'container '}resource utilization (percentage of request)`,
  };
}

/** A text is why there are none. */
function metricsOf(resource: string, container: string, { port, pods }: Situation): PodMetrics | string {
  if (port.isServed?.() === false) {
    return 'unable to fetch metrics from resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)';
  }
  const metrics: PodMetrics = new Map();
  let isAny = false;
  for (const { metadata } of pods) {
    const usage = port.usage(metadata.uid);
    if (usage.size === 0) continue;
    isAny = true;
    let sum: number | undefined;
    for (const [name, { cpuMillis, memoryBytes }] of usage) {
      if (container !== '' && name !== container) continue;
      sum = (sum ?? 0) + Math.round(resource === 'cpu' ? cpuMillis : memoryBytes * 1000);
    }
    if (sum !== undefined) metrics.set(metadata.name, sum);
  }
  return isAny ? metrics : 'no metrics returned from resource metrics API';
}
