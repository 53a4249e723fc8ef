/**
 * The ports of containers. Models validateContainerPorts, AccumulateUniqueHostPorts and validatePodHostNetworkDeps
 * (pkg/apis/core/validation).
 */
import type { FieldError } from '../field/error';
import { duplicate, invalid, required } from '../field/error';
import type { FieldPath } from '../field/path';
import type { Container, ContainerPort, PodSpec } from '../schema/generated/types';
import { PROTOCOLS, validateEnum } from './enums';
import { portNameFaults } from './names';
import { validatePortNumber } from './numbers';

export function validateContainerPorts(ports: readonly ContainerPort[], path: FieldPath, errors: FieldError[]): void {
  const names = new Set<string>();
  ports.forEach(({ name = '', containerPort = 0, hostPort = 0, protocol }, at) => {
    const here = path.index(at);
    if (name !== '') validatePortName(name, names, here.child('name'), errors);
    if (containerPort === 0) errors.push(required(here.child('containerPort')));
    else validatePortNumber(containerPort, here.child('containerPort'), errors);
    if (hostPort !== 0) validatePortNumber(hostPort, here.child('hostPort'), errors);
    validateEnum(protocol, PROTOCOLS, here.child('protocol'), errors);
  });
}

function validatePortName(name: string, seen: Set<string>, path: FieldPath, errors: FieldError[]): void {
  const faults = portNameFaults(name);
  for (const fault of faults) errors.push(invalid(path, name, fault));
  if (faults.length > 0) return;
  if (seen.has(name)) errors.push(duplicate(path, name));
  seen.add(name);
}

/** Of all containers together: one protocol, address and port of the node only once. `path` is that of the list. */
export function validateUniqueHostPorts(containers: readonly Container[], path: FieldPath, errors: FieldError[]): void {
  const seen = new Set<string>();
  containers.forEach(({ ports = [] }, at) =>
    ports.forEach(({ protocol = '', hostIP = '', hostPort = 0 }, portAt) => {
      if (hostPort === 0) return;
      const port = `${protocol}/${hostIP}/${hostPort}`;
      if (seen.has(port)) errors.push(duplicate(path.index(at).child('ports').index(portAt).child('hostPort'), port));
      seen.add(port);
    }),
  );
}

/** On the node's own network a container's port is the node's. A template may leave that to be filled in. */
export function validateHostNetworkPorts(spec: PodSpec, isPod: boolean, path: FieldPath, errors: FieldError[]): void {
  if (!spec.hostNetwork) return;
  spec.containers?.forEach(({ ports = [] }, at) =>
    ports.forEach(({ hostPort = 0, containerPort = 0 }, portAt) => {
      if (hostPort === containerPort || (hostPort === 0 && !isPod)) return;
      const place = path.child('containers').index(at).child('ports').index(portAt).child('hostPort');
      errors.push(invalid(place, hostPort, 'must match `containerPort` when `hostNetwork` is true'));
    }),
  );
}
