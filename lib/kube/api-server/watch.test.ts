import { expect, test } from 'vitest';
import { newTestServer, type TestServer } from './test-server';

const METADATA = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1';

function watch({ server }: TestServer, url: string, accept = 'application/json'): string[] {
  const pieces: string[] = [];
  const answer = server.handle({ method: 'GET', url, headers: { accept }, body: '' });
  if (!('stream' in answer)) throw new Error(`${answer.status}`);
  answer.stream(
    (piece) => pieces.push(piece),
    () => {},
  );
  return pieces;
}

function told(pieces: readonly string[]): string[] {
  return pieces.map((piece) => {
    const line: { type: string; object: Record<string, unknown> } = JSON.parse(piece);
    const { type, object } = line;
    return `${type} ${String(object['apiVersion'])} ${String(object['kind'])} ${'data' in object ? 'whole' : 'in part'}`;
  });
}

test('many who watch the same are each told it in their own form, and as it is to them', async () => {
  const server = await newTestServer();
  const url = '/api/v1/namespaces/default/configmaps';
  const all = [watch(server, `${url}?watch=1`), watch(server, `${url}?watch=1`)] as const;
  const metadata = watch(server, `${url}?watch=1`, METADATA);
  const red = watch(server, `${url}?watch=1&labelSelector=color%3Dred`);
  const write = (method: string, at: string, color: string) =>
    server.ask(method, at, { metadata: { name: 'paint', labels: { color } }, data: { a: color } });
  write('POST', url, 'blue');
  write('PUT', `${url}/paint`, 'red');
  write('PUT', `${url}/paint`, 'blue');
  expect(told(all[0])).toEqual([
    'ADDED v1 ConfigMap whole',
    'MODIFIED v1 ConfigMap whole',
    'MODIFIED v1 ConfigMap whole',
  ]);
  expect(all[1]).toEqual(all[0]);
  expect(told(metadata)).toEqual([
    'ADDED meta.k8s.io/v1 PartialObjectMetadata in part',
    'MODIFIED meta.k8s.io/v1 PartialObjectMetadata in part',
    'MODIFIED meta.k8s.io/v1 PartialObjectMetadata in part',
  ]);
  expect(told(red)).toEqual(['ADDED v1 ConfigMap whole', 'DELETED v1 ConfigMap whole']);
});

test('an Event is told in the version that each asked for', async () => {
  const server = await newTestServer();
  const core = watch(server, '/api/v1/events?watch=1');
  const newer = watch(server, '/apis/events.k8s.io/v1/events?watch=1');
  const involvedObject = { kind: 'Pod', name: 'web', namespace: 'default' };
  server.ask('POST', '/api/v1/namespaces/default/events', {
    metadata: { name: 'e' },
    involvedObject,
    message: 'Hello',
  });
  expect(told(core)).toEqual(['ADDED v1 Event in part']);
  expect(told(newer)).toEqual(['ADDED events.k8s.io/v1 Event in part']);
});
