/**
 * Services, as they are changed. Models ValidateServiceUpdate (pkg/apis/core/validation), in its order: what was given once
 * stays, unless the Service is or was of type ExternalName, which has none of it.
 */
import type { FieldError } from '../field/error';
import { forbidden, invalid, invalidTyped } from '../field/error';
import { FieldPath } from '../field/path';
import type { Service, ServiceSpec } from '../schema/generated/types';
import { isHeadless, validateLoadBalancerClass, validateServiceSpec } from './service';
import { needsHealthCheck } from './service-traffic';

const SPEC = FieldPath.of('spec');
const FAMILY_POLICY = SPEC.child('ipFamilyPolicy');
const ONCE = 'may not change once set';

export function validateServiceUpdate(service: Service, liveService: Service): FieldError[] {
  const errors: FieldError[] = [];
  const { spec = {} } = service;
  const { spec: live = {} } = liveService;
  if (spec.type !== 'ExternalName' && live.type !== 'ExternalName') {
    if (!isHeadless(spec) || !isHeadless(live)) validateClusterIPs(spec, live, errors);
    if (!isHeadless(spec) && !isHeadless(live)) validateFamilies(spec, live, errors);
  }
  const { loadBalancerClass } = spec;
  const isBalancer = spec.type === 'LoadBalancer' && live.type === 'LoadBalancer';
  if (isBalancer && loadBalancerClass !== live.loadBalancerClass) {
    errors.push(invalidTyped(SPEC.child('loadBalancerClass'), loadBalancerClass, ONCE));
  }
  // Asked here, and once more with the rest.
  validateLoadBalancerClass(spec, errors);
  const keepsCheck = needsHealthCheck(spec) && needsHealthCheck(live);
  if (keepsCheck && (spec.healthCheckNodePort ?? 0) !== (live.healthCheckNodePort ?? 0)) {
    errors.push(forbidden(SPEC.child('healthCheckNodePort'), 'field is immutable'));
  }
  return [...errors, ...validateServiceSpec(service, liveService)];
}

function validateClusterIPs(
  { clusterIPs, ipFamilyPolicy }: ServiceSpec,
  { clusterIPs: live = [] }: ServiceSpec,
  errors: FieldError[],
): void {
  const now = clusterIPs ?? [];
  const path = SPEC.child('clusterIPs');
  if (now.length === live.length) {
    live.forEach((ip, at) => {
      if (ip !== now[at]) errors.push(invalid(path.index(at), clusterIPs, ONCE));
    });
    return;
  }
  if (now.length === 0) errors.push(invalid(path.index(0), clusterIPs, 'primary clusterIP can not be unset'));
  else if (live.length > 0 && now[0] !== live[0]) errors.push(invalid(path.index(0), clusterIPs, ONCE));
  if (live.length > now.length && now.length === 1 && ipFamilyPolicy !== 'SingleStack') {
    const detail = "must be set to 'SingleStack' when releasing the secondary clusterIP";
    errors.push(invalidTyped(FAMILY_POLICY, ipFamilyPolicy, detail));
  }
}

/** The server always names the first family, and now and then prints the addresses. */
function validateFamilies(
  { clusterIPs, ipFamilies, ipFamilyPolicy }: ServiceSpec,
  { ipFamilies: live = [] }: ServiceSpec,
  errors: FieldError[],
): void {
  const now = ipFamilies ?? [];
  const path = SPEC.child('ipFamilies').index(0);
  if (now.length === live.length) {
    live.forEach((family, at) => {
      if (family !== now[at]) errors.push(invalid(path, ipFamilies, ONCE));
    });
    return;
  }
  const isReleased = live.length > now.length;
  if (isReleased && !clusterIPs?.length) errors.push(invalid(path, ipFamilies, 'primary ipFamily can not be unset'));
  if (live.length > 0 && now.length > 0 && now[0] !== live[0]) errors.push(invalid(path, clusterIPs, ONCE));
  if (isReleased && now.length === 1 && ipFamilyPolicy !== 'SingleStack') {
    const detail = "must be set to 'SingleStack' when releasing the secondary ipFamily";
    errors.push(invalidTyped(FAMILY_POLICY, ipFamilyPolicy, detail));
  }
}
