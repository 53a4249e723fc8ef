/**
 * Endpoints. Models ValidateEndpointsCreate and ValidateEndpointsUpdate (pkg/apis/core/validation).
 */
import { areSemanticallyEqual } from '../equality';
import type { FieldError } from '../field/error';
import { invalid, required } from '../field/error';
import { FieldPath } from '../field/path';
import type { EndpointAddress, EndpointPort, EndpointSubset, Endpoints } from '../schema/generated/types';
import { PROTOCOLS, validateEnum } from './enums';
import { parseIP, unmapped, validateEndpointIP, validateIP } from './ip';
import { validateLabelKey } from './labels';
import { dnsLabelFaults, dnsSubdomainFaults } from './names';
import { validatePortNumber } from './numbers';
import { validateObjectMeta } from './object-meta';

const SUBSETS = FieldPath.of('subsets');

/** What an update leaves as it was is not looked at again. */
export function validateEndpoints({ metadata, subsets = [] }: Endpoints, live?: Endpoints): FieldError[] {
  const errors: FieldError[] = [];
  validateObjectMeta(metadata, 'namespaced', dnsSubdomainFaults, errors);
  if (live && areSemanticallyEqual('EndpointSubset', subsets, live.subsets)) return errors;
  subsets.forEach((subset, at) => validateSubset(subset, SUBSETS.index(at), errors));
  return errors;
}

function validateSubset(subset: EndpointSubset, path: FieldPath, errors: FieldError[]): void {
  const { addresses = [], notReadyAddresses = [], ports = [] } = subset;
  if (addresses.length + notReadyAddresses.length === 0) {
    errors.push(required(path, 'must specify `addresses` or `notReadyAddresses`'));
  }
  addresses.forEach((address, at) => validateAddress(address, path.child('addresses').index(at), errors));
  notReadyAddresses.forEach((address, at) => {
    validateAddress(address, path.child('notReadyAddresses').index(at), errors);
  });
  ports.forEach((port, at) => validatePort(port, ports.length > 1, path.child('ports').index(at), errors));
}

function validateAddress(address: EndpointAddress, path: FieldPath, errors: FieldError[]): void {
  const { ip: text = '', hostname = '', nodeName } = address;
  validateIP(text, path.child('ip'), errors);
  if (hostname !== '') {
    for (const fault of dnsLabelFaults(hostname)) errors.push(invalid(path.child('hostname'), hostname, fault));
  }
  if (nodeName !== undefined) {
    for (const fault of dnsSubdomainFaults(nodeName)) errors.push(invalid(path.child('nodeName'), nodeName, fault));
  }
  const ip = parseIP(text);
  if (ip) validateEndpointIP(text, { ...ip, bytes: unmapped(ip.bytes) }, path.child('ip'), errors);
  else errors.push(invalid(path.child('ip'), text, 'must be a valid IP address'));
}

function validatePort(port: EndpointPort, needsName: boolean, path: FieldPath, errors: FieldError[]): void {
  const { name = '', appProtocol } = port;
  if (name !== '') for (const fault of dnsLabelFaults(name)) errors.push(invalid(path.child('name'), name, fault));
  else if (needsName) errors.push(required(path.child('name')));
  validatePortNumber(port.port ?? 0, path.child('port'), errors);
  validateEnum(port.protocol, PROTOCOLS, path.child('protocol'), errors);
  if (appProtocol !== undefined) validateLabelKey(appProtocol, path.child('appProtocol'), errors);
}
