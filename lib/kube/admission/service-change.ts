/**
 * A Service that is changed keeps the addresses and ports it was given, gets those it needs now, and loses those it needs no
 * more: what a client left out, or did not touch, follows. Models beginUpdate of pkg/registry/core/service/storage
 * (storage.go and alloc.go) and dropTypeDependentFields (pkg/registry/core/service/strategy.go), on a single-stack IPv4
 * cluster.
 *
 * Not modelled: a Service of one family that becomes headless and asks for two, at which the server panics.
 */
import type { FieldError } from '../field/error';
import { invalid, invalidTyped } from '../field/error';
import { FieldPath } from '../field/path';
import type { Service, ServicePort, ServiceSpec } from '../schema/generated/types';
import { validateClusterIPs } from '../validation/service-addresses';
import { isExternallyAccessible, needsHealthCheck } from '../validation/service-traffic';
import type { AdmissionCluster, ServiceNetwork } from './cluster';
import type { AdmissionRefusal } from './refusal';
import {
  allocateClusterIP,
  allocateHealthCheckPort,
  defaultFamilyPolicy,
  inferFamilies,
  inSteps,
  nextNodePort,
  nodePortFailure,
  setFamilies,
} from './service-allocation';

const SPEC = FieldPath.of('spec');

/** Before anything is dropped or validated. */
export function reallocateService(
  service: Service,
  { spec: live = {} }: Service,
  { serviceNetwork: network }: AdmissionCluster,
): AdmissionRefusal | undefined {
  const spec = (service.spec ??= {});
  keepAllocated(spec, live);
  synchronizeClusterIPs(spec, live);
  if (spec.type !== 'ExternalName' && !isSamePreferDualStack(spec, live)) {
    if (live.ipFamilyPolicy !== undefined) spec.ipFamilyPolicy ??= live.ipFamilyPolicy;
    defaultFamilyPolicy(spec);
    const refused = inSteps(service, network, [
      (spec, _network, errors) => validateClusterIPs(spec, SPEC, errors, live),
      (spec, network, errors) => {
        reduceFamilies(spec, live, errors);
        inferFamilies(spec, network, errors);
      },
      setFamilies,
    ]);
    if (refused) return refused;
  }
  if (live.type === 'ExternalName' && spec.type !== 'ExternalName') {
    const refused = inSteps(service, network, [allocateClusterIP]);
    if (refused) return refused;
  }
  return reallocatePorts(service, live, network);
}

/** A client need not read before it writes. Models patchAllocatedValues. */
function keepAllocated(spec: ServiceSpec, live: ServiceSpec): void {
  if (needsClusterIP(live) && needsClusterIP(spec)) {
    if (!spec.clusterIP && live.clusterIP) spec.clusterIP = live.clusterIP;
    if (!spec.clusterIPs?.length && live.clusterIPs?.length) spec.clusterIPs = [...live.clusterIPs];
  }
  if (needsNodePorts(live) && needsNodePorts(spec)) {
    const before = nodePortsOf(live);
    const used = new Set(nodePortsOf(spec).filter((port) => before.includes(port)));
    const byName = new Map(live.ports?.map(({ name = '', nodePort = 0 }) => [name, nodePort]));
    for (const port of spec.ports ?? []) {
      const kept = byName.get(port.name ?? '') ?? 0;
      if (!port.nodePort && kept !== 0 && !used.has(kept)) port.nodePort = kept;
    }
  }
  if (needsHealthCheck(live) && needsHealthCheck(spec) && !spec.healthCheckNodePort && live.healthCheckNodePort) {
    spec.healthCheckNodePort = live.healthCheckNodePort;
  }
}

/** clusterIPs follow a clusterIP that was changed or taken away alone. Models normalizeClusterIPs. */
function synchronizeClusterIPs(spec: ServiceSpec, live: ServiceSpec): void {
  const { clusterIP = '' } = spec;
  const { clusterIP: was = '', clusterIPs: before = [] } = live;
  if (clusterIP === was) {
    if (before.length > 0 && !spec.clusterIPs?.length) spec.clusterIPs = [...before];
    return;
  }
  if (!isSameList(spec.clusterIPs, before)) return;
  if (clusterIP === '') delete spec.clusterIPs;
  else spec.clusterIPs = [clusterIP];
}

/** Such a Service is left alone, whatever the cluster has become. Models isMatchingPreferDualStackClusterIPFields. */
function isSamePreferDualStack(spec: ServiceSpec, live: ServiceSpec): boolean {
  const { type = '', ipFamilyPolicy } = spec;
  return (
    ipFamilyPolicy === 'PreferDualStack' &&
    (live.ipFamilyPolicy ?? ipFamilyPolicy) === ipFamilyPolicy &&
    live.type === type &&
    ['ClusterIP', 'NodePort', 'LoadBalancer'].includes(type) &&
    isSameList(spec.clusterIPs, live.clusterIPs) &&
    isSameList(spec.ipFamilies, live.ipFamilies)
  );
}

