/**
 * A Service gets its IP families, addresses and node ports before it is validated; what cannot be given is refused alone.
 * Models beginCreate of pkg/registry/core/service/storage (storage.go and alloc.go) on a single-stack IPv4 cluster.
 */
import type { FieldError } from '../field/error';
import { invalid, invalidTyped } from '../field/error';
import { FieldPath } from '../field/path';
import type { Service, ServicePort, ServiceSpec } from '../schema/generated/types';
import { isUsableIn, parseIP } from '../validation/ip';
import { familyOf, validateClusterIPs } from '../validation/service-addresses';
import { needsHealthCheck } from '../validation/service-traffic';
import type { AdmissionCluster, ServiceNetwork } from './cluster';
import type { AdmissionRefusal } from './refusal';
import { refuseInvalid } from './refusal';

const SPEC = FieldPath.of('spec');
const CLUSTER_FAMILY = 'IPv4';

type Step = (spec: ServiceSpec, network: ServiceNetwork, errors: FieldError[]) => void;

export function allocateService(
  service: Service,
  { serviceNetwork: network }: AdmissionCluster,
): AdmissionRefusal | undefined {
  const spec = (service.spec ??= {});
  if (spec.clusterIP && !spec.clusterIPs?.length) spec.clusterIPs = [spec.clusterIP];
  if (spec.type === 'ExternalName') return undefined;
  const taken: number[] = [];
  const ports: Step = (spec, network, errors) => allocateNodePorts(spec, network, taken, errors);
  const steps: Step[] = [setFamilyPolicy, inferFamilies, setFamilies, allocateClusterIP, ports];
  return inSteps(service, network, steps) ?? allocateHealthCheckPort(spec, network, taken);
}

/** What one step refuses, the next does not see. */
export function inSteps(
  { metadata, spec = {} }: Service,
  network: ServiceNetwork,
  steps: readonly Step[],
): AdmissionRefusal | undefined {
  for (const step of steps) {
    const errors: FieldError[] = [];
    step(spec, network, errors);
    if (errors.length > 0) return refuseInvalid('Service', metadata, errors);
  }
  return undefined;
}

/** A headless Service without a selector may have backends of either family. */
function isHeadlessWithoutSelector({ clusterIP, selector = {} }: ServiceSpec): boolean {
  return clusterIP === 'None' && Object.keys(selector).length === 0;
}

function setFamilyPolicy(spec: ServiceSpec, _network: ServiceNetwork, errors: FieldError[]): void {
  defaultFamilyPolicy(spec);
  validateClusterIPs(spec, SPEC, errors);
}

export function defaultFamilyPolicy(spec: ServiceSpec): void {
  spec.ipFamilyPolicy ??= isHeadlessWithoutSelector(spec) ? 'RequireDualStack' : 'SingleStack';
}

/** From the addresses that were asked for. */
export function inferFamilies(spec: ServiceSpec, _network: ServiceNetwork, errors: FieldError[]): void {
  const { clusterIPs = [], ipFamilyPolicy } = spec;
  const path = SPEC.child('ipFamilyPolicy');
  const several = (what: string): string =>
    `must be 'RequireDualStack' or 'PreferDualStack' when multiple ${what} are specified`;
  if (ipFamilyPolicy === 'SingleStack') {
    if (clusterIPs.length === 2) errors.push(invalidTyped(path, ipFamilyPolicy, several('cluster IPs')));
    if (spec.ipFamilies?.length === 2) errors.push(invalidTyped(path, ipFamilyPolicy, several('IP families')));
  }
  for (const [at, ip] of clusterIPs.entries()) {
    if (ip === 'None') return;
    if (at < (spec.ipFamilies?.length ?? 0)) continue;
    const family = familyOf(ip);
    if (family === CLUSTER_FAMILY) (spec.ipFamilies ??= []).push(family);
    else
      errors.push(
        invalid(SPEC.child('clusterIPs').index(at), clusterIPs, `${family} is not configured on this cluster`),
      );
  }
}

