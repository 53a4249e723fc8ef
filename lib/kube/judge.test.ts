import { expect, test } from 'vitest';
import { isJudged, judgeCreate, kinds, loadAllKinds, type FieldFault, type Judgement } from './index';

await loadAllKinds();

const container = { name: 'web', image: 'nginx:1.27' };

function pod(spec: unknown, metadata: unknown = { name: 'web' }): unknown {
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec };
}

function statusOf(judgement: Judgement): unknown {
  return judgement.verdict === 'refused' ? { stage: judgement.stage, ...judgement.status } : judgement.verdict;
}

function faultsOf(judgement: Judgement): readonly FieldFault[] {
  return judgement.verdict === 'refused' ? judgement.errors : [];
}

test('accepts, and gives back what the server would', () => {
  const manifest = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c', uid: 'mine' }, data: { a: 'b' } };
  const judgement = judgeCreate(manifest);
  expect(judgement).toMatchObject({
    verdict: 'accepted',
    kind: { resource: 'configmaps' },
    object: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c', namespace: 'default' }, data: { a: 'b' } },
    warnings: [],
  });
  expect(judgement).not.toHaveProperty('object.metadata.uid');
  expect(manifest.metadata).toEqual({ name: 'c', uid: 'mine' });
});

test('puts an object where it is told to, if it doesn’t say itself', () => {
  const manifest = (namespace?: string): unknown => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'c', namespace },
  });
  const options = { namespace: 'kube-public' };
  expect(judgeCreate(manifest(), options)).toHaveProperty('object.metadata.namespace', 'kube-public');
  expect(judgeCreate(manifest('default'), options)).toHaveProperty('object.metadata.namespace', 'default');
  expect(statusOf(judgeCreate(manifest('shop')))).toEqual({
    stage: 'admission',
    code: 404,
    reason: 'NotFound',
    message: 'namespaces "shop" not found',
  });
  const namespaced = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', namespace: 'x' } };
  expect(judgeCreate(namespaced)).not.toHaveProperty('object.metadata.namespace');
});

test('says plainly what is not judged', () => {
  expect(judgeCreate({ apiVersion: 'v1', kind: 'PodTemplate', metadata: { name: 'db' } })).toEqual({
    verdict: 'not-judged',
    apiVersion: 'v1',
    kind: 'PodTemplate',
    reason: 'PodTemplate is not judged',
  });
  expect(kinds.filter(isJudged).map(({ kind }) => kind)).toEqual(expect.arrayContaining(['Pod', 'Node', 'Ingress']));
});

test('refuses as kubectl does before anything is sent', () => {
  expect(judgeCreate({ kind: 'Pod' })).toEqual({
    verdict: 'refused',
    stage: 'client',
    status: {
      code: 0,
      reason: '',
      message:
        'error validating "STDIN": error validating data: apiVersion not set; if you choose to ignore these errors, turn validation off with --validate=false',
    },
    errors: [
      {
        path: ['apiVersion'],
        field: 'apiVersion',
        reason: 'FieldValueRequired',
        at: 'key',
        message:
          'error validating "STDIN": error validating data: apiVersion not set; if you choose to ignore these errors, turn validation off with --validate=false',
      },
    ],
    warnings: [],
  });
});

test('knows what the server makes of kinds that only kubectl finds', () => {
  expect(statusOf(judgeCreate({ apiVersion: 'apps/v1', kind: 'deployment' }))).toEqual({
    stage: 'decode',
    code: 400,
    reason: 'BadRequest',
    message:
      'deployment in version "v1" cannot be handled as a Deployment: no kind "deployment" is registered for version "apps/v1" in scheme "pkg/runtime/scheme.go:111"',
  });
  expect(statusOf(judgeCreate({ apiVersion: '', kind: 'Pod' }))).toMatchObject({
    code: 404,
    message: 'the server could not find the requested resource',
  });
});

test('refuses at decoding, and tells all that it found there', () => {
  const judgement = judgeCreate(pod({ containers: [{ ...container, tty: 'yes', imag: 1 }] }));
  expect(statusOf(judgement)).toEqual({
    stage: 'decode',
    code: 400,
    reason: 'BadRequest',
    message:
      'Pod in version "v1" cannot be handled as a Pod: json: cannot unmarshal string into Go struct field Container.spec.containers.tty of type bool',
  });
  expect(faultsOf(judgement)).toEqual([
    {
      path: ['spec', 'containers', 0, 'tty'],
      field: 'spec.containers[0].tty',
      reason: 'TypeMismatch',
      message: 'json: cannot unmarshal string into Go struct field Container.spec.containers.tty of type bool',
      at: 'value',
    },
    {
      path: ['spec', 'containers', 0, 'imag'],
      field: 'spec.containers[0].imag',
      reason: 'UnknownField',
      message: 'unknown field "spec.containers[0].imag"',
      at: 'key',
    },
  ]);
});

