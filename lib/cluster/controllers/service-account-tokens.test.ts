import { expect, test } from 'vitest';
import { newTestCluster } from '../test-cluster';
import { serviceAccountTokenController } from './service-account-tokens';

const controllers = [serviceAccountTokenController({ certificate: 'PEM' })];
const TYPE = 'kubernetes.io/service-account-token';

function secretOf(account: string) {
  const annotations = { 'kubernetes.io/service-account.name': account };
  return { metadata: { name: 'token', namespace: 'default', annotations }, type: TYPE };
}

test('a Secret for the token of a ServiceAccount is filled in, and goes with it', async () => {
  const { client, settle } = await newTestCluster({ controllers });
  client.create('v1/ServiceAccount', { metadata: { name: 'robot', namespace: 'default' } });
  client.create('v1/Secret', secretOf('robot'));
  settle();
  const secret = client.get('v1/Secret', 'default', 'token');
  const account = client.get('v1/ServiceAccount', 'default', 'robot');
  expect(secret?.metadata.annotations?.['kubernetes.io/service-account.uid']).toBe(account?.metadata.uid);
  expect(secret?.data).toMatchObject({ 'ca.crt': btoa('PEM'), namespace: btoa('default') });
  const [, claims = ''] = atob(secret?.data?.['token'] ?? '').split('.');
  expect(JSON.parse(atob(claims))).toMatchObject({ sub: 'system:serviceaccount:default:robot' });
  client.delete('v1/ServiceAccount', 'default', 'robot');
  settle();
  expect(client.get('v1/Secret', 'default', 'token')).toBeUndefined();
});

test('a Secret for the token of nobody does not stay', async () => {
  const { client, settle } = await newTestCluster({ controllers });
  client.create('v1/Secret', secretOf('nobody'));
  settle();
  expect(client.get('v1/Secret', 'default', 'token')).toBeUndefined();
});
