/**
 * autoscaling/v1 is a smaller form of v2: what it has no field for stands as JSON in annotations. Models SetDefaults_
 * HorizontalPodAutoscaler and the conversions of pkg/apis/autoscaling/v1, to the internal form (which is that of v2) and back.
 *
 * Not modelled: keys of that JSON in another case, which Go reads too; metrics and conditions of a status, which stay the
 * text they are.
 */
import { decode } from '../decode';
import { goJson } from '../field/print';
import { isObject } from '../json-object';
import { schemaType } from '../schema';
import type {
  AutoscalingV1HorizontalPodAutoscaler as V1,
  AutoscalingV2HorizontalPodAutoscaler as V2,
  HorizontalPodAutoscalerBehavior,
  MetricSpec,
} from '../schema/generated/types';
import {
  cpuMetric,
  DEFAULT_CPU_UTILIZATION,
  dropHpaAnnotations,
  HPA_ANNOTATIONS,
  setHorizontalPodAutoscalerDefaults,
} from './horizontalpodautoscaler';
import { metricFromV1, metricToV1, printedBehavior } from './hpa-metrics-v1';

const STATUS_ANNOTATIONS = [HPA_ANNOTATIONS.currentMetrics, HPA_ANNOTATIONS.conditions] as const;

export function setHorizontalPodAutoscalerV1Defaults(autoscaler: V1): void {
  (autoscaler.spec ??= {}).minReplicas ??= 1;
}

/** As it comes back: it was stored in the form of v2, with the defaults of that. */
export function canonicalizeV1(autoscaler: V1): void {
  const v2 = toV2(autoscaler);
  setHorizontalPodAutoscalerDefaults(v2);
  const { metrics = [], behavior } = v2.spec ?? {};
  const others = metrics.filter((metric) => cpuUtilization(metric) === undefined);
  setAnnotations(autoscaler, {
    ...v2.metadata?.annotations,
    ...statusAnnotations(autoscaler),
    ...(others.length > 0 && { [HPA_ANNOTATIONS.metrics]: goJson(others.map(metricToV1)) }),
    ...(behavior && { [HPA_ANNOTATIONS.behavior]: goJson(printedBehavior(behavior)) }),
  });
  const spec = (autoscaler.spec ??= {});
  const cpu = metrics.map(cpuUtilization).find((utilization) => utilization !== undefined);
  if (cpu === undefined) delete spec.targetCPUUtilizationPercentage;
  else spec.targetCPUUtilizationPercentage = cpu;
}

/** The status is the server's, and so are the annotations that belong to it. */
export function keepV1Status(autoscaler: V1, live: V1 | undefined): void {
  autoscaler.status = live?.status ?? {};
  const annotations: Record<string, string> = { ...autoscaler.metadata?.annotations };
  for (const name of STATUS_ANNOTATIONS) delete annotations[name];
  setAnnotations(autoscaler, { ...annotations, ...(live && statusAnnotations(live)) });
}

function setAnnotations({ metadata }: V1, annotations: Record<string, string>): void {
  if (!metadata) return;
  if (Object.keys(annotations).length > 0) metadata.annotations = annotations;
  else delete metadata.annotations;
}

function statusAnnotations({ metadata }: V1): Record<string, string> {
  const annotations = metadata?.annotations ?? {};
  return Object.fromEntries(
    STATUS_ANNOTATIONS.flatMap((name) => {
      const text = annotations[name];
      return text === undefined ? [] : [[name, text]];
    }),
  );
}

/** As the registry sees it. The status is left out. */
export function toV2({ metadata, spec = {} }: V1): V2 {
  const { targetCPUUtilizationPercentage: cpu, ...common } = spec;
  const annotations: Record<string, string> = { ...metadata?.annotations };
  const metrics = cpu === undefined ? [] : [cpuMetric(cpu)];
  const others = readMetrics(annotations[HPA_ANNOTATIONS.metrics]);
  const behavior = readBehavior(annotations[HPA_ANNOTATIONS.behavior]);
  dropHpaAnnotations(annotations);
  const all = [...others, ...metrics];
  return {
    ...(metadata && { metadata: { ...metadata, annotations } }),
    spec: {
      ...common,
      metrics: all.length > 0 ? all : [cpuMetric(DEFAULT_CPU_UTILIZATION)],
      ...(behavior && { behavior }),
    },
  };
}

function cpuUtilization({ type, resource }: MetricSpec): number | undefined {
  return type === 'Resource' && resource?.name === 'cpu' ? resource.target?.averageUtilization : undefined;
}

/** Of what cannot be read, nothing is said. */
function readMetrics(text: string | undefined): MetricSpec[] {
  const list = parsed(text);
  if (!Array.isArray(list)) return [];
  const metrics = list.map((item: unknown) => readAs('MetricSpec', metricFromV1(item)));
  return metrics.every((metric) => metric !== undefined) ? metrics : [];
}

function readBehavior(text: string | undefined): HorizontalPodAutoscalerBehavior | undefined {
  const behavior = readAs('HorizontalPodAutoscalerBehavior', uncapitalized(parsed(text)));
  return behavior?.scaleUp || behavior?.scaleDown ? behavior : undefined;
}

/** The behavior is written with the names of Go. */
function uncapitalized(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(uncapitalized);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key.slice(0, 1).toLowerCase() + key.slice(1), uncapitalized(item)]),
  );
}

interface InAnnotations {
  MetricSpec: MetricSpec;
  HorizontalPodAutoscalerBehavior: HorizontalPodAutoscalerBehavior;
}

function readAs<K extends keyof InAnnotations>(typeName: K, value: unknown): InAnnotations[K] | undefined {
  const type = schemaType(typeName);
  if (!type) throw new Error(`no structure of ${typeName}`);
  if (!isObject(value)) return undefined;
  const { object, faults } = decode<InAnnotations[K]>(type, value);
  return faults.some(({ reason }) => reason !== 'UnknownField') ? undefined : object;
}

function parsed(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
