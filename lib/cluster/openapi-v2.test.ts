import { expect, test } from 'vitest';
import { Cluster } from './cluster';

test('what is asked for as protobuf comes as bytes, and the version as text', async () => {
  const cluster = await Cluster.create({ start: 0, seed: 1, nodes: 1 });
  const get = (url: string, accept: string) => cluster.handle({ method: 'GET', url, headers: { accept }, body: '' });
  const openapi = get('/openapi/v2', 'application/com.github.proto-openapi.spec.v2@v1.0+protobuf');
  expect(openapi && 'body' in openapi && openapi.body instanceof Uint8Array).toBe(true);
  const version = get('/version', 'application/json');
  expect(version && 'body' in version && typeof version.body).toBe('string');
});
