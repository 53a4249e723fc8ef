import { describe, expect, test } from 'vitest';
import type { Container, PodSpec } from '../schema/generated/types';
import { validatePod } from './pod';
import { newContainer, newPod, sentences } from './sample-objects';

const C = 'spec.containers[0]';

function faults(container: Container, spec: PodSpec = {}): string[] {
  return sentences(validatePod(newPod({ ...spec, containers: [newContainer(container)] })));
}

test('a good container has no faults', () => {
  const container: Container = {
    ports: [
      { name: 'http', containerPort: 80, protocol: 'TCP' },
      { name: 'dns', containerPort: 53, hostPort: 53, protocol: 'UDP' },
    ],
    env: [
      { name: 'MODE', value: 'production' },
      { name: 'URL', valueFrom: { configMapKeyRef: { name: 'mongo-config', key: 'mongo-url' } } },
      { name: 'APP', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: "metadata.labels['app']" } } },
      { name: 'CPU', valueFrom: { resourceFieldRef: { resource: 'limits.cpu', divisor: '1m' } } },
    ],
    envFrom: [{ prefix: 'CFG_', configMapRef: { name: 'extra' } }, { secretRef: { name: 'extra' } }],
    resources: { requests: { cpu: '100m', 'example.com/gpu': '1' }, limits: { cpu: '500m', 'example.com/gpu': '1' } },
    volumeMounts: [{ name: 'data', mountPath: '/data', subPath: 'a/b' }],
    livenessProbe: { grpc: { port: 50051 }, successThreshold: 1 },
    lifecycle: { preStop: { sleep: { seconds: 30 } } },
    restartPolicy: 'Never',
    restartPolicyRules: [{ action: 'Restart', exitCodes: { operator: 'In', values: [42] } }],
    securityContext: { runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
  };
  expect(faults(container, { volumes: [{ name: 'data', emptyDir: {} }] })).toEqual([]);
});

test.each<[string, Container, string[]]>([
  ['no name', { name: '' }, [`${C}.name: Required value`]],
  ['a name with dots', { name: 'web.app' }, [`${C}.name: Invalid value: "web.app": must not contain dots`]],
  ['no image', { image: '' }, [`${C}.image: Required value`]],
  [
    'an image with a blank before it',
    { image: ' nginx' },
    [`${C}.image: Invalid value: " nginx": must not have leading or trailing whitespace`],
  ],
  [
    'an unknown pull policy',
    { imagePullPolicy: 'Sometimes' },
    [`${C}.imagePullPolicy: Unsupported value: "Sometimes": supported values: "Always", "IfNotPresent", "Never"`],
  ],
  [
    'an unknown policy for its last words',
    { terminationMessagePolicy: 'Shout' },
    [`${C}.terminationMessagePolicy: Unsupported value: "Shout": supported values: "File", "FallbackToLogsOnError"`],
  ],
  [
    'ports without number, of one name, of a wrong protocol and out of range',
    {
      ports: [
        { name: 'http', protocol: 'TCP' },
        { name: 'http', containerPort: 65_536, protocol: 'HTTP' },
      ],
    },
    [
      `${C}.ports[0].containerPort: Required value`,
      `${C}.ports[1].name: Duplicate value: "http"`,
      `${C}.ports[1].containerPort: Invalid value: 65536: must be between 1 and 65535, inclusive`,
      `${C}.ports[1].protocol: Unsupported value: "HTTP": supported values: "SCTP", "TCP", "UDP"`,
    ],
  ],
])('%s is refused', (_, container, expected) => {
  expect(faults(container)).toEqual(expected);
});

