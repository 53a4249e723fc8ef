/**
 * NetworkPolicies. Models ValidateNetworkPolicy and ValidateNetworkPolicyUpdate (pkg/apis/networking/validation).
 *
 * Not modelled: a podSelector that older versions let pass, and that an update may keep.
 */
import type { FieldError } from '../field/error';
import { forbidden, invalid, notSupported, required } from '../field/error';
import { FieldPath } from '../field/path';
import type { IPBlock, NetworkPolicy, NetworkPolicyPeer, NetworkPolicyPort } from '../schema/generated/types';
import { validateOptionalEnum } from './enums';
import { isInCIDR, parseCIDR, validateCIDR } from './ip';
import { validateLabelSelector } from './label-selector';
import { dnsSubdomainFaults, portNameFaults } from './names';
import { validatePortNumber } from './numbers';
import { validateObjectMeta } from './object-meta';

const SPEC = FieldPath.of('spec');
const PROTOCOLS = ['TCP', 'UDP', 'SCTP'];
const TYPES = ['Ingress', 'Egress'];

export function validateNetworkPolicy(policy: NetworkPolicy): FieldError[] {
  const errors: FieldError[] = [];
  validateObjectMeta(policy.metadata, 'namespaced', dnsSubdomainFaults, errors);
  return [...errors, ...validateNetworkPolicySpec(policy)];
}

/** All that an update asks. Ranges that are there already are let pass. */
export function validateNetworkPolicySpec({ spec = {} }: NetworkPolicy, live: NetworkPolicy = {}): FieldError[] {
  const errors: FieldError[] = [];
  const ranges = rangesOf(live);
  const { ingress = [], egress = [], policyTypes = [] } = spec;
  validateLabelSelector(spec.podSelector, SPEC.child('podSelector'), errors);
  ingress.forEach(({ ports, from }, at) => {
    validateRule(ports, from, ranges, SPEC.child('ingress').index(at), 'from', errors);
  });
  egress.forEach(({ ports, to }, at) => validateRule(ports, to, ranges, SPEC.child('egress').index(at), 'to', errors));
  const path = SPEC.child('policyTypes');
  if (policyTypes.length > TYPES.length) {
    errors.push(invalid(path, policyTypes, 'may not specify more than two policyTypes'));
  } else {
    policyTypes.forEach((type, at) => {
      if (!TYPES.includes(type)) errors.push(notSupported(path.index(at), type, TYPES));
    });
  }
  return errors;
}

function validateRule(
  ports: readonly NetworkPolicyPort[] = [],
  peers: readonly NetworkPolicyPeer[] = [],
  ranges: readonly string[],
  path: FieldPath,
  peersName: 'from' | 'to',
  errors: FieldError[],
): void {
  ports.forEach((port, at) => validatePort(port, path.child('ports').index(at), errors));
  peers.forEach((peer, at) => validatePeer(peer, ranges, path.child(peersName).index(at), errors));
}

function validatePort({ protocol, port, endPort }: NetworkPolicyPort, path: FieldPath, errors: FieldError[]): void {
  validateOptionalEnum(protocol, PROTOCOLS, path.child('protocol'), errors);
  const here = path.child('port');
  const end = path.child('endPort');
  if (port === undefined) {
    if (endPort !== undefined) errors.push(invalid(end, endPort, 'may not be specified when `port` is not specified'));
  } else if (typeof port === 'number') {
    validatePortNumber(port, here, errors);
    if (endPort === undefined) return;
    // The server quotes the port where it speaks of the end.
    if (endPort < port) errors.push(invalid(end, port, 'must be greater than or equal to `port`'));
    validatePortNumber(endPort, end, errors);
  } else {
    if (endPort !== undefined) errors.push(invalid(end, endPort, 'may not be specified when `port` is non-numeric'));
    for (const fault of portNameFaults(port)) errors.push(invalid(here, port, fault));
  }
}

function validatePeer(peer: NetworkPolicyPeer, ranges: readonly string[], path: FieldPath, errors: FieldError[]): void {
  const { podSelector, namespaceSelector, ipBlock } = peer;
  validateLabelSelector(podSelector, path.child('podSelector'), errors);
  validateLabelSelector(namespaceSelector, path.child('namespaceSelector'), errors);
  if (ipBlock) validateIPBlock(ipBlock, ranges, path.child('ipBlock'), errors);
  if (!podSelector && !namespaceSelector) {
    if (!ipBlock) errors.push(required(path, 'must specify a peer'));
  } else if (ipBlock) errors.push(forbidden(path, 'may not specify both ipBlock and another peer'));
}

function validateIPBlock(
  { cidr = '', except = [] }: IPBlock,
  ranges: readonly string[],
  path: FieldPath,
  errors: FieldError[],
): void {
  if (cidr === '') return void errors.push(required(path.child('cidr')));
  if (!ranges.includes(cidr)) validateCIDR(cidr, path.child('cidr'), errors);
  const whole = parseCIDR(cidr);
  if (!whole) return;
  except.forEach((text, at) => {
    const here = path.child('except').index(at);
    if (!ranges.includes(text)) validateCIDR(text, here, errors);
    const part = parseCIDR(text);
    if (!part || (isInCIDR(part.network, whole) && whole.length < part.length)) return;
    errors.push(invalid(here, text, 'must be a strict subset of `cidr`'));
  });
}

function rangesOf({ spec = {} }: NetworkPolicy): string[] {
  const peers = [
    ...(spec.ingress ?? []).flatMap(({ from = [] }) => from),
    ...(spec.egress ?? []).flatMap(({ to = [] }) => to),
  ];
  return peers.flatMap(({ ipBlock }) => (ipBlock ? [ipBlock.cidr ?? '', ...(ipBlock.except ?? [])] : []));
}
