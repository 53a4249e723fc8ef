/**
 * How many replicas a load calls for. Models replica_calculator.go and metrics/utilization.go (pkg/controller/podautoscaler)
 * for the metrics of cpu and memory.
 *
 * Not modelled: custom and external metrics: there is no adapter that would serve them (./metrics.ts says so).
 */
import { parseQuantity, parseTime, scaledQuantity, type types } from '@/lib/kube';
import { isPodReady, readyCondition, type StoredPod } from '../pod-readiness';

/** What its containers take, in thousandths (of a core, of a byte), by the name of the Pod. */
export type PodMetrics = Map<string, number>;

export interface Tolerances {
  readonly scaleUp: number;
  readonly scaleDown: number;
}

export interface Load {
  readonly resource: string;
  /** Empty for the whole Pod. */
  readonly container: string;
  readonly pods: readonly StoredPod[];
  readonly metrics: PodMetrics;
  readonly tolerances: Tolerances;
  readonly currentReplicas: number;
  readonly now: number;
}

export interface Proposal {
  readonly replicas: number;
  /** Percent of what was asked for; absent where the target is an amount. */
  readonly utilization?: number;
  /** Thousandths, of each Pod on average. */
  readonly average: number;
}

const CPU_INITIALIZATION = 300_000;
const INITIAL_READINESS = 30_000;
/** Over so long a time is measured, ms. */
const WINDOW = 15_000;

/** @param target percent of the requests. A text is why it can't be told. */
export function replicasForUtilization(load: Load, target: number): Proposal | string {
  const grouped = groupPods(load);
  if (typeof grouped === 'string') return grouped;
  const requests = new Map<string, number>();
  for (const pod of load.pods) {
    const request = requestOf(pod, load);
    if (typeof request === 'string') return request;
    requests.set(pod.metadata.name, request);
  }
  const measure = (metrics: PodMetrics) => utilizationOf(metrics, requests, target);
  const measured = measure(grouped.metrics);
  if (!measured) return 'no metrics returned matched known pods';
  const fallback = (name: string): number => ((requests.get(name) ?? 0) * Math.max(100, target)) / 100;
  const replicas = propose(
    load,
    grouped,
    measured.ratio,
    (metrics) => measure(metrics)?.ratio ?? measured.ratio,
    fallback,
  );
  return { replicas, utilization: measured.utilization, average: measured.average };
}

/** @param target thousandths for each Pod */
export function replicasForAverage(load: Load, target: number): Proposal | string {
  const grouped = groupPods(load);
  if (typeof grouped === 'string') return grouped;
  const average = (metrics: PodMetrics): number => Math.trunc(total(metrics) / metrics.size);
  const measured = average(grouped.metrics);
  const ratioOf = (metrics: PodMetrics): number => average(metrics) / target;
  const replicas = propose(load, grouped, measured / target, ratioOf, () => target);
  return { replicas, average: measured };
}

interface Grouped {
  /** Of those that are ready. */
  readonly metrics: PodMetrics;
  readonly readyCount: number;
  readonly unready: readonly string[];
  readonly missing: readonly string[];
}

function groupPods(load: Load): Grouped | string {
  if (load.pods.length === 0) return 'no pods returned by selector while calculating replica count';
  const metrics: PodMetrics = new Map();
  const unready: string[] = [];
  const missing: string[] = [];
  let readyCount = 0;
  for (const pod of load.pods) {
    const { name, deletionTimestamp } = pod.metadata;
    const { phase } = pod.status ?? {};
    if (deletionTimestamp || phase === 'Failed') continue;
    const metric = load.metrics.get(name);
    if (phase === 'Pending') unready.push(name);
    else if (metric === undefined) missing.push(name);
    else if (load.resource === 'cpu' && isStarting(pod, load.now)) unready.push(name);
    else {
      readyCount += 1;
      metrics.set(name, metric);
    }
  }
  if (metrics.size === 0) return 'did not receive metrics for targeted pods (pods might be unready)';
  return { metrics, readyCount, unready, missing };
}

