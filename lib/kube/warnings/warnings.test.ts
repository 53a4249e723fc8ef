import { expect, test } from 'vitest';
import type { Container, PodSpec, Service } from '../schema/generated/types';
import { appArmorWarnings } from './apparmor-annotations';
import { asHeaders } from './headers';
import { dedupeOwnerReferences } from './owner-references';
import { pemBlocks } from './pem';
import { warningsForPod } from './pod';
import { warningsForSecret } from './secret';
import { warningsForService } from './service';
import { warningsForWorkload } from './workload';

function podWarnings(spec: PodSpec, annotations: Record<string, string> = {}): string[] {
  return warningsForPod({ metadata: { name: 'web', annotations }, spec });
}

function containerWarnings(...containers: Container[]): string[] {
  return podWarnings({ containers });
}

// What the API server v1.36.3 sent.
test('warns of a name that no host can have', () => {
  const words = 'which can result in surprising behavior; a DNS label is recommended: [must not contain dots]';
  expect(warningsForPod({ metadata: { name: 'web.a' } })).toEqual([
    `metadata.name: this is used in the Pod's hostname, ${words}`,
  ]);
  expect(warningsForWorkload({ metadata: { name: 'web.a' } })).toEqual([
    `metadata.name: this is used in Pod names and hostnames, ${words}`,
  ]);
});

test('finds a template’s faults at their place', () => {
  const template = { spec: { terminationGracePeriodSeconds: -1 } };
  expect(warningsForWorkload({ metadata: { name: 'web' }, spec: { template } })).toEqual([
    'spec.template.spec.terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be treated as 1',
  ]);
});

test('warns of variables that hide one another', () => {
  const hides = (at: number): string =>
    `spec.containers[0].env[${at}]: hides previous definition of "A", which may be dropped when using apply`;
  const env = (...values: string[]): string[] =>
    containerWarnings({ env: values.map((value) => ({ name: 'A', value })) });
  expect(env('x', 'y', 'z')).toEqual([hides(1), hides(2)]);
  expect(env('x', '$(A)')).toEqual([hides(1)]);
  expect(env('x', '$(A)/bin')).toEqual([]);
});

test('warns of ports that say the same', () => {
  const http = { name: 'http', containerPort: 80, protocol: 'TCP' };
  expect(containerWarnings({ ports: [http] }, { ports: [http, { containerPort: 80, protocol: 'UDP' }] })).toEqual([
    'spec.containers[1].ports[0]: duplicate port definition with spec.containers[0].ports[0]',
    'spec.containers[1].ports[0]: duplicate port name "http" with spec.containers[0].ports[0], services and probes that select ports by name will use spec.containers[0].ports[0]',
  ]);
  const host = { containerPort: 80, protocol: 'TCP', hostPort: 80 };
  expect(containerWarnings({ ports: [host, { ...host, hostIP: '1.2.3.4' }] })).toEqual([
    'spec.containers[0].ports[1]: dangerously ambiguous port definition with spec.containers[0].ports[0]',
  ]);
  expect(containerWarnings({ ports: [host, { ...host, hostPort: 0 }] })).toEqual([
    'spec.containers[0].ports[1]: overlapping port definition with spec.containers[0].ports[0]',
  ]);
  expect(containerWarnings({ ports: [{ ...http, hostIP: '1.2.3.4' }] })).toEqual([
    'spec.containers[0].ports[0]: hostIP set without hostPort: {Name:http HostPort:0 ContainerPort:80 Protocol:TCP HostIP:1.2.3.4}',
  ]);
});

test('warns of half a byte', () => {
  expect(containerWarnings({ resources: { limits: { memory: '500m', cpu: '500m' } } })).toEqual([
    'spec.containers[0].resources.limits[memory]: fractional byte value "500m" is invalid, must be an integer',
  ]);
});

