/** Ports of a Pod's containers that say the same twice. Models a part of warningsForPodSpecAndMeta (pkg/api/pod/warnings.go). */
import { quote } from '../field/print';
import type { ContainerPort } from '../schema/generated/types';
import type { PlacedContainer } from './containers';

interface PlacedPort {
  readonly field: string;
  readonly port: ContainerPort;
}

export function warnForPorts(containers: readonly PlacedContainer[], warnings: string[]): void {
  const ports: PlacedPort[] = [];
  for (const { container, field } of containers) {
    container.ports?.forEach((port, at) => ports.push({ port, field: `${field}.ports[${at}]` }));
  }
  ports.forEach((placed, at) => warnForNumber(placed, ports.slice(0, at), warnings));
  warnForNames(ports, warnings);
}

function warnForNumber({ port, field }: PlacedPort, earlier: readonly PlacedPort[], warnings: string[]): void {
  if (port.hostIP && !port.hostPort) warnings.push(`${field}: hostIP set without hostPort: ${printed(port)}`);
  for (const other of earlier) {
    if (other.port.containerPort !== port.containerPort || other.port.protocol !== port.protocol) continue;
    const clash = clashOf(port, other.port);
    if (clash !== undefined) warnings.push(`${field}: ${clash} port definition with ${other.field}`);
  }
}

function clashOf(a: ContainerPort, b: ContainerPort): string | undefined {
  const sameHostIP = (a.hostIP ?? '') === (b.hostIP ?? '');
  const sameHostPort = (a.hostPort ?? 0) === (b.hostPort ?? 0);
  if (sameHostIP && sameHostPort) return 'duplicate';
  if (!a.hostPort || !b.hostPort) return 'overlapping';
  return sameHostPort && !a.hostIP !== !b.hostIP ? 'dangerously ambiguous' : undefined;
}

/** %+v of the internal struct. */
function printed({ name = '', hostPort = 0, containerPort = 0, protocol = '', hostIP = '' }: ContainerPort): string {
  return `{Name:${name} HostPort:${hostPort} ContainerPort:${containerPort} Protocol:${protocol} HostIP:${hostIP}}`;
}

function warnForNames(ports: readonly PlacedPort[], warnings: string[]): void {
  const first = new Map<string, string>();
  for (const { port, field } of ports) {
    const { name = '' } = port;
    const other = first.get(name);
    if (other === undefined) {
      if (name !== '') first.set(name, field);
      continue;
    }
    const why = `services and probes that select ports by name will use ${other}`;
    warnings.push(`${field}: duplicate port name ${quote(name)} with ${other}, ${why}`);
  }
}
