/**
 * What an autoscaler measures. Models validateMetricSpec and its kin (pkg/apis/autoscaling/validation).
 *
 * Not modelled: where several sources are given that should not be, the server names them in an order that it draws anew
 * each time; here it is always the same.
 */
import type { FieldError } from '../field/error';
import { forbidden, invalid, invalidTyped, notSupported, required } from '../field/error';
import type { FieldPath } from '../field/path';
import { parseQuantity, signOfQuantity } from '../quantity';
import type {
  ContainerResourceMetricSource,
  MetricIdentifier,
  MetricSpec,
  MetricTarget,
  ResourceMetricSource,
} from '../schema/generated/types';
import { validateObjectReference } from './hpa-object-reference';
import { dnsLabelFaults, pathSegmentFaults } from './names';
import { validateContainerResourceName } from './resource-names';

const TYPES = ['ContainerResource', 'External', 'Object', 'Pods', 'Resource'];
/** In the order in which they are looked at: only the first that is there is. */
const SOURCES = ['object', 'external', 'pods', 'resource', 'containerResource'] as const;
type Source = (typeof SOURCES)[number];

export function validateMetricSpec(metric: MetricSpec, path: FieldPath, errors: FieldError[]): void {
  const { type = '' } = metric;
  const unsupported = notSupported(path.child('type'), type, TYPES);
  if (type === '') errors.push(required(path.child('type'), 'must specify a metric source type'));
  if (!TYPES.includes(type)) errors.push(unsupported);

  const present = SOURCES.filter((source) => metric[source] !== undefined);
  const [first] = present;
  if (first) validateSource(metric, first, path.child(first), errors);

  const expected = SOURCES.find((source) => TYPES.includes(type) && source.toLowerCase() === type.toLowerCase());
  if (!expected) errors.push(unsupported);
  else if (!metric[expected]) {
    errors.push(required(path.child(expected), 'must populate information for the given metric source'));
  }
  if (present.length < 2) return;
  for (const source of present) {
    if (source !== expected) errors.push(forbidden(path.child(source), 'must populate the given metric source only'));
  }
}

function validateSource(metric: MetricSpec, source: Source, path: FieldPath, errors: FieldError[]): void {
  const { object, external, pods, resource, containerResource } = metric;
  const target = metric[source]?.target ?? {};
  const here = path.child('target');
  const missing = (field: string, detail: string): void => void errors.push(required(here.child(field), detail));
  if (object) {
    validateObjectReference(object.describedObject ?? {}, 'valid', path.child('describedObject'), errors);
    validateMetric(object.metric ?? {}, target, path, errors);
    if (!target.value && !target.averageValue) {
      missing('averageValue', 'must set either a target value or averageValue');
    }
  } else if (external) {
    validateMetric(external.metric ?? {}, target, path, errors);
    if (!target.value && !target.averageValue) {
      missing('averageValue', 'must set either a target value for metric or a per-pod target');
    }
    if (target.value && target.averageValue) {
      const detail = 'may not set both a target value for metric and a per-pod target';
      errors.push(forbidden(here.child('value'), detail));
    }
  } else if (pods) {
    validateMetric(pods.metric ?? {}, target, path, errors);
    if (!target.averageValue) missing('averageValue', 'must specify a positive target averageValue');
  } else if (resource) validateResource(resource, path, errors);
  else if (containerResource) validateContainerResource(containerResource, path, errors);
}

function validateMetric({ name = '' }: MetricIdentifier, target: MetricTarget, path: FieldPath, errors: FieldError[]) {
  const here = path.child('metric', 'name');
  if (name === '') errors.push(required(here, 'must specify a metric name'));
  else for (const fault of pathSegmentFaults(name)) errors.push(invalid(here, name, fault));
  validateTarget(target, path.child('target'), errors);
}

function validateContainerResource(source: ContainerResourceMetricSource, path: FieldPath, errors: FieldError[]): void {
  const { name = '', container = '' } = source;
  if (name === '') errors.push(required(path.child('name'), 'must specify a resource name'));
  else validateContainerResourceName(name, path.child('name'), errors);
  const here = path.child('container');
  if (container === '') errors.push(required(here, 'must specify a container'));
  else for (const fault of dnsLabelFaults(container)) errors.push(invalid(here, container, fault));
  validateUsage(source.target ?? {}, path.child('target'), errors);
}

function validateResource(
  { name = '', target = {} }: ResourceMetricSource,
  path: FieldPath,
  errors: FieldError[],
): void {
  if (name === '') errors.push(required(path.child('name'), 'must specify a resource name'));
  validateUsage(target, path.child('target'), errors);
}

/** Either a share of what is requested, or an amount. */
function validateUsage(target: MetricTarget, path: FieldPath, errors: FieldError[]): void {
  const { averageUtilization, averageValue } = target;
  validateTarget(target, path, errors);
  if (averageUtilization === undefined && averageValue === undefined) {
    const detail = 'must set either a target raw value or a target utilization';
    errors.push(required(path.child('averageUtilization'), detail));
  }
  if (averageUtilization !== undefined && averageValue !== undefined) {
    errors.push(forbidden(path.child('averageValue'), 'may not set both a target raw value and a target utilization'));
  }
}

const TARGET_TYPES = ['Utilization', 'Value', 'AverageValue'];

function validateTarget(target: MetricTarget, path: FieldPath, errors: FieldError[]): void {
  const { type = '', averageUtilization } = target;
  if (type === '') errors.push(required(path.child('type'), 'must specify a metric target type'));
  if (!TARGET_TYPES.includes(type)) {
    errors.push(invalidTyped(path.child('type'), type, 'must be either Utilization, Value, or AverageValue'));
  }
  for (const field of ['value', 'averageValue'] as const) {
    const amount = target[field];
    const quantity = amount === undefined ? undefined : parseQuantity(amount);
    if (quantity && signOfQuantity(quantity) <= 0) {
      errors.push(invalidTyped(path.child(field), amount, 'must be positive'));
    }
  }
  if (averageUtilization !== undefined && averageUtilization < 1) {
    errors.push(invalid(path.child('averageUtilization'), averageUtilization, 'must be greater than 0'));
  }
}