test('warns of volumes that are no more, and of files that hide one another', () => {
  const item = (path: string): { key: string; path: string } => ({ key: 'k', path });
  expect(
    podWarnings({
      volumes: [
        { name: 'a', gitRepo: {} },
        { name: 'b', configMap: { name: 'cm', items: [item('x/'), item('y'), item('x/z')] } },
        {
          name: 'c',
          projected: {
            sources: [{}, { secret: { name: 's', items: [item('t')] } }, { serviceAccountToken: { path: 't' } }],
          },
        },
      ],
    }),
  ).toEqual([
    'spec.volumes[0].gitRepo: deprecated in v1.11, and disabled by default in v1.33+',
    'volume "b" (ConfigMap "cm"): overlapping paths: "x/z" with "x"',
    'volume "c" (Projected) has no sources provided',
    'volume "c" (Projected): overlapping paths: "t" (ServiceAccountToken) with "t" (Secret "s")',
  ]);
});

test('warns of labels of nodes that are no longer set', () => {
  const label = 'beta.kubernetes.io/os';
  const terms = [{ matchExpressions: [{ key: label, operator: 'In', values: ['a b'] }] }];
  expect(
    podWarnings({
      nodeSelector: { [label]: 'linux' },
      affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: terms } } },
    }),
  ).toEqual([
    'spec.nodeSelector[beta.kubernetes.io/os]: deprecated since v1.14; use "kubernetes.io/os" instead',
    'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].key: beta.kubernetes.io/os is deprecated since v1.14; use "kubernetes.io/os" instead',
  ]);
});

test('warns of selectors that match no Pod', () => {
  const none = 'a null labelSelector results in matching no pod';
  expect(
    podWarnings({
      topologySpreadConstraints: [{ topologyKey: 'zone' }],
      affinity: { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ podAffinityTerm: {} }] } },
    }),
  ).toEqual([
    `spec.topologySpreadConstraints[0].labelSelector: ${none}`,
    `spec.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].podAffinityTerm.labelSelector: ${none}`,
  ]);
});

test('warns of names given twice, and of none', () => {
  expect(
    podWarnings({
      hostAliases: [{ ip: '1.1.1.1' }, { ip: '1.1.1.1' }, { ip: '2001:DB8::1' }],
      imagePullSecrets: [{ name: 'a' }, { name: 'a' }, {}],
    }),
  ).toEqual([
    'spec.hostAliases[1].ip: duplicate ip "1.1.1.1"',
    'spec.imagePullSecrets[1].name: duplicate name "a"',
    'spec.imagePullSecrets[2].name: invalid empty name ""',
    'spec.hostAliases[2].ip: IPv6 address "2001:DB8::1" should be in RFC 5952 canonical format ("2001:db8::1")',
  ]);
});

test('warns of annotations that have become fields', () => {
  const key = 'container.apparmor.security.beta.kubernetes.io/web';
  const pod = (annotation: string): string[] =>
    appArmorWarnings({ metadata: { annotations: { [key]: annotation } }, spec: { containers: [{ name: 'web' }] } });
  const warning = `metadata.annotations[${key}]: deprecated since v1.30; use the "appArmorProfile" field instead`;
  expect(pod('runtime/default')).toEqual([warning]);
  expect(pod('nonsense')).toEqual([warning]);
  expect(
    appArmorWarnings({
      metadata: { annotations: { [key]: 'runtime/default' } },
      spec: { containers: [{ name: 'web' }], securityContext: { appArmorProfile: { type: 'RuntimeDefault' } } },
    }),
  ).toEqual([]);
  expect(podWarnings({}, { 'seccomp.security.alpha.kubernetes.io/pod': 'x' })).toEqual([
    'metadata.annotations[seccomp.security.alpha.kubernetes.io/pod]: non-functional in v1.27+; use the "seccompProfile" field instead',
  ]);
});

