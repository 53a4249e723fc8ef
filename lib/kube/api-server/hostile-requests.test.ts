/** Requests that nobody in their right mind would send: every one of them gets an answer, and a refusal is a Status. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isObject } from '../json-object';
import { newTestServer } from './test-server';

const ROOTS = [
  '/api/v1',
  '/apis/apps/v1',
  '/apis/batch/v1',
  '/apis/rbac.authorization.k8s.io/v1',
  '/apis/foo.io/v1',
  '',
];
const WORDS = [
  'namespaces',
  'default',
  'pods',
  'configmaps',
  'deployments',
  'jobs',
  'roles',
  'serviceaccounts',
  'nodes',
  'events',
  'status',
  'scale',
  'log',
  'exec',
  'binding',
  'eviction',
  'token',
  'proxy',
  'ephemeralcontainers',
  'finalize',
  'watch',
  'web',
  'version',
  'openapi',
  '%2e%2e',
  '%zz',
  '..',
  '',
];
const OPTIONS = [
  'limit',
  'continue',
  'watch',
  'labelSelector',
  'fieldSelector',
  'resourceVersion',
  'resourceVersionMatch',
  'sendInitialEvents',
  'dryRun',
  'fieldManager',
  'fieldValidation',
  'force',
  'propagationPolicy',
  'gracePeriodSeconds',
  'tailLines',
  'sinceTime',
  'container',
  'includeObject',
];
const VALUES = [
  '',
  '1',
  '-1',
  'x',
  'true',
  'All',
  'a=b',
  'a in (b',
  '!',
  ',',
  'Exact',
  '0',
  '%',
  'metadata.name=web',
  '\u0000',
];
const TYPES = [
  'application/json',
  'application/yaml',
  'application/merge-patch+json',
  'application/strategic-merge-patch+json',
  'application/json-patch+json',
  'application/apply-patch+yaml',
  'text/plain',
  '',
];

const POD = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', labels: { a: 'b' } },
  spec: { containers: [{ name: 'web', image: 'nginx' }] },
  status: { phase: 'Running' },
};

/** JSON with the names of the API in places where they do not belong. */
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<unknown>(null, true, -1, 1.5, '', 'web', 'Pod', 'v1', [], {}),
    fc.dictionary(
      fc.constantFrom(
        'apiVersion',
        'kind',
        'metadata',
        'name',
        'spec',
        'status',
        'labels',
        'replicas',
        'rules',
        'op',
        '__proto__',
      ),
      tie('value'),
    ),
    fc.array(tie('value'), { maxLength: 3 }),
  ),
})).value;

const body = fc.oneof(
  fc.constant(''),
  fc.string(),
  json.map((value) => JSON.stringify(value)),
  json.map((value) => JSON.stringify({ ...POD, ...(isObject(value) ? value : { spec: value }) })),
  json.map((value) =>
    JSON.stringify({ apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'web' }, spec: value }),
  ),
  json.map((value) => JSON.stringify([{ op: 'replace', path: '/spec', value }, value])),
);

/** Addresses of something that there is. */
const PLACES = [
  '/api/v1/namespaces/default/pods',
  '/api/v1/namespaces/default/pods/web',
  '/api/v1/namespaces/default/pods/web/status',
  '/api/v1/namespaces/default/pods/web/binding',
  '/api/v1/namespaces/default/pods/web/eviction',
  '/api/v1/namespaces/default/pods/web/log',
  '/api/v1/namespaces/default/pods/web/ephemeralcontainers',
  '/api/v1/namespaces/default/serviceaccounts/default/token',
  '/api/v1/namespaces/default/events',
  '/apis/events.k8s.io/v1/namespaces/default/events',
  '/apis/apps/v1/namespaces/default/deployments',
  '/apis/apps/v1/namespaces/default/deployments/web',
  '/apis/apps/v1/namespaces/default/deployments/web/scale',
  '/apis/autoscaling/v1/namespaces/default/horizontalpodautoscalers',
  '/apis/rbac.authorization.k8s.io/v1/namespaces/default/roles',
  '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
  '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
  '/apis/example.com/v1/namespaces/default/widgets',
  '/apis/example.com/v1/namespaces/default/widgets/web',
  '/apis/example.com/v1/namespaces/default/widgets/web/status',
  '/apis/example.com/v1/namespaces/default/widgets/web/scale',
];

const WIDGETS = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'widgets.example.com' },
  spec: {
    group: 'example.com',
    scope: 'Namespaced',
    names: { plural: 'widgets', kind: 'Widget' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        subresources: {
          status: {},
          scale: { specReplicasPath: '.spec.replicas', statusReplicasPath: '.status.replicas' },
        },
        schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
      },
    ],
  },
};

const request = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'FOO'),
  url: fc
    .tuple(
      fc.constantFrom(...ROOTS, ...PLACES, ...PLACES),
      fc.oneof(fc.constant([]), fc.array(fc.constantFrom(...WORDS), { maxLength: 6 })),
      fc.array(fc.tuple(fc.constantFrom(...OPTIONS), fc.constantFrom(...VALUES)), { maxLength: 3 }),
    )
    .map(([root, words, query]) => {
      const options = query.map(
        ([name, value]) => `${name}=${value.includes('%') ? value : encodeURIComponent(value)}`,
      );
      return `${[root, ...words].join('/')}${options.length > 0 ? `?${options.join('&')}` : ''}`;
    }),
  type: fc.constantFrom(...TYPES),
  accept: fc.constantFrom('application/json', '*/*', '', 'text/html', 'application/json;as=Table;v=v1;g=meta.k8s.io'),
  user: fc.constantFrom(undefined, 'jane', ''),
  body,
});

test('no request makes it throw, and a refusal is a Status', async () => {
  const runs = Number(process.env['HOSTILE'] ?? 400);
  const { ask } = await newTestServer();
  ask('POST', '/api/v1/namespaces/default/pods', POD);
  ask('POST', '/apis/apiextensions.k8s.io/v1/customresourcedefinitions', WIDGETS);
  ask('POST', '/apis/example.com/v1/namespaces/default/widgets', {
    ...POD,
    apiVersion: 'example.com/v1',
    kind: 'Widget',
  });
  fc.assert(
    fc.property(request, ({ method, url, type, accept, user, body: sent }) => {
      const headers = { 'content-type': type, accept, ...(user !== undefined && { 'impersonate-user': user }) };
      const answer = ask(method, url, sent, headers);
      expect(answer.status).toBeGreaterThanOrEqual(101);
      if (answer.status < 400 || typeof answer.body === 'string') return;
      expect(answer.body).toMatchObject({ kind: 'Status', status: 'Failure', code: answer.status });
    }),
    { numRuns: runs },
  );
});