test('looks further than a decoding fault, and marks what it finds there', () => {
  const judgement = judgeCreate(pod({ containers: [{ ...container, tty: 'yes' }], restartPolicy: 'Sometimes' }));
  expect(faultsOf(judgement).map(({ field, after }) => [field, after])).toEqual([
    ['spec.containers[0].tty', undefined],
    ['spec.restartPolicy', 'decode'],
  ]);
});

test('does not blame twice: neither a misspelt field for its absence, nor what cannot be read for being empty', () => {
  const misspelt = judgeCreate(pod({ container: [container] }));
  expect(faultsOf(misspelt).map(({ field }) => field)).toEqual(['spec.container']);
  const elsewhere = judgeCreate(pod({ containers: [{ name: 'web' }], restart: 1 }));
  expect(faultsOf(elsewhere).map(({ field }) => field)).toEqual(['spec.restart', 'spec.containers[0].image']);
  const unreadable = judgeCreate(pod({ containers: container }));
  expect(faultsOf(unreadable).map(({ field }) => field)).toEqual(['spec.containers']);
});

test('looks for a fault where the value was written', () => {
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, stringData: { 'a b': 'x' } };
  expect(faultsOf(judgeCreate(secret))).toMatchObject([
    { path: ['stringData', 'a b'], field: 'data[a b]', at: 'value' },
  ]);
  const service = (spec: unknown): unknown => ({ apiVersion: 'v1', kind: 'Service', metadata: { name: 's' }, spec });
  expect(faultsOf(judgeCreate(service({ ports: [{ port: '80' }] }))).map(({ field }) => field)).toEqual([
    'spec.ports[0].port',
  ]);
  expect(faultsOf(judgeCreate(service({ clusterIP: 'none', ports: [{ port: 80 }] })))).toMatchObject([
    { path: ['spec', 'clusterIP'], field: 'spec.clusterIPs[0]', at: 'value' },
  ]);
});

test('refuses at validation, with a place for each fault', () => {
  const judgement = judgeCreate(pod({ containers: [{ name: 'Web' }] }));
  expect(statusOf(judgement)).toMatchObject({
    stage: 'validation',
    code: 422,
    causes: [
      { field: 'spec.containers[0].name', reason: 'FieldValueInvalid' },
      { field: 'spec.containers[0].image', reason: 'FieldValueRequired', message: 'Required value' },
    ],
  });
  expect(faultsOf(judgement).map(({ path: at, at: mark }) => [at.join('/'), mark])).toEqual([
    ['spec/containers/0/name', 'value'],
    ['spec/containers/0/image', 'key'],
  ]);
});

test('marks an empty value where one is required, and the key above where there is none', () => {
  const empty = judgeCreate(pod({ containers: [container] }, { name: '' }));
  expect(faultsOf(empty)).toMatchObject([{ path: ['metadata', 'name'], at: 'value' }]);
  const missing = judgeCreate(pod({ containers: [container] }, {}));
  expect(faultsOf(missing)).toMatchObject([{ path: ['metadata', 'name'], at: 'key' }]);
});

test('refuses at admission', () => {
  const judgement = judgeCreate(pod({ containers: [container], serviceAccountName: 'robot' }));
  expect(statusOf(judgement)).toEqual({
    stage: 'admission',
    code: 403,
    reason: 'Forbidden',
    message:
      'pods "web" is forbidden: error looking up service account default/robot: serviceaccount "robot" not found',
  });
});

test('warns, whether it accepts or not', () => {
  const named = { name: 'web.a', annotations: { 'container.apparmor.security.beta.kubernetes.io/web': 'x' } };
  const warnings = [
    'metadata.annotations[container.apparmor.security.beta.kubernetes.io/web]: deprecated since v1.30; use the "appArmorProfile" field instead',
    "metadata.name: this is used in the Pod's hostname, which can result in surprising behavior; a DNS label is recommended: [must not contain dots]",
  ];
  expect(judgeCreate(pod({ containers: [{ name: 'web' }] }, named))).toMatchObject({
    verdict: 'refused',
    warnings: warnings.slice(0, 1),
  });
});

test.each([undefined, null, 5, 'x', [], true, () => 1, Symbol('x'), 10n])(
  'takes %s for a manifest without a throw',
  (manifest) => {
    expect(judgeCreate(manifest).verdict).toBe('refused');
  },
);
