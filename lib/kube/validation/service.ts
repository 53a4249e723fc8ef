/**
 * Services, as they are created. Models ValidateServiceCreate and validateService (pkg/apis/core/validation), in its order.
 * Addresses and node ports have been given before (admission/).
 */
import type { FieldError } from '../field/error';
import { duplicate, forbidden, invalid, placed, required } from '../field/error';
import { FieldPath } from '../field/path';
import type { Service, ServiceSpec } from '../schema/generated/types';
import { validateEnum } from './enums';
import { validateLabelKey, validateLabels } from './labels';
import { dnsLabelFaults, dnsSubdomainFaults } from './names';
import { METADATA, validateObjectMeta } from './object-meta';
import { validateClusterIPs, validateExternalIPs, validateSourceRanges, ONLY_LOAD_BALANCER } from './service-addresses';
import { validateServicePorts } from './service-ports';
import { validateSessionAffinity, validateTraffic } from './service-traffic';

const SPEC = FieldPath.of('spec');
const TYPES = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'];

export function validateService(service: Service): FieldError[] {
  const errors: FieldError[] = [];
  validateObjectMeta(service.metadata, 'namespaced', dnsLabelFaults, errors);
  return [...errors, ...validateServiceSpec(service)];
}

/**
 * All but metadata: what an update asks too.
 * @param live what an update changes: addresses and ranges that are there already are let pass
 */
export function validateServiceSpec(service: Service, live: Service = {}): FieldError[] {
  const errors: FieldError[] = [];
  const { metadata = {}, spec = {} } = service;
  const { ports = [], type = '' } = spec;
  validateTopologyAnnotations(metadata.annotations ?? {}, errors);
  if (ports.length === 0 && !isHeadless(spec) && type !== 'ExternalName') errors.push(required(SPEC.child('ports')));
  validateByType(spec, errors);
  validateServicePorts(ports, SPEC.child('ports'), errors);
  validateLabels(spec.selector, SPEC.child('selector'), errors);
  validateSessionAffinity(spec, SPEC, errors);
  validateClusterIPs(spec, SPEC, errors, live.spec);
  validateExternalIPs(spec.externalIPs ?? [], SPEC.child('externalIPs'), errors, live.spec?.externalIPs);
  validateEnum(spec.type, TYPES, SPEC.child('type'), errors);
  validatePortsTogether(spec, errors);
  validateSourceRanges(service, live, errors);
  validateLoadBalancer(spec, errors);
  validateTraffic(spec, SPEC, errors);
  return errors;
}

export function isHeadless({ clusterIPs = [] }: ServiceSpec): boolean {
  return clusterIPs.length === 1 && clusterIPs[0] === 'None';
}

const TOPOLOGY_HINTS = 'service.kubernetes.io/topology-aware-hints';
const TOPOLOGY_MODE = 'service.kubernetes.io/topology-mode';

/** One annotation under its old and its new name. */
function validateTopologyAnnotations(annotations: Readonly<Record<string, string>>, errors: FieldError[]): void {
  const hints = annotations[TOPOLOGY_HINTS];
  const mode = annotations[TOPOLOGY_MODE];
  if (hints === undefined || mode === undefined || hints === mode) return;
  const detail = `must match annotations[${TOPOLOGY_HINTS}] when both are specified`;
  errors.push(invalid(METADATA.child('annotations').key(TOPOLOGY_MODE), mode, detail));
}

function validateByType(spec: ServiceSpec, errors: FieldError[]): void {
  const { type = '', clusterIPs = [], ipFamilies = [], ipFamilyPolicy, externalName = '' } = spec;
  if ((type === 'LoadBalancer' || type === 'NodePort') && isHeadless(spec)) {
    const field = SPEC.child('clusterIPs').index(0);
    errors.push(
      placed(invalid(field, 'None', `may not be set to 'None' for ${type} services`), SPEC.child('clusterIP')),
    );
  }
  if (type !== 'ExternalName') return;
  const not = 'may not be set for ExternalName services';
  if (clusterIPs.length > 0) errors.push(forbidden(SPEC.child('clusterIPs'), not));
  if (ipFamilies.length > 0) errors.push(forbidden(SPEC.child('ipFamilies'), not));
  if (ipFamilyPolicy !== undefined) errors.push(forbidden(SPEC.child('ipFamilyPolicy'), not));
  const name = externalName.replace(/\.$/, '');
  if (name === '') errors.push(required(SPEC.child('externalName')));
  else for (const fault of dnsSubdomainFaults(name)) errors.push(invalid(SPEC.child('externalName'), name, fault));
}

/** A port is what its protocol and number say, and each may be there once; so may a node port. */
function validatePortsTogether({ type, ports = [] }: ServiceSpec, errors: FieldError[]): void {
  const path = SPEC.child('ports');
  if (type === 'ClusterIP') {
    ports.forEach(({ nodePort = 0 }, at) => {
      const detail = "may not be used when `type` is 'ClusterIP'";
      if (nodePort !== 0) errors.push(forbidden(path.index(at).child('nodePort'), detail));
    });
  }
  const nodePorts = new Set<string>();
  ports.forEach(({ protocol = '', nodePort = 0 }, at) => {
    if (nodePort === 0) return;
    const key = `${protocol}/${nodePort}`;
    if (nodePorts.has(key)) errors.push(duplicate(path.index(at).child('nodePort'), nodePort));
    nodePorts.add(key);
  });
  const numbers = new Set<string>();
  ports.forEach(({ protocol = '', port = 0 }, at) => {
    const key = `${protocol}/${port}`;
    if (numbers.has(key))
      errors.push(placed(duplicate(path.index(at), printedPort(protocol, port)), path.index(at).child('port')));
    numbers.add(key);
  });
}

/** As json.Marshal prints the internal core.ServicePort of which only these two are set. */
function printedPort(protocol: string, port: number): object {
  return { Name: '', Protocol: protocol, AppProtocol: null, Port: port, TargetPort: 0, NodePort: 0 };
}

function validateLoadBalancer(spec: ServiceSpec, errors: FieldError[]): void {
  const { type, allocateLoadBalancerNodePorts: allocate } = spec;
  const isLoadBalancer = type === 'LoadBalancer';
  if (allocate !== undefined && !isLoadBalancer) {
    errors.push(forbidden(SPEC.child('allocateLoadBalancerNodePorts'), ONLY_LOAD_BALANCER));
  }
  if (allocate === undefined && isLoadBalancer) errors.push(required(FieldPath.of('allocateLoadBalancerNodePorts')));
  validateLoadBalancerClass(spec, errors);
}

export function validateLoadBalancerClass({ type, loadBalancerClass }: ServiceSpec, errors: FieldError[]): void {
  if (loadBalancerClass === undefined) return;
  const path = SPEC.child('loadBalancerClass');
  if (type === 'LoadBalancer') validateLabelKey(loadBalancerClass, path, errors);
  else errors.push(forbidden(path, ONLY_LOAD_BALANCER));
}
