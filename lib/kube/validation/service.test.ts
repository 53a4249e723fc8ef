import { expect, test } from 'vitest';
import type { ObjectMeta, ServicePort, ServiceSpec } from '../schema/generated/types';
import type { Changes } from './sample-objects';
import { newService, sentences } from './sample-objects';
import { validateService } from './service';

function faults(spec: Changes<ServiceSpec>, metadata: ObjectMeta = {}): string[] {
  const service = newService(spec);
  return sentences(validateService({ ...service, metadata: { ...service.metadata, ...metadata } }));
}

const LABEL =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";

const external: Changes<ServiceSpec> = {
  type: 'ExternalName',
  externalName: 'db.example.com.',
  clusterIP: undefined,
  clusterIPs: undefined,
  ipFamilies: undefined,
  ipFamilyPolicy: undefined,
  internalTrafficPolicy: undefined,
  ports: undefined,
};
const nodePort: ServiceSpec = {
  type: 'NodePort',
  externalTrafficPolicy: 'Cluster',
  ports: [{ protocol: 'TCP', port: 80, targetPort: 'http', nodePort: 30_000 }],
};
const balancer: ServiceSpec = { ...nodePort, type: 'LoadBalancer', allocateLoadBalancerNodePorts: true };
const headless: Changes<ServiceSpec> = { clusterIP: 'None', clusterIPs: ['None'], ports: undefined };

test.each<[string, Changes<ServiceSpec>]>([
  ['ClusterIP', {}],
  ['headless', headless],
  ['NodePort', nodePort],
  ['LoadBalancer', balancer],
  ['ExternalName', external],
])('a good Service is %s', (_what, spec) => {
  expect(faults(spec)).toEqual([]);
});

test('its name is a DNS label, which may start with a digit', () => {
  expect(faults({}, { name: '2048' })).toEqual([]);
  expect(faults({}, { name: 'a.b' })).toEqual(['metadata.name: Invalid value: "a.b": must not contain dots']);
});

function port(changes: ServicePort): ServicePort {
  return { protocol: 'TCP', port: 80, targetPort: 80, ...changes };
}

test.each<[string, ServicePort[], string[]]>([
  ['none', [], ['spec.ports: Required value']],
  [
    'a number that is no port',
    [port({ port: 0, targetPort: 70_000 })],
    [
      'spec.ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive',
      'spec.ports[0].targetPort: Invalid value: 70000: must be between 1 and 65535, inclusive',
    ],
  ],
  [
    'a target name of nothing but digits',
    [port({ targetPort: '80' })],
    ['spec.ports[0].targetPort: Invalid value: "80": must contain at least one letter (a-z)'],
  ],
  [
    'an unknown protocol',
    [port({ protocol: 'HTTP' })],
    ['spec.ports[0].protocol: Unsupported value: "HTTP": supported values: "SCTP", "TCP", "UDP"'],
  ],
  [
    'two without names',
    [port({}), port({ port: 81 })],
    ['spec.ports[0].name: Required value', 'spec.ports[1].name: Required value'],
  ],
  [
    'two of one name',
    [port({ name: 'http' }), port({ name: 'http', port: 81 })],
    ['spec.ports[1].name: Duplicate value: "http"'],
  ],
  ['a name with capitals', [port({ name: 'HTTP' })], [`spec.ports[0].name: Invalid value: "HTTP": ${LABEL}`]],
  [
    'two of one number, of which the server prints its internal form',
    [port({ name: 'a' }), port({ name: 'b' })],
    [
      'spec.ports[1]: Duplicate value: {"Name":"","Protocol":"TCP","AppProtocol":null,"Port":80,"TargetPort":0,"NodePort":0}',
    ],
  ],
  ['one number of two protocols', [port({ name: 'a' }), port({ name: 'b', protocol: 'UDP' })], []],
  [
    'a node port that nobody can use',
    [port({ nodePort: 30_000 })],
    ["spec.ports[0].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'"],
  ],
])('with ports: %s', (_what, ports, expected) => {
  expect(faults({ ports })).toEqual(expected);
});

