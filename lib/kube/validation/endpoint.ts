/** One endpoint of an EndpointSlice. Models validateEndpoints and validateHints (pkg/apis/discovery/validation). */
import type { FieldError } from '../field/error';
import { duplicate, invalid, required, tooMany } from '../field/error';
import type { FieldPath } from '../field/path';
import { quote } from '../field/print';
import type { Endpoint, EndpointHints } from '../schema/generated/types';
import { canonicalIP } from './canonical-ip';
import { isIPv6, validateEndpointIP, validateIP } from './ip';
import type { NameRule } from './names';
import { dnsLabelFaults, dnsSubdomainFaults, labelValueFaults } from './names';

const MOST_ADDRESSES = 100;
const MOST_HINTS = 8;

export function validateEndpoint(
  { addresses = [], nodeName, hostname, hints }: Endpoint,
  addressType: string | undefined,
  path: FieldPath,
  errors: FieldError[],
): void {
  const here = path.child('addresses');
  if (addresses.length === 0) errors.push(required(here, 'must contain at least 1 address'));
  else if (addresses.length > MOST_ADDRESSES) errors.push(tooMany(here, addresses.length, MOST_ADDRESSES));
  addresses.forEach((address, at) => {
    if (addressType === 'IPv4' || addressType === 'IPv6') validateAddress(address, addressType, here, at, errors);
    else if (addressType === 'FQDN') validateDomainName(address, here.index(at), errors);
  });
  if (nodeName !== undefined) {
    for (const fault of dnsSubdomainFaults(nodeName)) errors.push(invalid(path.child('nodeName'), nodeName, fault));
  }
  if (hostname !== undefined) {
    for (const fault of dnsLabelFaults(hostname)) errors.push(invalid(path.child('hostname'), hostname, fault));
  }
  if (hints) validateHints(hints, path.child('hints'), errors);
}

/** An address of IPv6 must be written well, too. */
function validateAddress(
  text: string,
  family: 'IPv4' | 'IPv6',
  path: FieldPath,
  at: number,
  errors: FieldError[],
): void {
  const here = path.index(at);
  const ip = validateIP(text, here, errors);
  if (!ip) return;
  const canonical = canonicalIP(ip.bytes);
  if (family === 'IPv6' && canonical !== text) {
    return void errors.push(invalid(here, text, `must be in canonical form (${quote(canonical)})`));
  }
  if (isIPv6(ip) !== (family === 'IPv6')) errors.push(invalid(path, text, `must be an ${family} address`));
  validateEndpointIP(text, ip, here, errors);
}

/** Two labels at least; a dot at the end is fine. Only the first fault is said. Models IsFullyQualifiedDomainName. */
function validateDomainName(text: string, path: FieldPath, errors: FieldError[]): void {
  if (text === '') return void errors.push(required(path));
  const name = text.replace(/\.$/, '');
  const faults = dnsSubdomainFaults(name);
  if (faults.length > 0) return void errors.push(invalid(path, name, faults.join(',')));
  const labels = name.split('.');
  if (labels.length < 2) {
    const detail = 'should be a domain with at least two segments separated by dots';
    return void errors.push(invalid(path, name, detail));
  }
  const wrong = labels.find((label) => dnsLabelFaults(label).length > 0);
  if (wrong !== undefined) errors.push(invalid(path, wrong, dnsLabelFaults(wrong).join(',')));
}

function validateHints({ forZones = [], forNodes = [] }: EndpointHints, path: FieldPath, errors: FieldError[]): void {
  const zones = path.child('forZones');
  if (forZones.length > MOST_HINTS) return void errors.push(tooMany(zones, forZones.length, MOST_HINTS));
  validateHintNames(forZones, labelValueFaults, zones, errors);
  const nodes = path.child('forNodes');
  if (forNodes.length > MOST_HINTS) return void errors.push(tooMany(nodes, forNodes.length, MOST_HINTS));
  validateHintNames(forNodes, dnsSubdomainFaults, nodes, errors);
}

function validateHintNames(
  hints: readonly { readonly name?: string }[],
  rule: NameRule,
  path: FieldPath,
  errors: FieldError[],
): void {
  const names = new Set<string>();
  hints.forEach(({ name = '' }, at) => {
    const here = path.index(at).child('name');
    if (names.has(name)) errors.push(duplicate(here, name));
    names.add(name);
    for (const fault of rule(name)) errors.push(invalid(here, name, fault));
  });
}