describe('the environment', () => {
  test.each<[string, Container, string[]]>([
    [
      'a variable from nowhere',
      { env: [{ name: 'A', valueFrom: {} }] },
      [
        `${C}.env[0].valueFrom: Invalid value: "": must specify one of: \`fieldRef\`, \`resourceFieldRef\`, \`configMapKeyRef\`, \`secretKeyRef\` or \`fileKeyRef\``,
      ],
    ],
    [
      'a variable from two places, and without a name',
      {
        env: [
          {
            valueFrom: {
              fieldRef: { apiVersion: 'v1', fieldPath: 'status.podIP' },
              secretKeyRef: { name: 's', key: 'k' },
            },
          },
        ],
      },
      [
        `${C}.env[0].name: Required value`,
        `${C}.env[0].valueFrom: Invalid value: "": may not have more than one field specified at a time`,
      ],
    ],
    [
      'a variable with a value that comes from elsewhere too',
      { env: [{ name: 'A', value: 'b', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }] },
      [`${C}.env[0].valueFrom: Invalid value: "": may not be specified when \`value\` is not empty`],
    ],
    [
      'a key that cannot be one',
      { env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 's', key: '..' } } }] },
      [`${C}.env[0].valueFrom.secretKeyRef.key: Invalid value: "..": must not be '..'`],
    ],
    [
      'a field that no Pod has',
      { env: [{ name: 'A', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'status.podIp' } } }] },
      [
        `${C}.env[0].valueFrom.fieldRef.fieldPath: Invalid value: "status.podIp": error converting fieldPath: field label not supported: status.podIp`,
      ],
    ],
    [
      'a field that cannot be a variable',
      { env: [{ name: 'A', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.labels' } } }] },
      [
        `${C}.env[0].valueFrom.fieldRef.fieldPath: Unsupported value: "metadata.labels": supported values: "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName", "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs"`,
      ],
    ],
    [
      'a subscript where there is no map',
      { env: [{ name: 'A', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: "metadata.name['x']" } } }] },
      [
        `${C}.env[0].valueFrom.fieldRef.fieldPath: Invalid value: "metadata.name['x']": error converting fieldPath: field label does not support subscript: metadata.name['x']`,
      ],
    ],
    [
      'a divisor that the resource does not go by',
      { env: [{ name: 'A', valueFrom: { resourceFieldRef: { resource: 'limits.cpu', divisor: '10m' } } }] },
      [
        `${C}.env[0].valueFrom.resourceFieldRef.divisor: Invalid value: "limits.cpu": only divisor's values 1m and 1 are supported with the cpu resource`,
      ],
    ],
    [
      'a file on a volume that is no emptyDir',
      { env: [{ name: 'A', valueFrom: { fileKeyRef: { volumeName: 'gone', path: '../a', key: 'A' } } }] },
      [
        `${C}.env[0].valueFrom.fileKeyRef.path: Invalid value: "../a": must not contain '..'`,
        `${C}.env[0].valueFrom.fileKeyRef.volumeName: Not found: "gone"`,
      ],
    ],
    [
      'all of nothing',
      { envFrom: [{ prefix: 'A=' }] },
      [
        `${C}.envFrom[0].prefix: Invalid value: "A=": a valid environment variable name must consist only of printable ASCII characters other than '='`,
        `${C}.envFrom: Invalid value: "": must specify one of: \`configMapRef\` or \`secretRef\``,
      ],
    ],
  ])('of %s is refused', (_, container, expected) => {
    expect(faults(container)).toEqual(expected);
  });

  test('of all of nothing points an editor to the item', () => {
    const [error] = validatePod(newPod({ containers: [newContainer({ envFrom: [{}] })] }));
    expect(error?.place?.toString()).toBe(`${C}.envFrom[0]`);
  });
});

describe('resources', () => {
  test.each<[string, Container['resources'], string[]]>([
    [
      'more than the limit',
      { requests: { cpu: '5' }, limits: { cpu: '500m' } },
      [`${C}.resources.requests: Invalid value: "5": must be less than or equal to cpu limit of 500m`],
    ],
    [
      'less than nothing',
      { limits: { memory: '-1Mi' } },
      [`${C}.resources.limits[memory]: Invalid value: "-1Mi": must be greater than or equal to 0`],
    ],
    [
      'of an unknown name',
      { limits: { cpus: '1' } },
      [
        `${C}.resources.limits[cpus]: Invalid value: "cpus": must be a standard resource type or fully qualified`,
        `${C}.resources.limits[cpus]: Invalid value: "cpus": must be a standard resource for containers`,
      ],
    ],
    [
      'half a device',
      { limits: { 'example.com/gpu': '500m' } },
      [`${C}.resources.limits[example.com/gpu]: Invalid value: "500m": must be an integer`],
    ],
    [
      'a device without a limit',
      { requests: { 'example.com/gpu': '1' } },
      [`${C}.resources.limits: Required value: Limit must be set for non overcommitable resources`],
    ],
    [
      'fewer devices than the limit',
      { requests: { 'example.com/gpu': '1' }, limits: { 'example.com/gpu': '2' } },
      [`${C}.resources.requests: Invalid value: "1": must be equal to example.com/gpu limit of 2`],
    ],
    [
      'huge pages alone, and not a whole number of them',
      { limits: { 'hugepages-2Mi': '3Mi' } },
      [
        `${C}.resources.limits[hugepages-2Mi]: Invalid value: "3Mi": 3Mi is not positive integer multiple of hugepages-2Mi`,
        `${C}.resources: Forbidden: HugePages require cpu or memory`,
      ],
    ],
    [
      'a claim that the Pod does not make, twice',
      { claims: [{ name: 'gpu' }, { name: 'gpu' }] },
      [
        `${C}.resources.claims[0]: Not found: "gpu": must be one of the names in pod.spec.resourceClaims which is empty`,
        `${C}.resources.claims[1]: Duplicate value: "gpu"`,
        `${C}.resources.claims[1]: Not found: "gpu": must be one of the names in pod.spec.resourceClaims which is empty`,
      ],
    ],
  ])('%s are refused', (_, resources, expected) => {
    expect(faults(resources ? { resources } : {})).toEqual(expected);
  });

  test('of the whole Pod hold those of the containers together', () => {
    const spec: PodSpec = {
      resources: { requests: { cpu: '500m' }, limits: { memory: '1Gi' } },
      initContainers: [
        newContainer({ name: 'side', restartPolicy: 'Always', resources: { requests: { cpu: '200m' } } }),
        newContainer({ name: 'init', resources: { requests: { cpu: '400m' } } }),
      ],
    };
    const resources = { requests: { cpu: '250m' }, limits: { memory: '2Gi' } };
    expect(faults({ resources }, spec)).toEqual([
      'spec.resources.requests[cpu]: Invalid value: "500m": must be greater than or equal to aggregate container requests of 600m',
      'spec.resources.containers[0][memory].limits: Invalid value: "2Gi": must be less than or equal to pod limits of 1Gi',
    ]);
  });

  test('of the whole Pod are few', () => {
    expect(faults({}, { resources: { limits: { 'ephemeral-storage': '1Gi' } } })).toEqual([
      'spec.resources.limits[ephemeral-storage]: Unsupported value: "ephemeral-storage": supported values: "cpu", "hugepages-", "memory"',
    ]);
  });
});