test.each<[string, Changes<ServiceSpec>, string[]]>([
  [
    'an unknown type',
    { type: 'Headless' },
    [
      'spec.type: Unsupported value: "Headless": supported values: "ClusterIP", "ExternalName", "LoadBalancer", "NodePort"',
    ],
  ],
  [
    'node ports, headless',
    { ...nodePort, clusterIP: 'None', clusterIPs: ['None'] },
    ['spec.clusterIPs[0]: Invalid value: "None": may not be set to \'None\' for NodePort services'],
  ],
  [
    'an external name and addresses',
    { ...external, clusterIP: 'None', clusterIPs: ['None'], ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack' },
    [
      'spec.clusterIPs: Forbidden: may not be set for ExternalName services',
      'spec.ipFamilies: Forbidden: may not be set for ExternalName services',
      'spec.ipFamilyPolicy: Forbidden: may not be set for ExternalName services',
    ],
  ],
  ['no external name', { ...external, externalName: '' }, ['spec.externalName: Required value']],
  [
    'affinity settings without affinity',
    { sessionAffinityConfig: { clientIP: { timeoutSeconds: 10 } } },
    ['spec.sessionAffinityConfig: Forbidden: must not be set when session affinity is None'],
  ],
  [
    'affinity for more than a day',
    { sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds: 86_401 } } },
    [
      'spec.sessionAffinityConfig.clientIP.timeoutSeconds: Invalid value: 86401: must be greater than 0 and less than 86400',
    ],
  ],
  [
    'an unknown affinity',
    { sessionAffinity: 'Cookie' },
    ['spec.sessionAffinity: Unsupported value: "Cookie": supported values: "ClientIP", "None"'],
  ],
  [
    'a policy for traffic that cannot come',
    { externalTrafficPolicy: 'Local' },
    ['spec.externalTrafficPolicy: Invalid value: "Local": may only be set for externally-accessible services'],
  ],
  [
    'an unknown policy',
    { ...nodePort, externalTrafficPolicy: 'Global' },
    ['spec.externalTrafficPolicy: Unsupported value: "Global": supported values: "Cluster", "Local"'],
  ],
  [
    'a health check that nobody asks',
    { ...nodePort, healthCheckNodePort: 30_001 },
    [
      "spec.healthCheckNodePort: Invalid value: 30001: may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'",
    ],
  ],
  [
    'what only load balancers have',
    {
      allocateLoadBalancerNodePorts: true,
      loadBalancerClass: 'example.com/lb',
      loadBalancerSourceRanges: ['10.0.0.0/8'],
    },
    [
      "spec.LoadBalancerSourceRanges: Forbidden: may only be used when `type` is 'LoadBalancer'",
      "spec.allocateLoadBalancerNodePorts: Forbidden: may only be used when `type` is 'LoadBalancer'",
      "spec.loadBalancerClass: Forbidden: may only be used when `type` is 'LoadBalancer'",
    ],
  ],
  [
    'a source range that is none',
    { ...balancer, loadBalancerSourceRanges: [' 10.0.0.0/8 ', '10.0.0.1'] },
    [
      'spec.LoadBalancerSourceRanges[1]: Invalid value: "10.0.0.1": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)',
    ],
  ],
  [
    'an unknown distribution',
    { trafficDistribution: 'Near' },
    [
      'spec.trafficDistribution: Unsupported value: "Near": supported values: "PreferClose", "PreferSameZone", "PreferSameNode"',
    ],
  ],
  [
    'an address of this machine alone',
    { externalTrafficPolicy: 'Cluster', externalIPs: ['127.0.0.1', '0.0.0.0', 'web'] },
    [
      'spec.externalIPs[0]: Invalid value: "127.0.0.1": may not be in the loopback range (127.0.0.0/8, ::1/128)',
      'spec.externalIPs[1]: Invalid value: "0.0.0.0": may not be unspecified (0.0.0.0)',
      'spec.externalIPs[2]: Invalid value: "web": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
    ],
  ],
  [
    'one address, and another first',
    { clusterIP: '10.96.0.100', clusterIPs: ['10.96.0.101'] },
    ['spec.clusterIPs: Invalid value: ["10.96.0.101"]: first value must match `clusterIP`'],
  ],
  [
    'two addresses of one family',
    { clusterIPs: ['10.96.0.100', '10.96.0.101'], ipFamilies: ['IPv4'] },
    [
      'spec.clusterIPs: Invalid value: ["10.96.0.100","10.96.0.101"]: may specify no more than one IP for each IP family',
    ],
  ],
  [
    'None and an address',
    { clusterIP: 'None', clusterIPs: ['None', '10.96.0.101'] },
    ['spec.clusterIPs: Invalid value: ["None","10.96.0.101"]: \'None\' must be the first and only value'],
  ],
  [
    'an unknown family, twice',
    { ipFamilies: ['IPv5', 'IPv5'] },
    [
      'spec.ipFamilies[0]: Unsupported value: "IPv5": supported values: "IPv4", "IPv6"',
      'spec.ipFamilies[1]: Unsupported value: "IPv5": supported values: "IPv4", "IPv6"',
      'spec.ipFamilies[1]: Duplicate value: "IPv5"',
    ],
  ],
])('with %s', (_what, spec, expected) => {
  expect(faults(spec)).toEqual(expected);
});

test('the source ranges may be in an annotation, and the old and new name of another must agree', () => {
  expect(
    faults(balancer, { annotations: { 'service.beta.kubernetes.io/load-balancer-source-ranges': '10.0.0.0/8, all' } }),
  ).toEqual([
    'metadata.annotations[service.beta.kubernetes.io/load-balancer-source-ranges]: Invalid value: "all": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)',
  ]);
  expect(
    faults(
      {},
      {
        annotations: {
          'service.kubernetes.io/topology-aware-hints': 'auto',
          'service.kubernetes.io/topology-mode': 'disabled',
        },
      },
    ),
  ).toEqual([
    'metadata.annotations[service.kubernetes.io/topology-mode]: Invalid value: "disabled": must match annotations[service.kubernetes.io/topology-aware-hints] when both are specified',
  ]);
});

test('a fault in the source ranges is shown at the field as it is written', () => {
  const [error] = validateService(newService({ loadBalancerSourceRanges: ['10.0.0.0/8'] }));
  expect(error?.path.toString()).toBe('spec.LoadBalancerSourceRanges');
  expect(error?.place?.toString()).toBe('spec.loadBalancerSourceRanges');
});
