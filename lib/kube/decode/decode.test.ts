import { expect, test } from 'vitest';
import { schemaOf, type GoType } from '../schema';
import { decode, decodeMessage } from './index';

function typeOf(apiVersion: string, kind: string): GoType {
  const type = schemaOf(apiVersion, kind);
  if (!type) throw new Error(`no structure of ${kind}`);
  return type;
}

const pod = typeOf('v1', 'Pod');
const service = typeOf('v1', 'Service');
const secret = typeOf('v1', 'Secret');
const ingress = typeOf('networking.k8s.io/v1', 'Ingress');

function message(type: GoType, manifest: Record<string, unknown>): string {
  return decodeMessage(decode(type, manifest).faults);
}

function podWith(container: Record<string, unknown>): Record<string, unknown> {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web' },
    spec: { containers: [{ name: 'web', ...container }] },
  };
}

// What the API server v1.36.3 said, after `Pod in version "v1" cannot be handled as a Pod: `.
const MISMATCHES: [string, Record<string, unknown>, string][] = [
  [
    'a number for a text',
    { image: 5 },
    'json: cannot unmarshal number into Go struct field Container.spec.containers.image of type string',
  ],
  [
    'a boolean for a text',
    { env: [{ name: 'A', value: true }] },
    'json: cannot unmarshal bool into Go struct field EnvVar.spec.containers.env.value of type string',
  ],
  [
    'a text for a number',
    { ports: [{ containerPort: '80' }] },
    'json: cannot unmarshal string into Go struct field ContainerPort.spec.containers.ports.containerPort of type int32',
  ],
  [
    'a fraction for an integer',
    { ports: [{ containerPort: 1.5 }] },
    'json: cannot unmarshal number 1.5 into Go struct field ContainerPort.spec.containers.ports.containerPort of type int32',
  ],
  [
    'more than 32 bits',
    { ports: [{ containerPort: 4294967296 }] },
    'json: cannot unmarshal number 4294967296 into Go struct field ContainerPort.spec.containers.ports.containerPort of type int32',
  ],
  [
    'a text for a boolean',
    { tty: 'yes' },
    'json: cannot unmarshal string into Go struct field Container.spec.containers.tty of type bool',
  ],
  [
    'an object for a list',
    { ports: { containerPort: 80 } },
    'json: cannot unmarshal object into Go struct field Container.spec.containers.ports of type []v1.ContainerPort',
  ],
  [
    'a text for an object',
    { ports: ['80'] },
    'json: cannot unmarshal string into Go struct field Container.spec.containers.ports of type v1.ContainerPort',
  ],
  [
    'a number for a text with a name in Go',
    { imagePullPolicy: 5 },
    'json: cannot unmarshal number into Go struct field Container.spec.containers.imagePullPolicy of type v1.PullPolicy',
  ],
  [
    'a list for a map with a name in Go',
    { resources: { limits: [] } },
    'json: cannot unmarshal array into Go struct field ResourceRequirements.spec.containers.resources.limits of type v1.ResourceList',
  ],
  [
    'a field of an embedded struct',
    { livenessProbe: { httpGet: 'x' } },
    'json: cannot unmarshal string into Go struct field Probe.spec.containers.livenessProbe.ProbeHandler.httpGet of type v1.HTTPGetAction',
  ],
  [
    'a reference by name',
    { envFrom: [{ secretRef: { name: 5 } }] },
    'json: cannot unmarshal number into Go struct field SecretEnvSource.spec.containers.envFrom.secretRef.LocalObjectReference.name of type string',
  ],
  [
    'a fraction for a port',
    { livenessProbe: { tcpSocket: { port: 1.5 } } },
    'json: cannot unmarshal number 1.5 into Go struct field TCPSocketAction.spec.containers.livenessProbe.ProbeHandler.tcpSocket.port of type int32',
  ],
  [
    'a boolean for a quantity',
    { resources: { limits: { cpu: true } } },
    "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
  ],
  ['a suffix that is none', { resources: { limits: { memory: '1K' } } }, "unable to parse quantity's suffix"],
];

test.each(MISMATCHES)('words %s as Go does', (_what, container, words) => {
  expect(message(pod, podWith(container))).toBe(words);
});

test('names a struct of another group in full, with what is embedded', () => {
  const manifest = { spec: { rules: [{ http: { paths: [{ backend: { service: 'web' } }] } }] } };
  expect(message(ingress, manifest)).toBe(
    'json: cannot unmarshal string into Go struct field IngressBackend.spec.rules.IngressRuleValue.http.paths.backend.service of type v1.IngressServiceBackend',
  );
});

test('names unknown fields by their place, in the order in which they stand', () => {
  const manifest = { ...podWith({ imag: 'nginx' }), specs: {}, metadata: { name: 'web', lables: {}, 'a/b "c"': 1 } };
  expect(message(pod, manifest)).toBe(
    'strict decoding error: unknown field "metadata.lables", unknown field "metadata.a/b \\"c\\"", unknown field "spec.containers[0].imag", unknown field "specs"',
  );
});

