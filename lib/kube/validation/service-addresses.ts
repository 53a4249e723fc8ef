/**
 * The addresses of a Service: clusterIPs and their families, external addresses, the ranges a load balancer lets in.
 * Models ValidateServiceClusterIPsRelatedFields and the parts of validateService about addresses (pkg/apis/core/validation).
 */
import type { FieldError } from '../field/error';
import { duplicateTyped, forbidden, invalid, notSupported, placed, required } from '../field/error';
import { FieldPath } from '../field/path';
import type { Service, ServiceSpec } from '../schema/generated/types';
import { validateOptionalEnum } from './enums';
import { isIPv6, parseIP, validateCIDR, validateEndpointIP, validateIP } from './ip';
import { METADATA } from './object-meta';

const FAMILIES = ['IPv4', 'IPv6'];
const FAMILY_POLICIES = ['PreferDualStack', 'RequireDualStack', 'SingleStack'];

/**
 * Also asked before addresses are allocated. `path` is that of the spec.
 * @param live what an update changes: addresses that are there already are let pass
 */
export function validateClusterIPs(
  spec: ServiceSpec,
  path: FieldPath,
  errors: FieldError[],
  live: ServiceSpec = {},
): void {
  if (spec.type === 'ExternalName') return;
  const { clusterIPs = [], ipFamilies = [] } = spec;
  const here = path.child('clusterIPs');
  validateSingular(spec, here, errors);
  const seen = new Set<string>();
  ipFamilies.forEach((family, at) => {
    const field = path.child('ipFamilies').index(at);
    if (!FAMILIES.includes(family)) errors.push(notSupported(field, family, FAMILIES));
    if (seen.has(family)) errors.push(duplicateTyped(field, family));
    seen.add(family);
  });
  validateOptionalEnum(spec.ipFamilyPolicy, FAMILY_POLICIES, path.child('ipFamilyPolicy'), errors);

  const families = validateEachClusterIP(clusterIPs, live.clusterIPs ?? [], here, errors);
  if (clusterIPs.length > 2) errors.push(invalid(here, clusterIPs, 'may only hold up to 2 values'));
  if (!families) return;
  if (families.length > 1 && new Set(families).size === 1) {
    errors.push(invalid(here, clusterIPs, 'may specify no more than one IP for each IP family'));
  }
  families.forEach((found, at) => {
    const family = ipFamilies[at];
    if ((family !== 'IPv4' && family !== 'IPv6') || family === found) return;
    const detail = `expected an ${family} value as indicated by \`ipFamilies[${at}]\``;
    errors.push(invalid(here.index(at), clusterIPs[at], detail));
  });
}

/** clusterIP is the first of clusterIPs. */
function validateSingular(
  { clusterIP = '', clusterIPs = [] }: ServiceSpec,
  path: FieldPath,
  errors: FieldError[],
): void {
  if (clusterIP === '') {
    if (clusterIPs.length > 0)
      errors.push(invalid(path, clusterIPs, 'must be empty when `clusterIP` is not specified'));
  } else if (clusterIPs.length === 0) errors.push(required(path));
  else if (clusterIPs[0] !== clusterIP) errors.push(invalid(path, clusterIPs, 'first value must match `clusterIP`'));
}

/** The family of each, none for a headless Service; nothing at all if one of them was wrong. */
function validateEachClusterIP(
  clusterIPs: readonly string[],
  live: readonly string[],
  path: FieldPath,
  errors: FieldError[],
): readonly Family[] | undefined {
  const families: Family[] = [];
  let wrong = false;
  clusterIPs.forEach((clusterIP, at) => {
    if (at === 0 && clusterIP === 'None') {
      if (clusterIPs.length === 1) return;
      wrong = true;
      errors.push(invalid(path, clusterIPs, "'None' must be the first and only value"));
    } else if (live.includes(clusterIP) || validateIP(clusterIP, path.index(at), errors)) {
      families.push(familyOf(clusterIP));
    } else wrong = true;
  });
  return wrong ? undefined : families;
}

export function validateExternalIPs(
  ips: readonly string[],
  path: FieldPath,
  errors: FieldError[],
  live: readonly string[] = [],
): void {
  ips.forEach((ip, at) => {
    const address = live.includes(ip) ? parseIP(ip) : validateIP(ip, path.index(at), errors);
    if (address) validateEndpointIP(ip, address, path.index(at), errors);
  });
}

const SOURCE_RANGES = 'service.beta.kubernetes.io/load-balancer-source-ranges';
export const ONLY_LOAD_BALANCER = "may only be used when `type` is 'LoadBalancer'";

/** In the field, which the server spells with a capital, or else in an annotation. Blanks around a range are let pass. */
export function validateSourceRanges({ spec = {}, metadata }: Service, live: Service, errors: FieldError[]): void {
  const { type, loadBalancerSourceRanges: ranges = [] } = spec;
  const annotation = metadata?.annotations?.[SOURCE_RANGES];
  if (ranges.length > 0) {
    const path = FieldPath.of('spec', 'LoadBalancerSourceRanges');
    const place = FieldPath.of('spec', 'loadBalancerSourceRanges');
    const found: FieldError[] = [];
    if (type !== 'LoadBalancer') found.push(forbidden(path, ONLY_LOAD_BALANCER));
    const before = live.spec?.loadBalancerSourceRanges?.map((range) => range.trim());
    ranges.forEach((range, at) => {
      if (!before?.includes(range.trim())) validateCIDR(range.trim(), path.index(at), found);
    });
    for (const error of found) errors.push(placed(error, error.path.rebased(path, place)));
  } else if (annotation !== undefined) {
    const path = METADATA.child('annotations').key(SOURCE_RANGES);
    if (type !== 'LoadBalancer') errors.push(forbidden(path, ONLY_LOAD_BALANCER));
    const text = annotation.trim();
    if (text === '' || live.metadata?.annotations?.[SOURCE_RANGES] === annotation) return;
    for (const range of text.split(',')) validateCIDR(range.trim(), path, errors);
  }
}

type Family = 'IPv4' | 'IPv6';

/** An address that has been validated. */
export function familyOf(clusterIP: string): Family {
  const address = parseIP(clusterIP);
  return address && isIPv6(address) ? 'IPv6' : 'IPv4';
}