/** SingleStack asks for one address and one family; without it, none of two may go. */
function reduceFamilies(spec: ServiceSpec, live: ServiceSpec, errors: FieldError[]): void {
  const { ipFamilyPolicy, clusterIPs = [], ipFamilies = [] } = spec;
  if (ipFamilyPolicy === 'SingleStack') {
    if (isSameList(clusterIPs, live.clusterIPs) && clusterIPs.length > 1) spec.clusterIPs = clusterIPs.slice(0, 1);
    if (isSameList(ipFamilies, live.ipFamilies) && ipFamilies.length > 1) spec.ipFamilies = ipFamilies.slice(0, 1);
    return;
  }
  const path = SPEC.child('ipFamilyPolicy');
  if (isReduced(clusterIPs, live.clusterIPs)) {
    errors.push(invalidTyped(path, ipFamilyPolicy, "must be 'SingleStack' to release the secondary cluster IP"));
  }
  if (isReduced(ipFamilies, live.ipFamilies)) {
    errors.push(invalidTyped(path, ipFamilyPolicy, "must be 'SingleStack' to release the secondary IP family"));
  }
}

/** Models updateNodePorts and updateHealthCheckNodePort. */
function reallocatePorts(service: Service, live: ServiceSpec, network: ServiceNetwork): AdmissionRefusal | undefined {
  const { spec = {} } = service;
  const taken: number[] = [];
  if (spec.type === 'NodePort' || spec.type === 'LoadBalancer') {
    const given = new Set<string>();
    for (const [at, port] of (spec.ports ?? []).entries()) {
      if (!port.nodePort && spec.type === 'LoadBalancer' && !spec.allocateLoadBalancerNodePorts) continue;
      const refused = inSteps(service, network, [
        (_spec, network, errors) => reallocatePort(port, at, nodePortsOf(live), taken, network, errors),
      ]);
      if (refused) return refused;
      const name = `{${port.protocol ?? ''} ${port.nodePort ?? 0}}`;
      if (given.has(name)) return { code: 500, reason: '', message: `duplicate nodePort: ${name}` };
      given.add(name);
    }
  }
  return needsHealthCheck(live) ? undefined : allocateHealthCheckPort(spec, network, taken);
}

function reallocatePort(
  port: ServicePort,
  at: number,
  live: readonly number[],
  taken: number[],
  network: ServiceNetwork,
  errors: FieldError[],
): void {
  const { nodePort = 0 } = port;
  if (nodePort === 0) port.nodePort = nextNodePort(taken, network);
  else if (!live.includes(nodePort) && !taken.includes(nodePort)) {
    const failure = nodePortFailure(nodePort, taken, network);
    if (failure === undefined) taken.push(nodePort);
    else errors.push(invalid(SPEC.child('ports').index(at).child('nodePort'), nodePort, failure));
  }
}

/** What the new type has no use for goes, unless it was changed too: then validation is to say so. */
export function dropTypeDependentFields(service: Service, { spec: live = {} }: Service): void {
  const spec = (service.spec ??= {});
  if (needsClusterIP(live) && !needsClusterIP(spec)) {
    if ((spec.clusterIP ?? '') === (live.clusterIP ?? '') && isSameList(spec.clusterIPs, live.clusterIPs)) {
      delete spec.clusterIP;
      delete spec.clusterIPs;
    }
    if (isSameList(spec.ipFamilies, live.ipFamilies)) delete spec.ipFamilies;
    if (spec.ipFamilyPolicy === live.ipFamilyPolicy) delete spec.ipFamilyPolicy;
  }
  const before = nodePortsOf(live);
  if (hasNodePorts(live) && !hasNodePorts(spec) && nodePortsOf(spec).every((port) => before.includes(port))) {
    for (const port of spec.ports ?? []) delete port.nodePort;
  }
  if (needsHealthCheck(live) && !needsHealthCheck(spec)) dropIfSame('healthCheckNodePort', spec, live);
  if (live.type === 'LoadBalancer' && spec.type !== 'LoadBalancer') {
    dropIfSame('allocateLoadBalancerNodePorts', spec, live);
    dropIfSame('loadBalancerClass', spec, live);
  }
  if (isExternallyAccessible(live) && !isExternallyAccessible(spec)) dropIfSame('externalTrafficPolicy', spec, live);
  if (spec.type !== 'LoadBalancer') service.status = { ...service.status, loadBalancer: {} };
}

function dropIfSame(field: keyof ServiceSpec, spec: ServiceSpec, live: ServiceSpec): void {
  if (spec[field] === live[field]) delete spec[field];
}

function needsClusterIP({ type }: ServiceSpec): boolean {
  return type !== 'ExternalName';
}

/** A balancer may do without. */
function needsNodePorts({ type, allocateLoadBalancerNodePorts: allocate = true }: ServiceSpec): boolean {
  return type === 'NodePort' || (type === 'LoadBalancer' && allocate);
}

function hasNodePorts({ type }: ServiceSpec): boolean {
  return type === 'NodePort' || type === 'LoadBalancer';
}

function nodePortsOf({ ports = [] }: ServiceSpec): number[] {
  return ports.flatMap(({ nodePort = 0 }) => (nodePort === 0 ? [] : [nodePort]));
}

function isReduced(list: readonly string[], before: readonly string[] = []): boolean {
  return list.length > 0 && list.length < before.length;
}

function isSameList(a: readonly string[] = [], b: readonly string[] = []): boolean {
  return a.length === b.length && a.every((item, at) => item === b[at]);
}
