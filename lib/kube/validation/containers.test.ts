import { describe, expect, test } from 'vitest';
import type { Container, PodSpec } from '../schema/generated/types';
import { validatePod } from './pod';
import { newContainer, newPod, sentences } from './sample-objects';

const C = 'spec.containers[0]';

function faults(container: Container, spec: PodSpec = {}): string[] {
  return sentences(validatePod(newPod({ ...spec, containers: [newContainer(container)] })));
}

describe('init containers', () => {
  function initFaults(...initContainers: Container[]): string[] {
    return sentences(validatePod(newPod({ initContainers: initContainers.map(newContainer) })));
  }

  test('share the names of the containers', () => {
    expect(initFaults({ name: 'nginx' })).toEqual(['spec.initContainers[0].name: Duplicate value: "nginx"']);
  });

  test('have no probes and no hooks, unless they are sidecars', () => {
    const container: Container = {
      lifecycle: { preStop: { sleep: { seconds: 1 } } },
      startupProbe: { tcpSocket: { port: 80 }, successThreshold: 1 },
    };
    expect(initFaults({ ...container, name: 'a' }, { ...container, name: 'b', restartPolicy: 'Always' })).toEqual([
      'spec.initContainers[0].lifecycle: Forbidden: may not be set for init containers without restartPolicy=Always',
      'spec.initContainers[0].startupProbe: Forbidden: may not be set for init containers without restartPolicy=Always',
    ]);
  });

  test('each have the ports of the node for themselves', () => {
    const ports = [{ containerPort: 80, hostPort: 80, protocol: 'TCP' }];
    expect(initFaults({ name: 'a', ports }, { name: 'b', ports })).toEqual([]);
  });

  test('cannot ask for a restart when they are resized', () => {
    expect(
      initFaults({ name: 'a', resizePolicy: [{ resourceName: 'cpu', restartPolicy: 'RestartContainer' }] }),
    ).toEqual([
      `spec.initContainers[0].resizePolicy[0].restartPolicy: Invalid value: "RestartContainer": must not be set to 'RestartContainer' for non-sidecar initContainers`,
    ]);
  });
});

test('containers share the ports of the node', () => {
  const ports = [{ containerPort: 80, hostPort: 80, protocol: 'TCP' }];
  const containers = [newContainer({ ports }), newContainer({ name: 'other', ports })];
  expect(sentences(validatePod(newPod({ containers })))).toEqual([
    'spec.containers[1].ports[0].hostPort: Duplicate value: "TCP//80"',
  ]);
});

test('on the network of the node a port of the container is a port of the node', () => {
  const ports = [{ containerPort: 80, hostPort: 8080, protocol: 'TCP' }];
  expect(faults({ ports }, { hostNetwork: true })).toEqual([
    `${C}.ports[0].hostPort: Invalid value: 8080: must match \`containerPort\` when \`hostNetwork\` is true`,
  ]);
});

test('ephemeral containers are not made with the Pod, and yet looked at', () => {
  const ephemeralContainers = [newContainer({ name: 'nginx', ports: [], resources: { limits: { cpu: '1' } } })];
  expect(sentences(validatePod(newPod({ ephemeralContainers })))).toEqual([
    'spec.ephemeralContainers[0].name: Duplicate value: "nginx"',
    'spec.ephemeralContainers[0].ports: Forbidden: cannot be set for an Ephemeral Container',
    'spec.ephemeralContainers[0].resources: Forbidden: cannot be set for an Ephemeral Container',
    'spec.ephemeralContainers: Forbidden: cannot be set on create',
  ]);
});