test.each<[string, Service['spec'] & object, string[]]>([
  [
    'a headless Service',
    { type: 'ClusterIP', clusterIP: 'None', loadBalancerIP: '1.2.3.4', sessionAffinity: 'ClientIP' },
    ['spec.loadBalancerIP is ignored for headless services', 'spec.SessionAffinity is ignored for headless services'],
  ],
  [
    'external addresses',
    { type: 'ClusterIP', externalIPs: ['2001:db8:0:0::1'] },
    [
      'spec.externalIPs[0]: IPv6 address "2001:db8:0:0::1" should be in RFC 5952 canonical format ("2001:db8::1")',
      'spec.externalIPs is deprecated and may no longer be implemented in some clusters',
    ],
  ],
  [
    'a name outside',
    { type: 'ClusterIP', externalName: 'a' },
    ['spec.externalName is ignored when spec.type is not "ExternalName"'],
  ],
  [
    'PreferClose',
    { type: 'ClusterIP', trafficDistribution: 'PreferClose' },
    ['spec.trafficDistribution: "PreferClose" is deprecated; use "PreferSameZone"'],
  ],
  [
    'a range',
    { type: 'LoadBalancer', loadBalancerSourceRanges: ['2001:DB8::/32', '10.0.0.0/8'] },
    [
      'spec.loadBalancerSourceRanges[0]: IPv6 CIDR value "2001:DB8::/32" should be in RFC 5952 canonical format ("2001:db8::/32")',
    ],
  ],
])('warns of %s', (_what, spec, warnings) => {
  expect(warningsForService({ spec })).toEqual(warnings);
});

const CERTIFICATE = '-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n';
const KEY = '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4\n\nMA\nA=\n-----END RSA PRIVATE KEY-----\n';

test('finds PEM blocks', () => {
  expect(pemBlocks(`text\n${CERTIFICATE}${KEY}`)).toEqual([
    { type: 'CERTIFICATE', bytes: 'MAA=' },
    { type: 'RSA PRIVATE KEY', bytes: 'MAA=' },
  ]);
  expect(pemBlocks('-----BEGIN A-----\nMAA=\n-----END B-----\n')).toEqual([]);
});

test.each([
  [CERTIFICATE, KEY, []],
  ['text', KEY, ['tls: failed to find any PEM data in certificate input']],
  [
    KEY,
    CERTIFICATE,
    [
      'tls: failed to find certificate PEM data in certificate input, but did find a private key; PEM inputs may have been switched',
    ],
  ],
  [CERTIFICATE, 'text', ['tls: failed to find any PEM data in key input']],
  [CERTIFICATE, CERTIFICATE, ['tls: found a certificate rather than a key in the PEM for the private key']],
])('looks into a TLS Secret', (certificate, key, warnings) => {
  const data = { 'tls.crt': btoa(certificate), 'tls.key': btoa(key) };
  expect(warningsForSecret({ type: 'kubernetes.io/tls', data })).toEqual(warnings);
});

test('takes out owners that are named twice', () => {
  const owner = { apiVersion: 'v1', kind: 'Pod', name: 'a', uid: '1' };
  const metadata = { ownerReferences: [owner, { ...owner, name: 'b' }, { ...owner }] };
  expect(dedupeOwnerReferences(metadata)).toEqual([
    '.metadata.ownerReferences contains duplicate entries; API server dedups owner references in 1.20+, and may reject such requests as early as 1.24; please fix your requests; duplicate UID(s) observed: 1',
  ]);
  expect(metadata.ownerReferences).toEqual([owner, { ...owner, name: 'b' }]);
});

test('says a thing once, nothing that no header can hold, and all of it cut short when it is much', () => {
  expect(asHeaders(['a', 'b', 'a', 'c\n'])).toEqual(['a', 'b']);
  const long = Array.from({ length: 20 }, (_, at) => `${at} ${'x'.repeat(300)}`);
  const headers = asHeaders(long);
  expect(headers).toHaveLength(16);
  expect(headers.every((text) => text.length === 256)).toBe(true);
});
