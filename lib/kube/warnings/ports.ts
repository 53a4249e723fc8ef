/** Ports of a Pod's containers that say the same twice. Models a part of warningsForPodSpecAndMeta (pkg/api/pod/warnings.go). */
import { quote } from '../field/print';
import type { ContainerPort } from '../schema/generated/types';
import type { PlacedContainer } from './containers';

interface PlacedPort {
  readonly field: string;
  readonly port: ContainerPort;
}

export function warningsForPorts(containers: readonly PlacedContainer[]): string[] {
  const ports = containers.flatMap(({ container, field }) =>
    (container.ports ?? []).map((port, at): PlacedPort => ({ port, field: `${field}.ports[${at}]` })),
  );
  return [...warningsForNumbers(ports), ...warningsForNames(ports)];
}

function warningsForNumbers(ports: readonly PlacedPort[]): string[] {
  const warnings: string[] = [];
  const seen = new Map<string, PlacedPort[]>();
  for (const placed of ports) {
    const { port, field } = placed;
    if (port.hostIP && !port.hostPort) warnings.push(`${field}: hostIP set without hostPort: ${printed(port)}`);
    const key = `${port.containerPort ?? 0}/${port.protocol}`;
    const others = seen.get(key) ?? [];
    for (const other of others) {
      const clash = clashOf(port, other.port);
      if (clash !== undefined) warnings.push(`${field}: ${clash} port definition with ${other.field}`);
    }
    seen.set(key, [...others, placed]);
  }
  return warnings;
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

function warningsForNames(ports: readonly PlacedPort[]): string[] {
  const first = new Map<string, string>();
  return ports.flatMap(({ port: { name = '' }, field }) => {
    const other = first.get(name);
    if (name === '') return [];
    if (other === undefined) {
      first.set(name, field);
      return [];
    }
    return [
      `${field}: duplicate port name ${quote(name)} with ${other}, services and probes that select ports by name will use ${other}`,
    ];
  });
}
