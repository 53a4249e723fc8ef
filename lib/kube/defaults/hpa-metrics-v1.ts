/**
 * Metrics in the form of autoscaling/v1, which only stands in annotations, and in that of v2. Models the conversions of
 * *MetricSource in pkg/apis/autoscaling/v1/conversion.go.
 */
import { isObject } from '../json-object';
import type {
  AutoscalingV2CrossVersionObjectReference,
  HorizontalPodAutoscalerBehavior,
  HPAScalingRules,
  LabelSelector,
  MetricSpec,
  ResourceMetricSource,
} from '../schema/generated/types';
import { parseQuantity, signOfQuantity } from '../quantity';
import { printedSelector } from '../validation/label-selector';

/** From JSON that nobody has looked at; what is there of a wrong type stays so, for the decoder of v2 to find. */
export function metricFromV1(value: unknown): unknown {
  if (value === null) return {};
  if (!isObject(value)) return value;
  return {
    type: value['type'],
    object: converted(value['object'], objectFromV1),
    pods: converted(value['pods'], ({ metricName, selector, targetAverageValue }) => ({
      metric: { name: metricName, selector },
      target: { type: 'AverageValue', averageValue: targetAverageValue ?? '0' },
    })),
    resource: converted(value['resource'], resourceFromV1),
    containerResource: converted(value['containerResource'], (source) => ({
      ...resourceFromV1(source),
      container: source['container'],
    })),
    external: converted(value['external'], ({ metricName, metricSelector, targetValue, targetAverageValue }) => ({
      metric: { name: metricName, selector: metricSelector },
      target: {
        type: isUnset(targetValue) ? 'AverageValue' : 'Value',
        value: targetValue,
        averageValue: targetAverageValue,
      },
    })),
  };
}

type Source = Readonly<Record<string, unknown>>;

function converted(value: unknown, convert: (source: Source) => object): unknown {
  return isObject(value) ? convert(value) : value;
}

function objectFromV1({ target, metricName, selector, targetValue, averageValue }: Source): object {
  const isAverage = !isUnset(averageValue);
  return {
    describedObject: target,
    metric: { name: metricName, selector },
    target: isAverage
      ? { type: 'AverageValue', averageValue, value: isZero(targetValue) ? undefined : targetValue }
      : { type: 'Value', value: targetValue ?? '0' },
  };
}

function resourceFromV1({ name, targetAverageUtilization, targetAverageValue }: Source): object {
  return {
    name,
    target: {
      type: isUnset(targetAverageUtilization) ? 'AverageValue' : 'Utilization',
      averageValue: targetAverageValue,
      averageUtilization: targetAverageUtilization,
    },
  };
}

function isUnset(value: unknown): boolean {
  return value === undefined || value === null;
}

function isZero(value: unknown): boolean {
  if (isUnset(value)) return true;
  const quantity = typeof value === 'string' || typeof value === 'number' ? parseQuantity(String(value)) : undefined;
  return quantity !== undefined && signOfQuantity(quantity) === 0;
}

/** For goJson, in the order in which Go writes the fields. */
export function metricToV1({ type = '', object, pods, resource, containerResource, external }: MetricSpec): object {
  return {
    type,
    object: object && {
      target: printedReference(object.describedObject),
      metricName: object.metric?.name ?? '',
      targetValue: object.target?.value ?? '0',
      selector: printed(object.metric?.selector),
      averageValue: object.target?.averageValue,
    },
    pods: pods && {
      metricName: pods.metric?.name ?? '',
      targetAverageValue: pods.target?.averageValue ?? '0',
      selector: printed(pods.metric?.selector),
    },
    resource: resource && resourceToV1(resource),
    containerResource: containerResource && {
      ...resourceToV1(containerResource),
      container: containerResource.container ?? '',
    },
    external: external && {
      metricName: external.metric?.name ?? '',
      metricSelector: printed(external.metric?.selector),
      targetValue: external.target?.value,
      targetAverageValue: external.target?.averageValue,
    },
  };
}

function resourceToV1({ name = '', target }: ResourceMetricSource): object {
  return {
    name,
    targetAverageUtilization: target?.averageUtilization,
    targetAverageValue: target?.averageValue,
  };
}

function printedReference({ kind = '', name = '', apiVersion }: AutoscalingV2CrossVersionObjectReference = {}): object {
  return { kind, name, apiVersion };
}

function printed(selector: LabelSelector | undefined): object | undefined {
  return selector && printedSelector(selector);
}

/** As json.Marshal prints the internal autoscaling.HorizontalPodAutoscalerBehavior, whose fields have no JSON names. */
export function printedBehavior({ scaleUp, scaleDown }: HorizontalPodAutoscalerBehavior): object {
  return { ScaleUp: printedRules(scaleUp), ScaleDown: printedRules(scaleDown) };
}

function printedRules(rules: HPAScalingRules | undefined): object | null {
  if (!rules) return null;
  const { stabilizationWindowSeconds, selectPolicy, policies, tolerance } = rules;
  return {
    StabilizationWindowSeconds: stabilizationWindowSeconds ?? null,
    SelectPolicy: selectPolicy ?? null,
    Policies:
      policies?.map(({ type = '', value = 0, periodSeconds = 0 }) => ({
        Type: type,
        Value: value,
        PeriodSeconds: periodSeconds,
      })) ?? null,
    Tolerance: tolerance ?? null,
  };
}
