/** Steps of Kubernetes' conformance tests that ask the API alone (test/e2e/{apimachinery,auth,network,common/node}). */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askCluster, MERGE, STRATEGIC, type Asking } from './door';

let cluster: Asking;

beforeAll(async () => {
  cluster = await askCluster();
});

afterAll(() => cluster.door.close());

const container = { name: 'nginx', image: 'nginx' };

test('a PodTemplate gets its defaults, and counts the changes of its template', async () => {
  const path = '/api/v1/namespaces/default/podtemplates';
  const made = await cluster.ask('POST', path, {
    metadata: { name: 'web', labels: { of: 'test' } },
    template: { metadata: { labels: { a: 'b' } }, spec: { containers: [container] } },
  });
  expect(made.object).toMatchObject({ metadata: { generation: 1 }, template: { spec: { restartPolicy: 'Always' } } });
  const change = {
    metadata: { labels: { more: 'yes' } },
    template: { spec: { containers: [{ name: 'nginx', image: 'b' }] } },
  };
  const patched = await cluster.ask('PATCH', `${path}/web`, change, STRATEGIC);
  expect(patched.object).toMatchObject({
    metadata: { generation: 2, labels: { of: 'test', more: 'yes' } },
    template: { spec: { containers: [{ image: 'b', imagePullPolicy: 'Always' }] } },
  });
  await cluster.ask('DELETE', `${path}?labelSelector=of%3Dtest`);
  expect((await cluster.ask('GET', path)).object['items']).toEqual([]);
});

test('an approval may annotate the request that it is about', async () => {
  const path = '/apis/certificates.k8s.io/v1/certificatesigningrequests';
  const made = await cluster.ask('POST', path, {
    metadata: { generateName: 'e2e-example-csr-' },
    spec: { request: 'UEVN', signerName: 'example.com/e2e', usages: ['client auth'] },
  });
  const { name } = made.object['metadata'] as { name: string };
  const condition = { type: 'ApprovalPatch', status: 'True', reason: 'e2e' };
  const body = { metadata: { annotations: { patched: 'true' } }, status: { conditions: [condition] } };
  const { object } = await cluster.ask('PATCH', `${path}/${name}/approval`, body, MERGE);
  expect(object).toMatchObject({ metadata: { annotations: { patched: 'true' } }, status: { conditions: [condition] } });
});

test('a review has no rows', async () => {
  const response = await fetch(`${cluster.door.url}/apis/authorization.k8s.io/v1/selfsubjectaccessreviews`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json;as=Table;v=v1;g=meta.k8s.io' },
    body: JSON.stringify({ spec: { nonResourceAttributes: { path: '/', verb: 'get' } } }),
  });
  expect(response.status).toBe(406);
});

test('what strict decoding minds is told in the order in which it stands', async () => {
  const body =
    '{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"x"},"spec":{"unknownField":"foo","replicas":2,"replicas":3}}';
  const { object } = await cluster.ask(
    'POST',
    '/apis/apps/v1/namespaces/default/deployments?fieldValidation=Strict',
    body,
  );
  expect(object['message']).toBe(
    'Deployment in version "v1" cannot be handled as a Deployment: strict decoding error: unknown field "spec.unknownField", duplicate field "spec.replicas"',
  );
});

test('there is the network of Services, and addresses are named by themselves', async () => {
  const path = '/apis/networking.k8s.io/v1';
  const { object } = await cluster.ask('GET', `${path}/servicecidrs/kubernetes/status`);
  expect(object).toMatchObject({ spec: { cidrs: ['10.96.0.0/12'] }, status: { conditions: [{ type: 'Ready' }] } });
  const address = (name: string): object => ({
    metadata: { name },
    spec: { parentRef: { resource: 'services', namespace: 'default', name: 'web' } },
  });
  expect((await cluster.ask('POST', `${path}/ipaddresses`, address('2001:db8::ffff'))).status).toBe(201);
  const refused = await cluster.ask('POST', `${path}/ipaddresses`, address('2001:DB8:0::ffff'));
  expect(refused.object['message']).toBe(
    'IPAddress.networking.k8s.io "2001:DB8:0::ffff" is invalid: metadata.name: Invalid value: "2001:DB8:0::ffff": must be in canonical form ("2001:db8::ffff")',
  );
});

test('an apply may set what a schema preserves without naming it', async () => {
  await cluster.ask('POST', '/apis/apiextensions.k8s.io/v1/customresourcedefinitions', {
    metadata: { name: 'noxus.example.com' },
    spec: {
      group: 'example.com',
      scope: 'Cluster',
      names: { plural: 'noxus', kind: 'Noxu' },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
        },
      ],
    },
  });
  const path = '/apis/example.com/v1/noxus/mytest?fieldManager=test&fieldValidation=Strict';
  const body = { apiVersion: 'example.com/v1', kind: 'Noxu', metadata: { name: 'mytest' }, spec: { unknown: 'uk1' } };
  const applied = await cluster.ask('PATCH', path, body, 'application/apply-patch+yaml');
  expect(applied.object).toMatchObject({ spec: { unknown: 'uk1' } });
  const strategic = await cluster.ask('PATCH', '/apis/example.com/v1/noxus/mytest', {}, STRATEGIC);
  expect(strategic.status).toBe(415);
});

test('what a schema gets a default for later has it when it is read', async () => {
  const path = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
  const definition = (a: object): object => ({
    metadata: { name: 'foos.example.org' },
    spec: {
      group: 'example.org',
      scope: 'Cluster',
      names: { plural: 'foos', kind: 'Foo' },
      versions: [
        { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object', properties: { a } } } },
      ],
    },
  });
  await cluster.ask('POST', path, definition({ type: 'string' }));
  await cluster.ask('POST', '/apis/example.org/v1/foos', {
    apiVersion: 'example.org/v1',
    kind: 'Foo',
    metadata: { name: 'foo' },
  });
  await cluster.ask('PATCH', `${path}/foos.example.org`, definition({ type: 'string', default: 'A' }), MERGE);
  expect((await cluster.ask('GET', '/apis/example.org/v1/foos/foo')).object).toMatchObject({ a: 'A' });
});
