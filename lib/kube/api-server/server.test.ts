import { expect, test } from 'vitest';
import { isObject } from '../json-object';
import { newTestServer, type TestServer } from './test-server';

const PODS = '/api/v1/namespaces/default/pods';
const MERGE = { 'content-type': 'application/merge-patch+json' };

function newPod(name: string, labels: Readonly<Record<string, string>> = {}) {
  const spec = { containers: [{ name: 'c', image: 'nginx' }] };
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, labels }, spec };
}

function messageOf({ body }: { readonly body: unknown }): unknown {
  return isObject(body) ? body['message'] : undefined;
}

function namesIn({ body }: { readonly body: unknown }): unknown[] {
  const items = isObject(body) && Array.isArray(body['items']) ? body['items'] : [];
  return items.map((item: unknown) => (isObject(item) && isObject(item['metadata']) ? item['metadata']['name'] : item));
}

function metaOf({ body }: { readonly body: unknown }): Readonly<Record<string, unknown>> {
  return isObject(body) && isObject(body['metadata']) ? body['metadata'] : {};
}

/** More often than the history remembers. */
function write(store: TestServer['store'], pod: ReturnType<TestServer['store']['get']>): void {
  for (let times = 0; times < 3000; times += 1) if (pod) store.put('pods', pod);
}

/** What a watch says, and what it says from now on. */
function watch({ server }: TestServer, url: string): { events: unknown[]; stop(): void } {
  const events: unknown[] = [];
  const answer = server.handle({ method: 'GET', url, headers: {}, body: '' });
  if (!('stream' in answer)) throw new Error(`no stream: ${answer.status}`);
  const stop = answer.stream(
    (piece) => {
      const { type, object }: { type: string; object: { metadata?: { name?: string }; message?: string } } =
        JSON.parse(piece);
      events.push(`${type} ${object.metadata?.name ?? object.message ?? ''}`.trim());
    },
    () => events.push('end'),
  );
  return { events, stop };
}

test('a list comes in pieces, each of the revision of the first', async () => {
  const { ask } = await newTestServer();
  for (const name of ['a', 'b', 'c']) ask('POST', PODS, newPod(name));
  const first = ask('GET', `${PODS}?limit=2`);
  expect(namesIn(first)).toEqual(['a', 'b']);
  expect(metaOf(first)).toMatchObject({ remainingItemCount: 1 });
  ask('POST', PODS, newPod('d'));
  ask('DELETE', `${PODS}/c`);
  const next = ask('GET', `${PODS}?limit=2&continue=${String(metaOf(first)['continue'])}`);
  expect(namesIn(next)).toEqual(['c']);
  expect(metaOf(next)).toEqual({ resourceVersion: metaOf(first)['resourceVersion'] });
});

test('a list of the past that is forgotten is gone', async () => {
  const { ask, store } = await newTestServer({ changes: 1024 });
  ask('POST', PODS, newPod('a'));
  const pod = store.get('pods', 'default', 'a');
  write(store, pod);
  const old = ask('GET', `${PODS}?resourceVersion=2&resourceVersionMatch=Exact`);
  expect(old).toMatchObject({ status: 410, body: { reason: 'Expired' } });
  expect(messageOf(old)).toBe('The resourceVersion for the provided list is too old.');
});

test('a watch from a revision that is forgotten says so, and ends', async () => {
  const server = await newTestServer({ changes: 1024 });
  server.ask('POST', PODS, newPod('a'));
  const pod = server.store.get('pods', 'default', 'a');
  write(server.store, pod);
  const { events } = watch(server, `${PODS}?watch=true&resourceVersion=2`);
  expect(events).toEqual([`ERROR too old resource version: 2 (${server.store.compacted + 1})`, 'end']);
});

test('a watch tells what comes to match and what stops to', async () => {
  const server = await newTestServer();
  const { ask } = server;
  ask('POST', PODS, newPod('a', { app: 'web' }));
  const watching = watch(server, `${PODS}?watch=true&labelSelector=app%3Dweb`);
  ask('POST', PODS, newPod('b'));
  ask('PATCH', `${PODS}/b`, { metadata: { labels: { app: 'web' } } }, MERGE);
  ask('PATCH', `${PODS}/a`, { metadata: { labels: { app: null } } }, MERGE);
  ask('DELETE', `${PODS}/b`);
  watching.stop();
  ask('DELETE', `${PODS}/a`);
  expect(watching.events).toEqual(['ADDED a', 'ADDED b', 'DELETED a', 'DELETED b']);
});

test('a watch from a revision that is still to come says nothing before it', async () => {
  const server = await newTestServer();
  const { events } = watch(server, `${PODS}?watch=true&resourceVersion=${server.store.revision + 1}`);
  server.ask('POST', PODS, newPod('a'));
  server.ask('POST', PODS, newPod('b'));
  expect(events).toEqual(['ADDED b']);
});

test('a watch gets bookmarks while nothing happens to it, and ends when its time is over', async () => {
  const server = await newTestServer();
  const { events } = watch(server, `${PODS}?watch=true&allowWatchBookmarks=true&timeoutSeconds=60`);
  server.ask('POST', '/api/v1/namespaces', { metadata: { name: 'x' } });
  server.server.tick();
  server.clock.now += 60_000;
  server.server.tick();
  expect(events).toEqual(['BOOKMARK', 'end']);
  expect(server.server.watchers).toBe(0);
});

test('who watches a history that was replaced must list again', async () => {
  const server = await newTestServer();
  const { events } = watch(server, `${PODS}?watch=true&resourceVersion=${server.store.revision}`);
  server.server.expireWatches();
  const { revision } = server.store;
  expect(events).toEqual([`ERROR too old resource version: 0 (${revision})`, 'end']);
});