export function setFamilies(spec: ServiceSpec, _network: ServiceNetwork, errors: FieldError[]): void {
  const { ipFamilyPolicy, ipFamilies = [] } = spec;
  if (isHeadlessWithoutSelector(spec)) {
    const [first = CLUSTER_FAMILY, ...more] = ipFamilies;
    const other = first === 'IPv4' ? 'IPv6' : 'IPv4';
    const single = ipFamilyPolicy === 'SingleStack' || more.length > 0;
    spec.ipFamilies = single ? [first, ...more] : [first, other];
    return;
  }
  if (ipFamilyPolicy === 'RequireDualStack') {
    const detail = 'this cluster is not configured for dual-stack services';
    errors.push(invalidTyped(SPEC.child('ipFamilyPolicy'), ipFamilyPolicy, detail));
  }
  ipFamilies.forEach((family, at) => {
    if (family === CLUSTER_FAMILY) return;
    errors.push(invalidTyped(SPEC.child('ipFamilies').index(at), family, 'not configured on this cluster'));
  });
  if (ipFamilies.length === 0) spec.ipFamilies = [CLUSTER_FAMILY];
}

export function allocateClusterIP(spec: ServiceSpec, network: ServiceNetwork, errors: FieldError[]): void {
  const [wanted = ''] = spec.clusterIPs ?? [];
  if (wanted === 'None') return;
  if (wanted === '') {
    spec.clusterIP = network.nextClusterIP();
    spec.clusterIPs = [spec.clusterIP];
    return;
  }
  const failure = clusterIPFailure(wanted, network);
  if (failure === undefined) return;
  errors.push(invalid(SPEC.child('clusterIPs'), spec.clusterIPs, `failed to allocate IP ${wanted}: ${failure}`));
}

/** A dry run asks one allocator for its range, which has other words than all allocators together. */
function clusterIPFailure(ip: string, network: ServiceNetwork): string | undefined {
  const address = parseIP(ip);
  const range = network.clusterIPRange;
  if (!address || !isUsableIn(address, range)) {
    return network.dryRun
      ? `the provided IP (${ip}) is not in the valid range. The range of valid IPs is ${range}`
      : 'the provided network does not match the current range';
  }
  return !network.dryRun && network.isClusterIPTaken(ip) ? 'provided IP is already allocated' : undefined;
}

/** Ports of one number, of TCP and UDP, share a node port. */
function allocateNodePorts(spec: ServiceSpec, network: ServiceNetwork, taken: number[], errors: FieldError[]): void {
  const { type, ports = [], allocateLoadBalancerNodePorts: forBalancer } = spec;
  if (type !== 'NodePort' && type !== 'LoadBalancer') return;
  const byPort = new Map<number, number>();
  for (const [at, port] of ports.entries()) {
    const { port: number = 0, nodePort = 0 } = port;
    if (nodePort === 0 && type === 'LoadBalancer' && !forBalancer) continue;
    const shared = byPort.get(number);
    const wanted = shared === undefined ? requestedNodePort(number, ports) : nodePort;
    if (wanted === 0) port.nodePort = shared ?? nextNodePort(taken, network);
    else if (wanted !== shared) {
      const failure = nodePortFailure(wanted, taken, network);
      if (failure !== undefined) {
        return void errors.push(invalid(SPEC.child('ports').index(at).child('nodePort'), wanted, failure));
      }
      taken.push(wanted);
      port.nodePort = wanted;
    }
    if (shared === undefined) byPort.set(number, port.nodePort ?? 0);
  }
}

function requestedNodePort(number: number, ports: readonly ServicePort[]): number {
  return ports.find(({ port = 0, nodePort = 0 }) => port === number && nodePort !== 0)?.nodePort ?? 0;
}

export function nextNodePort(taken: number[], network: ServiceNetwork): number {
  const port = network.nextNodePort(taken);
  taken.push(port);
  return port;
}

export function nodePortFailure(port: number, taken: readonly number[], network: ServiceNetwork): string | undefined {
  const [first, last] = network.nodePortRange;
  if (!network.dryRun && (port < first || port > last)) {
    return `provided port is not in the valid range. The range of valid ports is ${first}-${last}`;
  }
  return taken.includes(port) || network.isNodePortTaken(port) ? 'provided port is already allocated' : undefined;
}

/** Whether the Service's nodes still serve it; refused as the server's own fault. */
export function allocateHealthCheckPort(
  spec: ServiceSpec,
  network: ServiceNetwork,
  taken: readonly number[],
): AdmissionRefusal | undefined {
  if (!needsHealthCheck(spec)) return undefined;
  const wanted = spec.healthCheckNodePort ?? 0;
  if (wanted === 0) {
    spec.healthCheckNodePort = network.nextNodePort(taken);
    return undefined;
  }
  const failure = nodePortFailure(wanted, taken, network);
  if (failure === undefined) return undefined;
  const why = `failed to allocate requested HealthCheck NodePort ${wanted}: ${failure}`;
  return { code: 500, reason: 'InternalError', message: `Internal error occurred: ${why}` };
}
