/**
 * How a Service sends its traffic on. Models the session affinity, traffic policy, health check and traffic distribution
 * parts of validateService (pkg/apis/core/validation) and pkg/api/service.
 */
import type { FieldError } from '../field/error';
import { forbidden, invalid, invalidTyped, notSupportedText, required } from '../field/error';
import type { FieldPath } from '../field/path';
import type { ServiceSpec } from '../schema/generated/types';
import { validateEnum, validateOptionalEnum } from './enums';
import { validatePortNumber } from './numbers';

const MOST_AFFINITY_SECONDS = 86_400;

/** `path` is that of the spec, here and below. */
export function validateSessionAffinity(spec: ServiceSpec, path: FieldPath, errors: FieldError[]): void {
  const { sessionAffinity, sessionAffinityConfig: config } = spec;
  const here = path.child('sessionAffinityConfig');
  validateEnum(sessionAffinity, ['ClientIP', 'None'], path.child('sessionAffinity'), errors);
  if (sessionAffinity === 'None') {
    if (config) errors.push(forbidden(here, 'must not be set when session affinity is None'));
    return;
  }
  if (sessionAffinity !== 'ClientIP') return;
  const missing = 'when session affinity type is ClientIP';
  const timeout = config?.clientIP?.timeoutSeconds;
  if (!config) errors.push(required(here, missing));
  else if (!config.clientIP) errors.push(required(here.child('clientIP'), missing));
  else if (timeout === undefined) errors.push(required(here.child('clientIP', 'timeoutSeconds'), missing));
  else if (timeout <= 0 || timeout > MOST_AFFINITY_SECONDS) {
    const detail = `must be greater than 0 and less than ${MOST_AFFINITY_SECONDS}`;
    errors.push(invalid(here.child('clientIP', 'timeoutSeconds'), timeout, detail));
  }
}

const POLICIES = ['Cluster', 'Local'];
const NEEDS_CLUSTER_IP = ['ClusterIP', 'NodePort', 'LoadBalancer'];
const DISTRIBUTIONS = ['PreferClose', 'PreferSameZone', 'PreferSameNode'];

export function validateTraffic(spec: ServiceSpec, path: FieldPath, errors: FieldError[]): void {
  const { type = '', internalTrafficPolicy, trafficDistribution } = spec;
  validateExternalPolicy(spec, path.child('externalTrafficPolicy'), errors);
  validateHealthCheck(spec, path.child('healthCheckNodePort'), errors);
  const internal = path.child('internalTrafficPolicy');
  if (internalTrafficPolicy !== undefined) validateOptionalEnum(internalTrafficPolicy, POLICIES, internal, errors);
  else if (NEEDS_CLUSTER_IP.includes(type)) errors.push(required(internal));
  if (trafficDistribution !== undefined && !DISTRIBUTIONS.includes(trafficDistribution)) {
    errors.push(notSupportedText(path.child('trafficDistribution'), trafficDistribution, DISTRIBUTIONS));
  }
}

function validateExternalPolicy(spec: ServiceSpec, path: FieldPath, errors: FieldError[]): void {
  const { externalTrafficPolicy: policy = '' } = spec;
  if (isExternallyAccessible(spec)) validateEnum(policy, POLICIES, path, errors);
  else if (policy !== '') errors.push(invalidTyped(path, policy, 'may only be set for externally-accessible services'));
}

function validateHealthCheck(spec: ServiceSpec, path: FieldPath, errors: FieldError[]): void {
  const { healthCheckNodePort: port = 0 } = spec;
  if (needsHealthCheck(spec)) {
    if (port === 0) errors.push(required(path));
    else validatePortNumber(port, path, errors);
  } else if (port !== 0) {
    const detail = "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'";
    errors.push(invalid(path, port, detail));
  }
}

export function isExternallyAccessible({ type, externalIPs = [] }: ServiceSpec): boolean {
  return type === 'LoadBalancer' || type === 'NodePort' || (type === 'ClusterIP' && externalIPs.length > 0);
}

export function needsHealthCheck({ type, externalTrafficPolicy }: ServiceSpec): boolean {
  return type === 'LoadBalancer' && externalTrafficPolicy === 'Local';
}