describe('probes and hooks', () => {
  const port = (containerPort: number | string): Container => ({
    livenessProbe: { httpGet: { path: '/', port: containerPort, scheme: 'HTTP' }, successThreshold: 1 },
  });

  test.each<[string, Container, string[]]>([
    [
      'a probe without a handler',
      { readinessProbe: {} },
      [`${C}.readinessProbe: Required value: must specify a handler type`],
    ],
    [
      'a probe with two',
      {
        readinessProbe: { exec: { command: ['true'] }, tcpSocket: { port: 80 } },
      },
      [`${C}.readinessProbe.tcpSocket: Forbidden: may not specify more than 1 handler type`],
    ],
    [
      'a port that is none',
      port(0),
      [`${C}.livenessProbe.httpGet.port: Invalid value: 0: must be between 1 and 65535, inclusive`],
    ],
    [
      'a port in quotes',
      port('8080'),
      [`${C}.livenessProbe.httpGet.port: Invalid value: "8080": must contain at least one letter (a-z)`],
    ],
    [
      'a negative period',
      { readinessProbe: { tcpSocket: { port: 80 }, periodSeconds: -1 } },
      [`${C}.readinessProbe.periodSeconds: Invalid value: -1: must be greater than or equal to 0`],
    ],
    [
      'a liveness that must be proven twice',
      { livenessProbe: { tcpSocket: { port: 80 }, successThreshold: 2 } },
      [`${C}.livenessProbe.successThreshold: Invalid value: 2: must be 1`],
    ],
    [
      'a readiness that kills',
      { readinessProbe: { tcpSocket: { port: 80 }, terminationGracePeriodSeconds: 5 } },
      [`${C}.readinessProbe.terminationGracePeriodSeconds: Invalid value: 5: must not be set for readinessProbes`],
    ],
    [
      'an empty command and a scheme of its own',
      {
        lifecycle: {
          postStart: { exec: {} },
          preStop: { httpGet: { path: '', port: 'http', scheme: 'FTP' } },
        },
      },
      [
        `${C}.lifecycle.postStart.exec.command: Required value`,
        `${C}.lifecycle.preStop.httpGet.path: Required value`,
        `${C}.lifecycle.preStop.httpGet.scheme: Unsupported value: "FTP": supported values: "HTTP", "HTTPS"`,
      ],
    ],
    [
      'a sleep longer than the grace',
      { lifecycle: { preStop: { sleep: { seconds: 31 } } } },
      [
        `${C}.lifecycle.preStop.sleep: Invalid value: 31: must be non-negative and less than terminationGracePeriodSeconds (30)`,
      ],
    ],
  ])('%s is refused', (_, container, expected) => {
    expect(faults(container)).toEqual(expected);
  });
});

describe('restarts', () => {
  test.each<[string, Container, string[]]>([
    [
      'rules without a policy',
      { restartPolicyRules: [{ action: 'Restart', exitCodes: { operator: 'In' } }] },
      [`${C}.restartPolicy: Required value: must specify restartPolicy when restart rules are used`],
    ],
    [
      'an unknown policy with rules that say nothing',
      { restartPolicy: 'Sometimes', restartPolicyRules: [{ action: 'Stop' }] },
      [
        `${C}.restartPolicy: Unsupported value: "Sometimes": supported values: "Always", "Never", "OnFailure"`,
        `${C}.restartPolicyRules[0].action: Unsupported value: "Stop": supported values: "Restart", "RestartAllContainers"`,
        `${C}.restartPolicyRules[0].exitCodes: Required value: must be specified`,
      ],
    ],
    [
      'more than 20 rules',
      {
        restartPolicy: 'Never',
        restartPolicyRules: Array.from({ length: 21 }, () => ({ action: 'Restart', exitCodes: { operator: 'In' } })),
      },
      [`${C}.restartPolicyRules: Too many: 21: must have at most 20 items`],
    ],
    [
      'resizing by an unknown policy, twice',
      {
        resizePolicy: [
          { resourceName: 'cpu', restartPolicy: 'Maybe' },
          { resourceName: 'cpu', restartPolicy: 'NotRequired' },
        ],
      },
      [
        `${C}.resizePolicy: Unsupported value: "Maybe": supported values: "NotRequired", "RestartContainer"`,
        `${C}.resizePolicy[1]: Duplicate value: "cpu"`,
      ],
    ],
  ])('%s are refused', (_, container, expected) => {
    expect(faults(container)).toEqual(expected);
  });
});
