/** The ports of a Service. Models validateServicePort (pkg/apis/core/validation). */
import type { FieldError } from '../field/error';
import { duplicate, invalid, required } from '../field/error';
import type { FieldPath } from '../field/path';
import type { ServicePort } from '../schema/generated/types';
import { PROTOCOLS, validateEnum } from './enums';
import { validateLabelKey } from './labels';
import { dnsLabelFaults } from './names';
import { validatePortNumber, validatePortOrName } from './numbers';

/** Where there are several, each needs a name. */
export function validateServicePorts(ports: readonly ServicePort[], path: FieldPath, errors: FieldError[]): void {
  const names = new Set<string>();
  ports.forEach(({ name = '', port = 0, protocol, targetPort, appProtocol }, at) => {
    const here = path.index(at);
    if (name !== '') validateName(name, names, here.child('name'), errors);
    else if (ports.length > 1) errors.push(required(here.child('name')));
    validatePortNumber(port, here.child('port'), errors);
    validateEnum(protocol, PROTOCOLS, here.child('protocol'), errors);
    validatePortOrName(targetPort, here.child('targetPort'), errors);
    if (appProtocol !== undefined) validateLabelKey(appProtocol, here.child('appProtocol'), errors);
  });
}

function validateName(name: string, seen: Set<string>, path: FieldPath, errors: FieldError[]): void {
  for (const fault of dnsLabelFaults(name)) errors.push(invalid(path, name, fault));
  if (seen.has(name)) errors.push(duplicate(path, name));
  seen.add(name);
}
