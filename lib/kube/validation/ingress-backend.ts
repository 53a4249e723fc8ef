/** Where an Ingress sends a request. Models validateIngressBackend (pkg/apis/networking/validation). */
import type { FieldError } from '../field/error';
import { invalid, placed, required } from '../field/error';
import type { FieldPath } from '../field/path';
import type { IngressBackend, IngressServiceBackend, TypedLocalObjectReference } from '../schema/generated/types';
import type { NameRule } from './names';
import { dnsSubdomainFaults, pathSegmentFaults, portNameFaults } from './names';
import { validatePortNumber } from './numbers';

export function validateIngressBackend(
  { resource, service }: IngressBackend,
  path: FieldPath,
  serviceName: NameRule,
  errors: FieldError[],
): void {
  if (resource && service) errors.push(invalid(path, '', 'cannot set both resource and service backends'));
  else if (resource) validateTypedReference(resource, path.child('resource'), errors);
  else if (service) validateService(service, path, serviceName, errors);
  else errors.push(invalid(path, '', 'resource or service backend is required'));
}

/** `path` is that of the backend, which the server names where it means the port. */
function validateService(
  { name = '', port = {} }: IngressServiceBackend,
  path: FieldPath,
  serviceName: NameRule,
  errors: FieldError[],
): void {
  const here = path.child('service');
  if (name === '') errors.push(required(here.child('name')));
  else for (const fault of serviceName(name)) errors.push(invalid(here.child('name'), name, fault));
  const { name: portName = '', number = 0 } = port;
  const place = here.child('port');
  if (portName !== '' && number !== 0) {
    errors.push(placed(invalid(path, '', 'cannot set both port name & port number'), place));
  } else if (portName !== '') {
    for (const fault of portNameFaults(portName)) errors.push(invalid(place.child('name'), portName, fault));
  } else if (number !== 0) validatePortNumber(number, place.child('number'), errors);
  else errors.push(placed(required(path, 'port name or number is required'), place));
}

/** Of any kind; also the parameters of an IngressClass. */
export function validateTypedReference(
  { apiGroup, kind = '', name = '' }: TypedLocalObjectReference,
  path: FieldPath,
  errors: FieldError[],
): void {
  if (apiGroup !== undefined) {
    for (const fault of dnsSubdomainFaults(apiGroup)) errors.push(invalid(path.child('apiGroup'), apiGroup, fault));
  }
  validatePathSegment(kind, path.child('kind'), errors);
  validatePathSegment(name, path.child('name'), errors);
}

function validatePathSegment(text: string, path: FieldPath, errors: FieldError[]): void {
  if (text === '') errors.push(required(path));
  else for (const fault of pathSegmentFaults(text)) errors.push(invalid(path, text, fault));
}