test('several Pods of one moment do not all get the last of a quota', async () => {
  const { ask } = await newTestServer();
  const quota = { metadata: { name: 'few' }, spec: { hard: { pods: '2' } } };
  ask('POST', '/api/v1/namespaces/default/resourcequotas', quota);
  const status = { status: { hard: { pods: '2' }, used: { pods: '0' } } };
  ask('PATCH', '/api/v1/namespaces/default/resourcequotas/few/status', status, MERGE);
  const answers = ['a', 'b', 'c'].map((name) => ask('POST', PODS, newPod(name)));
  expect(answers.map((answer) => answer.status)).toEqual([201, 201, 403]);
  expect(answers.map(messageOf)[2]).toBe(
    'pods "c" is forbidden: exceeded quota: few, requested: pods=1, used: pods=2, limited: pods=2',
  );
});

test('nobody gives away what they do not hold', async () => {
  const { ask } = await newTestServer();
  const rbac = 'rbac.authorization.k8s.io';
  const roles = `/apis/${rbac}/v1/namespaces/default/roles`;
  const rules = [{ apiGroups: [rbac], resources: ['roles'], verbs: ['create'] }];
  ask('POST', roles, { metadata: { name: 'maker' }, rules });
  ask('POST', `/apis/${rbac}/v1/namespaces/default/rolebindings`, {
    metadata: { name: 'makers' },
    roleRef: { apiGroup: rbac, kind: 'Role', name: 'maker' },
    subjects: [{ apiGroup: rbac, kind: 'User', name: 'jane' }],
  });
  const jane = { 'impersonate-user': 'jane' };
  const more = [{ apiGroups: [''], resources: ['secrets'], verbs: ['get', 'list'] }];
  expect(ask('POST', roles, { metadata: { name: 'more' }, rules: more }, jane)).toMatchObject({
    status: 403,
    body: {
      message: `roles.${rbac} "more" is forbidden: user "jane" (groups=["system:authenticated"]) is attempting to grant RBAC permissions not currently held:\n{APIGroups:[""], Resources:["secrets"], Verbs:["get" "list"]}`,
    },
  });
  expect(ask('POST', roles, { metadata: { name: 'same' }, rules }, jane).status).toBe(201);
});

test('who may is told why', async () => {
  const { ask } = await newTestServer();
  const rbac = 'rbac.authorization.k8s.io';
  const home = `/apis/${rbac}/v1/namespaces/default`;
  const rules = [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }];
  ask('POST', `${home}/roles`, { metadata: { name: 'pod-reader' }, rules });
  const subjects = [{ kind: 'ServiceAccount', name: 'reader', namespace: 'default' }];
  const roleRef = { apiGroup: rbac, kind: 'Role', name: 'pod-reader' };
  ask('POST', `${home}/rolebindings`, { metadata: { name: 'read-pods' }, roleRef, subjects });
  const spec = { resourceAttributes: { verb: 'get', resource: 'pods', namespace: 'default' } };
  const reader = { 'impersonate-user': 'system:serviceaccount:default:reader' };
  const answer = ask('POST', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', { spec }, reader);
  expect(answer.body).toMatchObject({
    status: {
      allowed: true,
      reason:
        'RBAC: allowed by RoleBinding "read-pods/default" of Role "pod-reader" to ServiceAccount "reader/default"',
    },
  });
});

test('a token is somebody, until it has expired', async () => {
  const server = await newTestServer();
  const issued = server.ask('POST', '/api/v1/namespaces/default/serviceaccounts/default/token', {
    spec: { expirationSeconds: 600 },
  });
  const status = isObject(issued.body) && isObject(issued.body['status']) ? issued.body['status'] : {};
  const authorization = `Bearer ${String(status['token'])}`;
  expect(messageOf(server.ask('GET', PODS, undefined, { authorization }))).toBe(
    'pods is forbidden: User "system:serviceaccount:default:default" cannot list resource "pods" in API group "" in the namespace "default"',
  );
  server.clock.now += 601_000;
  expect(server.ask('GET', PODS, undefined, { authorization })).toMatchObject({ status: 401, body: { code: 401 } });
});

test('YAML is read where somebody reads it', async () => {
  const yaml = (text: string): unknown => {
    if (text.includes('[}')) throw new Error('yaml: did not find expected node content');
    return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: text } };
  };
  const { ask } = await newTestServer({ yaml });
  const type = { 'content-type': 'application/yaml' };
  expect(ask('POST', '/api/v1/namespaces/default/configmaps', 'one', type).status).toBe(201);
  expect(messageOf(ask('POST', '/api/v1/namespaces/default/configmaps', 'a: [}', type))).toBe(
    'the object provided is unrecognized (must be of type ConfigMap): error converting YAML to JSON: yaml: did not find expected node content (613a205b7d)',
  );
});

test('the parts of the control plane are asked how they are', async () => {
  const components = () => new Map([['scheduler', { healthy: false, message: 'connection refused' }]]);
  const { ask } = await newTestServer({ components });
  expect(ask('GET', '/api/v1/componentstatuses')).toMatchObject({
    headers: { warning: ['299 - "v1 ComponentStatus is deprecated in v1.19+"'] },
    body: {
      kind: 'ComponentStatusList',
      items: [
        {
          metadata: { name: 'scheduler' },
          conditions: [{ type: 'Healthy', status: 'False', message: 'connection refused' }],
        },
      ],
    },
  });
});
