import { expect, test } from 'vitest';
import type { ObjectMeta, PodSpec } from '../schema/generated/types';
import { validatePod } from './pod';
import { newContainer, newPod, sentences } from './sample-objects';

const LABEL =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
const SUBDOMAIN =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

function faults(spec: PodSpec, metadata: ObjectMeta = {}): string[] {
  return sentences(validatePod(newPod(spec, metadata)));
}

test('a good Pod has no faults', () => {
  expect(
    faults({
      dnsPolicy: 'None',
      dnsConfig: { nameservers: ['1.1.1.1'], searches: ['a.b.', '_x.y', '.'], options: [{ name: 'ndots' }] },
      hostAliases: [{ ip: '10.1.2.3', hostnames: ['a.b'] }],
      hostname: 'web',
      subdomain: 'app',
      readinessGates: [{ conditionType: 'www.example.com/ready' }],
      schedulingGates: [{ name: 'example.com/gate' }],
      resourceClaims: [{ name: 'gpu', resourceClaimName: 'claim' }],
      nodeSelector: { 'kubernetes.io/os': 'linux' },
      activeDeadlineSeconds: 1,
    }),
  ).toEqual([]);
});

test.each<[string, PodSpec, string[]]>([
  ['no containers', { containers: [] }, ['spec.containers: Required value']],
  [
    'an unknown restart policy',
    { restartPolicy: 'Sometimes' },
    ['spec.restartPolicy: Unsupported value: "Sometimes": supported values: "Always", "OnFailure", "Never"'],
  ],
  [
    'an unknown DNS policy',
    { dnsPolicy: 'Cluster' },
    [
      'spec.dnsPolicy: Unsupported value: "Cluster": supported values: "ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"',
    ],
  ],
  [
    'no DNS at all',
    { dnsPolicy: 'None' },
    ['spec.dnsConfig: Required value: must provide `dnsConfig` when `dnsPolicy` is None'],
  ],
  [
    'no name server',
    { dnsPolicy: 'None', dnsConfig: {} },
    ['spec.dnsConfig.nameservers: Required value: must provide at least one DNS nameserver when `dnsPolicy` is None'],
  ],
  [
    'too many name servers, of which one is none',
    { dnsConfig: { nameservers: ['1.1.1.1', '1.1.1.2', '1.1.1.3', 'dns'], options: [{}] } },
    [
      'spec.dnsConfig.nameservers: Invalid value: ["1.1.1.1","1.1.1.2","1.1.1.3","dns"]: must not have more than 3 nameservers',
      'spec.dnsConfig.nameservers[3]: Invalid value: "dns": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
      'spec.dnsConfig.options[0]: Required value: must not be empty',
    ],
  ],
  [
    'an alias of no address',
    { hostAliases: [{ hostnames: ['A'] }] },
    [
      'spec.hostAliases[0].ip: Invalid value: "": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
      `spec.hostAliases[0].hostnames[0]: Invalid value: "A": ${SUBDOMAIN}`,
    ],
  ],
  ['a host name with capitals', { hostname: 'Web' }, [`spec.hostname: Invalid value: "Web": ${LABEL}`]],
  [
    'a host name of its own on the network of the node',
    { hostnameOverride: 'a'.repeat(65), hostNetwork: true },
    [
      'spec.hostnameOverride: Forbidden: may not be specified when hostNetwork is true',
      'spec.hostnameOverride: Too long: may not be more than 64 bytes',
    ],
  ],
  [
    'gates of one name, which keep it from its node',
    { nodeName: 'minikube', schedulingGates: [{ name: 'a' }, { name: 'a' }] },
    [
      'spec.schedulingGates[1]: Duplicate value: "a"',
      'spec.nodeName: Forbidden: cannot be set until all schedulingGates have been cleared',
    ],
  ],
  [
    'claims of devices from nowhere, and from two places',
    {
      resourceClaims: [{ name: 'a' }, { name: 'a', resourceClaimName: 'x', resourceClaimTemplateName: 'y' }],
    },
    [
      'spec.resourceClaims[0]: Invalid value: {"Name":"a","ResourceClaimName":null,"ResourceClaimTemplateName":null}: must specify one of: `resourceClaimName`, `resourceClaimTemplateName`',
      'spec.resourceClaims[1].name: Duplicate value: "a"',
      'spec.resourceClaims[1]: Invalid value: {"Name":"a","ResourceClaimName":"x","ResourceClaimTemplateName":"y"}: at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified',
    ],
  ],
  [
    'a deadline of no time',
    { activeDeadlineSeconds: 0 },
    ['spec.activeDeadlineSeconds: Invalid value: 0: must be between 1 and 2147483647, inclusive'],
  ],
  [
    'an unknown way to preempt',
    { preemptionPolicy: 'Politely' },
    ['spec.preemptionPolicy: Unsupported value: "Politely": supported values: "PreemptLowerPriority", "Never"'],
  ],
  [
    'an overhead of nothing known',
    { overhead: { cpus: '1' } },
    [
      'spec.overhead.limits[cpus]: Invalid value: "cpus": must be a standard resource type or fully qualified',
      'spec.overhead.limits[cpus]: Invalid value: "cpus": must be a standard resource for containers',
    ],
  ],
  [
    'the token of no account',
    {
      serviceAccountName: '',
      volumes: [
        { name: 'a', projected: { sources: [{ serviceAccountToken: { path: 'token', expirationSeconds: 3600 } }] } },
      ],
    },
    [
      'spec.volumes[0].projected.sources[0].serviceAccountToken: Forbidden: must not be specified when serviceAccountName is not set',
    ],
  ],
])('a Pod with %s is refused', (_, spec, expected) => {
  expect(faults(spec)).toEqual(expected);
});

test.each([
  ['+1', false],
  ['08', false],
  ['2147483648', false],
  ['0', true],
  ['-10', true],
])('a deletion cost of %s is a number: %s', (cost, good) => {
  const annotations = { 'controller.kubernetes.io/pod-deletion-cost': cost };
  expect(faults({}, { annotations })).toEqual(
    good
      ? []
      : [
          `metadata.annotations[controller.kubernetes.io/pod-deletion-cost]: Invalid value: "${cost}": must be a 32bit integer`,
        ],
  );
});

test('the faults come in the order of the server: metadata, volumes, containers, the rest, images', () => {
  const spec: PodSpec = {
    restartPolicy: 'Sometimes',
    containers: [newContainer({ name: '', image: 'nginx ' })],
    volumes: [{ name: 'data', secret: {} }],
    nodeSelector: { '-a': 'b' },
  };
  expect(validatePod(newPod(spec, { name: '' })).map(({ path }) => path.toString())).toEqual([
    'metadata.name',
    'spec.volumes[0].secret.secretName',
    'spec.containers[0].name',
    'spec.restartPolicy',
    'spec.nodeSelector',
    'spec.containers[0].image',
  ]);
});