/** The load of a Pod that only starts says nothing. */
function isStarting(pod: StoredPod, now: number): boolean {
  const started = parseTime(pod.status?.startTime);
  const turned = parseTime(readyCondition(pod)?.lastTransitionTime);
  if (started === undefined || turned === undefined) return true;
  if (started + CPU_INITIALIZATION > now) return !isPodReady(pod) || now < turned + WINDOW;
  return !isPodReady(pod) && started + INITIAL_READINESS > turned;
}

function requestOf({ metadata, spec = {} }: StoredPod, { container, resource }: Load): number | string {
  const ofPod = container === '' ? spec.resources?.requests : undefined;
  if (ofPod) {
    const request = ofPod[resource];
    return request === undefined
      ? `missing pod-level request for ${resource} in Pod ${metadata.name}`
      : thousandths(request);
  }
  const sidecars = (spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always');
  const containers = [...(spec.containers ?? []), ...sidecars].filter(
    ({ name }) => container === '' || container === name,
  );
  if (container !== '' && containers.length === 0) return `container ${container} not found in Pod ${metadata.name}`;
  let sum = 0;
  for (const { name, resources } of containers) {
    const request = resources?.requests?.[resource];
    if (request === undefined) return `missing request for ${resource} in container ${name} of Pod ${metadata.name}`;
    sum += thousandths(request);
  }
  return sum;
}

export function thousandths(text: string): number {
  const quantity = parseQuantity(text);
  return quantity ? Number(scaledQuantity(quantity, -3)) : 0;
}

function total(metrics: PodMetrics): number {
  let sum = 0;
  for (const metric of metrics.values()) sum += metric;
  return sum;
}

function utilizationOf(metrics: PodMetrics, requests: ReadonlyMap<string, number>, target: number) {
  let asked = 0;
  for (const name of metrics.keys()) asked += requests.get(name) ?? 0;
  if (asked === 0) return undefined;
  const used = total(metrics);
  const utilization = Math.trunc((used * 100) / asked);
  return { ratio: utilization / target, utilization, average: Math.trunc(used / metrics.size) };
}

/** Pods that say nothing are taken to need little when it is to be more, and much when it is to be less. */
function propose(
  { tolerances, currentReplicas }: Load,
  { metrics, readyCount, unready, missing }: Grouped,
  ratio: number,
  ratioOf: (metrics: PodMetrics) => number,
  fallback: (name: string) => number,
): number {
  const isWithin = (one: number): boolean => 1 - tolerances.scaleDown <= one && one <= 1 + tolerances.scaleUp;
  const isUpWithUnready = unready.length > 0 && ratio > 1;
  if (!isUpWithUnready && missing.length === 0) {
    return isWithin(ratio) ? currentReplicas : Math.ceil(ratio * readyCount);
  }
  const guessed: PodMetrics = new Map(metrics);
  if (ratio !== 1) for (const name of missing) guessed.set(name, ratio < 1 ? fallback(name) : 0);
  if (isUpWithUnready) for (const name of unready) guessed.set(name, 0);
  const next = ratioOf(guessed);
  if (isWithin(next) || (ratio < 1 && next > 1) || (ratio > 1 && next < 1)) return currentReplicas;
  const replicas = Math.ceil(next * guessed.size);
  if ((next < 1 && replicas > currentReplicas) || (next > 1 && replicas < currentReplicas)) return currentReplicas;
  return replicas;
}

export function tolerancesOf(behavior: types.HorizontalPodAutoscalerBehavior | undefined): Tolerances {
  const of = (rules: types.HPAScalingRules | undefined): number =>
    rules?.tolerance === undefined ? 0.1 : thousandths(rules.tolerance) / 1000;
  return { scaleUp: of(behavior?.scaleUp), scaleDown: of(behavior?.scaleDown) };
}