test('reads keys in alphabetical order where kubectl has sent them', () => {
  const manifest = { spec: { zone: 1, area: 2 } };
  const { faults } = decode(pod, manifest, true);
  expect(faults.map(({ path }) => path)).toEqual([
    ['spec', 'area'],
    ['spec', 'zone'],
  ]);
});

test('keeps silent about unknown fields where a type is wrong, and about all else where a value cannot be read at all', () => {
  const unknown = { command: 5, shell: 'sh' };
  expect(message(pod, podWith(unknown))).toMatch(/^json: cannot unmarshal number .* of type \[\]string$/);
  expect(message(pod, podWith({ ...unknown, resources: { limits: { cpu: 'x' } } }))).toMatch(/^quantities must match/);
});

test('counts no more than a hundred unknown fields', () => {
  const many = Object.fromEntries(Array.from({ length: 101 }, (_, at) => [`f${at}`, 1]));
  const { faults } = decode(pod, many);
  expect(faults).toHaveLength(101);
  expect(decodeMessage(faults)).toMatch(/unknown field "f99"$/);
});

test('finds every fault, each with its place', () => {
  const { faults } = decode(service, { spec: { ports: [{ port: '80' }, { port: 81, nod: 1 }], selector: 'app' } });
  expect(faults.map(({ path, reason }) => [path.join('/'), reason])).toEqual([
    ['spec/ports/0/port', 'TypeMismatch'],
    ['spec/ports/1/nod', 'UnknownField'],
    ['spec/selector', 'TypeMismatch'],
  ]);
});

test.each([
  ['plain!', 'illegal base64 data at input byte 5'],
  ['bW9uZ28', 'illegal base64 data at input byte 4'],
  ['bW9u Z28=', 'illegal base64 data at input byte 4'],
  ['YQ=', 'illegal base64 data at input byte 3'],
  ['한글', 'illegal base64 data at input byte 0'],
])('refuses the bytes %s', (text, words) => {
  expect(message(secret, { data: { key: text } })).toBe(words);
});

test('writes bytes as Go does: without line breaks and spare bits, a list of numbers as text', () => {
  const { object, faults } = decode(secret, { data: { a: 'bW9u\nZ28=', b: 'YR==', c: [1, 2, 3, 4], d: '' } });
  expect(faults).toEqual([]);
  expect(object).toEqual({ data: { a: 'bW9uZ28=', b: 'YQ==', c: 'AQIDBA==', d: '' } });
});

test('reads moments, and writes them in UTC', () => {
  const metadata = (time: string): Record<string, unknown> => ({ metadata: { creationTimestamp: time } });
  expect(decode(pod, metadata('2022-05-13T08:30:00.5+09:00')).object).toEqual(metadata('2022-05-12T23:30:00Z'));
  expect(message(pod, metadata('yesterday'))).toBe(
    'parsing time "yesterday" as "2006-01-02T15:04:05Z07:00": cannot parse "yesterday" as "2006"',
  );
  expect(message(pod, metadata('2022-02-30T00:00:00Z'))).toBe('parsing time "2022-02-30T00:00:00Z": day out of range');
  expect(message(pod, { metadata: { creationTimestamp: 5 } })).toBe(
    'json: cannot unmarshal number into Go struct field ObjectMeta.metadata.creationTimestamp of type string',
  );
});

test('takes null for absent, and in a list or a map for the zero value', () => {
  const { object, faults } = decode(pod, {
    metadata: { name: 'web', labels: { app: null }, annotations: null },
    spec: { containers: [null], hostAliases: [{ hostnames: [null] }] },
  });
  expect(faults).toEqual([]);
  expect(object).toEqual({
    metadata: { name: 'web', labels: { app: '' } },
    spec: { containers: [{}], hostAliases: [{ hostnames: [''] }] },
  });
});

test('leaves out zero values, except behind a pointer', () => {
  const { object } = decode(pod, {
    spec: {
      hostNetwork: false,
      nodeName: '',
      terminationGracePeriodSeconds: 0,
      enableServiceLinks: false,
      containers: [],
    },
  });
  expect(object).toEqual({ spec: { terminationGracePeriodSeconds: 0, enableServiceLinks: false, containers: [] } });
});

test('keeps a key named __proto__ to itself', () => {
  const manifest = { metadata: { labels: { ['__proto__']: 'x' } }, ['__proto__']: { spec: 1 } };
  const { object, faults } = decode<{ metadata?: { labels?: object } }>(pod, manifest);
  expect(faults.map(({ message }) => message)).toEqual(['unknown field "__proto__"']);
  expect(Object.keys(object.metadata?.labels ?? {})).toEqual(['__proto__']);
});
