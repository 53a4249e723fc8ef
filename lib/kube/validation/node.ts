/**
 * Nodes. Models ValidateNode and ValidateNodeUpdate (pkg/apis/core/validation).
 *
 * Not modelled: the alpha annotations for taints and avoided Pods, spec.configSource, which is dropped before, and the
 * status' declared features, whose feature is off.
 */
import type { FieldError } from '../field/error';
import { duplicate, forbidden, invalid, placed } from '../field/error';
import { FieldPath } from '../field/path';
import { parseQuantity } from '../quantity';
import type { Node, Taint } from '../schema/generated/types';
import { validateEnum } from './enums';
import { isIPv6, parseIP, validateCIDR } from './ip';
import { validateLabelKey } from './labels';
import { dnsSubdomainFaults, labelValueFaults } from './names';
import { METADATA, validateObjectMeta } from './object-meta';
import { validateResourceQuantity } from './resources';
import { EFFECTS } from './tolerations';

const SPEC = FieldPath.of('spec');

export function validateNode({ metadata, spec = {}, status = {} }: Node): FieldError[] {
  const errors: FieldError[] = [];
  validateObjectMeta(metadata, 'cluster', dnsSubdomainFaults, errors);
  validateTaints(spec.taints ?? [], errors);
  validateAmounts(status.capacity, FieldPath.of('status', 'capacity'), errors);
  validateAmounts(status.allocatable, FieldPath.of('status', 'allocatable'), errors);
  validatePodCIDRs(spec.podCIDRs ?? [], SPEC.child('podCIDRs'), errors);
  return errors;
}

export function validateNodeUpdate(node: Node, live: Node): FieldError[] {
  const errors = validateNode(node);
  const { spec = {}, status = {} } = node;
  validateAddresses(status.addresses ?? [], errors);
  validateKept(spec, live.spec ?? {}, errors);
  validateTaints(spec.taints ?? [], errors);
  return errors;
}

function validateAddresses(addresses: NonNullable<Node['status']>['addresses'] & {}, errors: FieldError[]): void {
  const seen = new Set<string>();
  addresses.forEach(({ type = '', address = '' }, at) => {
    const key = JSON.stringify([type, address]);
    if (seen.has(key))
      errors.push(duplicate(FieldPath.of('status', 'addresses').index(at), { Type: type, Address: address }));
    seen.add(key);
  });
}

function validateKept(spec: Node['spec'] & {}, live: Node['spec'] & {}, errors: FieldError[]): void {
  const { podCIDRs: liveCIDRs = [], providerID: liveProvider = '' } = live;
  const { podCIDRs = [], providerID = '' } = spec;
  if (liveCIDRs.length > 0) {
    const changed = liveCIDRs.length === podCIDRs.length ? liveCIDRs.filter((cidr, at) => cidr !== podCIDRs[at]) : [''];
    for (let left = changed.length; left > 0; left--) errors.push(keptOnce('podCIDRs', 'podCIDR'));
  }
  if (liveProvider !== '' && liveProvider !== providerID) errors.push(keptOnce('providerID', 'providerID'));
  if ((spec.externalID ?? '') !== (live.externalID ?? '')) {
    errors.push(forbidden(SPEC.child('externalID'), 'may not be updated'));
  }
}

function keptOnce(field: string, name: string): FieldError {
  return forbidden(SPEC.child(field), `node updates may not change ${name} except from "" to valid`);
}

/** The server says metadata.taints. */
function validateTaints(taints: readonly Taint[], errors: FieldError[]): void {
  const seen = new Set<string>();
  taints.forEach((taint, at) => {
    const { key = '', value = '', effect = '' } = taint;
    const path = METADATA.child('taints').index(at);
    const place = SPEC.child('taints').index(at);
    const found: FieldError[] = [];
    validateLabelKey(key, path.child('key'), found);
    const faults = labelValueFaults(value);
    if (faults.length > 0) found.push(invalid(path.child('value'), value, faults.join(';')));
    validateEnum(effect, EFFECTS, path.child('effect'), found);
    const pair = JSON.stringify([effect, key]);
    if (seen.has(pair)) {
      const printed = { Key: key, Value: value, Effect: effect, TimeAdded: taint.timeAdded ?? null };
      found.push({ ...duplicate(path, printed), detail: 'taints must be unique by key and effect pair' });
    }
    seen.add(pair);
    errors.push(...found.map((error) => placed(error, error.path.rebased(path, place))));
  });
}

function validateAmounts(amounts: Readonly<Record<string, string>> = {}, path: FieldPath, errors: FieldError[]): void {
  for (const [name, text] of Object.entries(amounts)) {
    const quantity = parseQuantity(text);
    if (quantity) validateResourceQuantity(name, quantity, path.child(name), errors);
  }
}

function validatePodCIDRs(cidrs: readonly string[], path: FieldPath, errors: FieldError[]): void {
  cidrs.forEach((cidr, at) => validateCIDR(cidr, path.index(at), errors));
  if (cidrs.length < 2) return;
  const ips = cidrs.map((cidr) => parseIP(/^[^/]*(?=\/\d+$)/.exec(cidr)?.[0] ?? ''));
  const bad = ips.indexOf(undefined);
  if (bad >= 0) {
    const why = `invalid CIDR[${bad}]: <nil> (invalid CIDR address: ${cidrs[bad] ?? ''})`;
    const detail = `invalid PodCIDRs. failed to check with dual stack with error:${why}`;
    errors.push({ reason: 'InternalError', path, detail });
  }
  const families = ips.map((ip) => ip && isIPv6(ip));
  const isDual = bad < 0 && families.includes(true) && families.includes(false);
  if (!isDual || cidrs.length > 2) {
    errors.push(invalid(path, cidrs, 'may specify no more than one CIDR for each IP family'));
  }
}
