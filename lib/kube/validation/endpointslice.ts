/**
 * EndpointSlices. Models ValidateEndpointSliceCreate and ValidateEndpointSliceUpdate (pkg/apis/discovery/validation).
 *
 * Not modelled: deprecatedTopology, which a manifest cannot set (the strategy drops it).
 */
import { areSemanticallyEqual } from '../equality';
import type { FieldError } from '../field/error';
import { duplicateTyped, invalid, invalidTyped, required, tooMany } from '../field/error';
import { FieldPath } from '../field/path';
import type { DiscoveryV1EndpointPort, EndpointSlice } from '../schema/generated/types';
import { validateEndpoint } from './endpoint';
import { PROTOCOLS, validateEnum, validateOptionalEnum } from './enums';
import { validateLabelKey } from './labels';
import { dnsLabelFaults, dnsSubdomainFaults } from './names';
import { validateObjectMeta } from './object-meta';
import { IMMUTABLE } from './object-meta-update';

const ADDRESS_TYPE = FieldPath.of('addressType');
const PORTS = FieldPath.of('ports');
const ENDPOINTS = FieldPath.of('endpoints');
const ADDRESS_TYPES = ['FQDN', 'IPv4', 'IPv6'];
const MOST_PORTS = 20_000;
const MOST_ENDPOINTS = 1000;

/** Endpoints that an update leaves as they were are not looked at again. */
export function validateEndpointSlice(slice: EndpointSlice, live?: EndpointSlice): FieldError[] {
  const errors: FieldError[] = [];
  const { addressType, ports = [], endpoints = [] } = slice;
  validateObjectMeta(slice.metadata, 'namespaced', dnsSubdomainFaults, errors);
  validateEnum(addressType, ADDRESS_TYPES, ADDRESS_TYPE, errors);
  validatePorts(ports, errors);
  if (live && areSemanticallyEqual('Endpoint', endpoints, live.endpoints)) return errors;
  if (endpoints.length > MOST_ENDPOINTS) errors.push(tooMany(ENDPOINTS, endpoints.length, MOST_ENDPOINTS));
  else endpoints.forEach((endpoint, at) => validateEndpoint(endpoint, addressType, ENDPOINTS.index(at), errors));
  return errors;
}

export function validateEndpointSliceUpdate(slice: EndpointSlice, live: EndpointSlice): FieldError[] {
  const errors = validateEndpointSlice(slice, live);
  const { addressType = '' } = slice;
  if (addressType !== (live.addressType ?? '')) errors.push(invalidTyped(ADDRESS_TYPE, addressType, IMMUTABLE));
  return errors;
}

/** The number of a port is not looked at. */
function validatePorts(ports: readonly DiscoveryV1EndpointPort[], errors: FieldError[]): void {
  if (ports.length > MOST_PORTS) return void errors.push(tooMany(PORTS, ports.length, MOST_PORTS));
  const names = new Set<string>();
  ports.forEach(({ name = '', protocol, appProtocol }, at) => {
    const path = PORTS.index(at);
    if (name !== '') for (const fault of dnsLabelFaults(name)) errors.push(invalid(path.child('name'), name, fault));
    if (names.has(name)) errors.push(duplicateTyped(path.child('name'), name));
    names.add(name);
    validateProtocol(protocol, path.child('protocol'), errors);
    if (appProtocol !== undefined) validateLabelKey(appProtocol, path.child('appProtocol'), errors);
  });
}

/** A pointer: an empty text is a wrong one. */
function validateProtocol(protocol: string | undefined, path: FieldPath, errors: FieldError[]): void {
  if (protocol === undefined) errors.push(required(path));
  else validateOptionalEnum(protocol, PROTOCOLS, path, errors);
}
