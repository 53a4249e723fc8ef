/**
 * HorizontalPodAutoscalers, in the form of autoscaling/v2. Models ValidateHorizontalPodAutoscaler and
 * ValidateHorizontalPodAutoscalerUpdate (pkg/apis/autoscaling/validation) and validationOptionsForHorizontalPodAutoscaler
 * (pkg/registry/autoscaling).
 *
 * Not modelled: minReplicas 0 and apiVersions of metrics that were let pass before; HPAScaleToZero is off.
 */
import type { FieldError } from '../field/error';
import { forbidden, invalid, required } from '../field/error';
import { FieldPath } from '../field/path';
import type { AutoscalingV2HorizontalPodAutoscaler as HorizontalPodAutoscaler } from '../schema/generated/types';
import { validateObjectReference } from './hpa-object-reference';
import { validateMetricSpec } from './hpa-metrics';
import { validateScalingRules } from './hpa-scaling-rules';
import { dnsSubdomainFaults } from './names';
import { validateObjectMeta } from './object-meta';

const SPEC = FieldPath.of('spec');

export function validateHorizontalPodAutoscaler(autoscaler: HorizontalPodAutoscaler): FieldError[] {
  const errors: FieldError[] = [];
  validateObjectMeta(autoscaler.metadata, 'namespaced', dnsSubdomainFaults, errors);
  return [...errors, ...validateSpec(autoscaler)];
}

export function validateHorizontalPodAutoscalerUpdate(
  autoscaler: HorizontalPodAutoscaler,
  live: HorizontalPodAutoscaler,
): FieldError[] {
  return validateSpec(autoscaler, live);
}

function validateSpec({ spec = {} }: HorizontalPodAutoscaler, live?: HorizontalPodAutoscaler): FieldError[] {
  const errors: FieldError[] = [];
  const { minReplicas, maxReplicas = 0, scaleTargetRef: target = {}, metrics = [], behavior } = spec;
  const most = SPEC.child('maxReplicas');
  if (minReplicas !== undefined && minReplicas < 1) {
    errors.push(invalid(SPEC.child('minReplicas'), minReplicas, 'must be greater than or equal to 1'));
  }
  if (maxReplicas === 0) errors.push(required(most, 'must be set and greater than 0'));
  else if (maxReplicas < 0) errors.push(invalid(most, maxReplicas, 'must be greater than or equal to 1'));
  if (minReplicas !== undefined && maxReplicas < minReplicas) {
    errors.push(invalid(most, maxReplicas, 'must be greater than or equal to `minReplicas`'));
  }

  const was = live?.spec?.scaleTargetRef;
  const isSameKind = live !== undefined && was?.apiVersion === target.apiVersion && was?.kind === target.kind;
  const version = isSameKind ? 'any' : target.kind === 'ReplicationController' ? 'valid' : 'of-a-group';
  validateObjectReference(target, version, SPEC.child('scaleTargetRef'), errors);

  const path = SPEC.child('metrics');
  metrics.forEach((metric, at) => validateMetricSpec(metric, path.index(at), errors));
  if (minReplicas === 0 && !metrics.some(({ type }) => type === 'Object' || type === 'External')) {
    errors.push(
      forbidden(path, 'must specify at least one Object or External metric to support scaling to zero replicas'),
    );
  }
  if (behavior) {
    validateScalingRules(behavior.scaleUp, SPEC.child('behavior', 'scaleUp'), errors);
    validateScalingRules(behavior.scaleDown, SPEC.child('behavior', 'scaleDown'), errors);
  }
  return errors;
}
