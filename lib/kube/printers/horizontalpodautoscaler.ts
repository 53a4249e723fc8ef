/**
 * Models printHorizontalPodAutoscaler. An autoscaling/v1 object, which has one target of its own fields, prints as the
 * autoscaling/v2 object that the server makes of it; the other metrics that its annotations may hold are not modelled.
 */
import type {
  AutoscalingV1HorizontalPodAutoscaler,
  AutoscalingV2HorizontalPodAutoscaler,
  MetricSpec,
  MetricStatus,
  MetricTarget,
  MetricValueStatus,
} from '../schema/generated/types';
import { nameOf, type Printer } from './printer';
import { quantityText } from './quantity-text';
import { shortened } from './shortened';

type V1 = AutoscalingV1HorizontalPodAutoscaler;
type V2 = AutoscalingV2HorizontalPodAutoscaler;

export const horizontalPodAutoscaler: Printer<V1 & V2> = {
  columns: 'Name#name;Reference;Targets;MinPods;MaxPods;Replicas;Age',
  cells(autoscaler, age) {
    const { spec, status } = autoscaler;
    return [
      nameOf(autoscaler),
      `${spec?.scaleTargetRef?.kind ?? ''}/${spec?.scaleTargetRef?.name ?? ''}`,
      targets(metrics(autoscaler), currentMetrics(autoscaler)),
      String(spec?.minReplicas ?? '<unset>'),
      spec?.maxReplicas ?? 0,
      status?.currentReplicas ?? 0,
      age.of(autoscaler),
    ];
  },
};

function metrics({ spec }: V1 & V2): MetricSpec[] {
  const percentage = spec?.targetCPUUtilizationPercentage;
  if (percentage === undefined) return spec?.metrics ?? [];
  return [{ type: 'Resource', resource: { name: 'cpu', target: { averageUtilization: percentage } } }];
}

function currentMetrics({ status }: V1 & V2): MetricStatus[] {
  const percentage = status?.currentCPUUtilizationPercentage;
  if (percentage === undefined) return status?.currentMetrics ?? [];
  return [{ type: 'Resource', resource: { name: 'cpu', current: { averageUtilization: percentage } } }];
}

function targets(specs: readonly MetricSpec[], statuses: readonly MetricStatus[]): string {
  if (specs.length === 0) return '<none>';
  return shortened(
    specs.map((spec, index) => targetText(spec, statuses[index])),
    2,
    ', ',
  );
}

/** `cpu: 34%/80%`: what is over what should be. */
function targetText(spec: MetricSpec, status: MetricStatus | undefined): string {
  switch (spec.type) {
    case 'Resource':
      return resourceText(spec.resource?.name, spec.resource?.target, status?.resource?.current);
    case 'ContainerResource':
      return resourceText(
        spec.containerResource?.name,
        spec.containerResource?.target,
        status?.containerResource?.current,
      );
    case 'Pods':
      return `${averageOf(status?.pods?.current)}/${amount(spec.pods?.target?.averageValue)}`;
    case 'Object':
      return valueText(spec.object?.target, status?.object?.current);
    case 'External':
      return valueText(spec.external?.target, status?.external?.current);
    default:
      return '<unknown type>';
  }
}

function resourceText(name = '', target: MetricTarget = {}, current?: MetricValueStatus): string {
  if (target.averageValue !== undefined) return `${name}: ${averageOf(current)}/${amount(target.averageValue)}`;
  return `${name}: ${percent(current?.averageUtilization, '<unknown>')}/${percent(target.averageUtilization, '<auto>')}`;
}

function valueText(target: MetricTarget = {}, current?: MetricValueStatus): string {
  if (target.averageValue === undefined) {
    return `${current ? amount(current.value) : '<unknown>'}/${amount(target.value)}`;
  }
  const average = current?.averageValue === undefined ? '<unknown>' : amount(current.averageValue);
  return `${average}/${amount(target.averageValue)} (avg)`;
}

function averageOf(current: MetricValueStatus | undefined): string {
  return current ? amount(current.averageValue) : '<unknown>';
}

/** Go prints the quantity that is not there. */
function amount(quantity: string | undefined): string {
  return quantity === undefined ? '<nil>' : quantityText(quantity);
}

function percent(utilization: number | undefined, otherwise: string): string {
  return utilization === undefined ? otherwise : `${utilization}%`;
}
