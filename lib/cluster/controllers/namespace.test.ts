import { expect, test } from 'vitest';
import { newTestCluster, type TestCluster } from '../test-cluster';
import { namespaceController } from './namespace';
import { rootCaPublisherController } from './root-ca-publisher';
import { serviceAccountController } from './serviceaccount';

const controllers = [
  namespaceController(),
  serviceAccountController,
  rootCaPublisherController({ certificate: 'PEM' }),
];

function createNamespace(cluster: TestCluster): void {
  cluster.client.create('v1/Namespace', { metadata: { name: 'shop' } });
  cluster.settle();
}

test('a namespace gets its ServiceAccount and the root certificate', async () => {
  const cluster = await newTestCluster({ controllers });
  createNamespace(cluster);
  const { client } = cluster;
  expect(client.get('v1/ServiceAccount', 'shop', 'default')).toBeDefined();
  const configMap = client.get('v1/ConfigMap', 'shop', 'kube-root-ca.crt');
  expect(configMap?.data).toEqual({ 'ca.crt': 'PEM' });
  expect(configMap?.metadata.annotations?.['kubernetes.io/description']).toBe(
    'Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.',
  );
});

test('both come back when they are deleted or changed', async () => {
  const cluster = await newTestCluster({ controllers });
  createNamespace(cluster);
  const { client } = cluster;
  client.delete('v1/ServiceAccount', 'shop', 'default');
  const configMap = client.get('v1/ConfigMap', 'shop', 'kube-root-ca.crt');
  if (configMap) client.update('v1/ConfigMap', { ...configMap, data: { other: 'x' } });
  cluster.settle();
  expect(client.get('v1/ServiceAccount', 'shop', 'default')).toBeDefined();
  expect(client.get('v1/ConfigMap', 'shop', 'kube-root-ca.crt')?.data).toEqual({ 'ca.crt': 'PEM' });
});

test('a deleted namespace is emptied, and goes', async () => {
  const cluster = await newTestCluster({ controllers });
  createNamespace(cluster);
  const { client } = cluster;
  client.create('v1/Pod', {
    metadata: { name: 'web', namespace: 'shop' },
    spec: { containers: [{ name: 'web', image: 'nginx' }] },
  });
  client.create('v1/Secret', { metadata: { name: 'key', namespace: 'shop' } });
  cluster.settle();
  client.delete('v1/Namespace', undefined, 'shop');
  expect(client.get('v1/Namespace', undefined, 'shop')?.status?.phase).toBe('Terminating');
  cluster.settle();
  expect(client.get('v1/Namespace', undefined, 'shop')).toBeUndefined();
  expect([...client.list('v1/Secret', 'shop'), ...client.list('v1/ServiceAccount', 'shop')]).toEqual([]);
});

test('what finalizers keep keeps the namespace, which says so', async () => {
  const cluster = await newTestCluster({ controllers });
  createNamespace(cluster);
  const { client } = cluster;
  client.create('v1/ConfigMap', {
    metadata: { name: 'kept', namespace: 'shop', finalizers: ['example.com/wait'] },
  });
  client.delete('v1/Namespace', undefined, 'shop');
  cluster.settle();
  const conditions = client.get('v1/Namespace', undefined, 'shop')?.status?.conditions ?? [];
  expect(conditions.map(({ type, status, reason, message }) => [type, status, reason, message])).toEqual([
    ['NamespaceDeletionDiscoveryFailure', 'False', 'ResourcesDiscovered', 'All resources successfully discovered'],
    [
      'NamespaceDeletionGroupVersionParsingFailure',
      'False',
      'ParsedGroupVersions',
      'All legacy kube types successfully parsed',
    ],
    [
      'NamespaceDeletionContentFailure',
      'False',
      'ContentDeleted',
      'All content successfully deleted, may be waiting on finalization',
    ],
    [
      'NamespaceContentRemaining',
      'True',
      'SomeResourcesRemain',
      'Some resources are remaining: configmaps. has 1 resource instances',
    ],
    [
      'NamespaceFinalizersRemaining',
      'True',
      'SomeFinalizersRemain',
      'Some content in the namespace has finalizers remaining: example.com/wait in 1 resource instances',
    ],
  ]);
  const kept = client.get('v1/ConfigMap', 'shop', 'kept');
  if (kept) client.update('v1/ConfigMap', { ...kept, metadata: { ...kept.metadata, finalizers: [] } });
  cluster.settle();
  expect(client.get('v1/Namespace', undefined, 'shop')).toBeUndefined();
});
