import { expect, test } from 'vitest';
import type { types } from '@/lib/kube';
import { newTestCluster, type TestCluster } from '../test-cluster';
import { garbageCollectorController } from './garbage-collector';

const controllers = [garbageCollectorController()];

function create({ client }: TestCluster, name: string, ...owners: types.OwnerReference[]): types.OwnerReference {
  const metadata = { name, namespace: 'default', ownerReferences: owners };
  const created = client.create('v1/ConfigMap', { metadata });
  if (!created.ok) throw new Error(created.status.message);
  return { apiVersion: 'v1', kind: 'ConfigMap', name, uid: created.object.metadata.uid };
}

function names(cluster: TestCluster): string[] {
  cluster.settle();
  return cluster.client.sorted('v1/ConfigMap').map(({ metadata }) => metadata.name);
}

test('what is owned goes after its owner, and what that owned after it', async () => {
  const cluster = await newTestCluster({ controllers });
  const owner = create(cluster, 'a');
  const middle = create(cluster, 'b', owner);
  create(cluster, 'c', middle);
  create(cluster, 'd');
  expect(names(cluster)).toEqual(['a', 'b', 'c', 'd']);
  cluster.client.delete('v1/ConfigMap', 'default', 'a');
  expect(names(cluster)).toEqual(['d']);
});

test('an owner that never was there counts as gone', async () => {
  const cluster = await newTestCluster({ controllers });
  create(cluster, 'a', { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', uid: 'no-such-uid' });
  expect(names(cluster)).toEqual([]);
});

test('an owner of a kind that nobody knows keeps what it owns', async () => {
  const cluster = await newTestCluster({ controllers });
  create(cluster, 'a', { apiVersion: 'example.com/v1', kind: 'Widget', name: 'w', uid: 'some-uid' });
  expect(names(cluster)).toEqual(['a']);
});

test('another object of the same name is another owner', async () => {
  const cluster = await newTestCluster({ controllers });
  const owner = create(cluster, 'a');
  create(cluster, 'b', { ...owner, uid: 'an-earlier-uid' });
  expect(names(cluster)).toEqual(['a']);
});

test('one of two owners is enough, and the lost one is struck out', async () => {
  const cluster = await newTestCluster({ controllers });
  const first = create(cluster, 'a');
  const second = create(cluster, 'b');
  create(cluster, 'c', first, second);
  cluster.client.delete('v1/ConfigMap', 'default', 'a');
  expect(names(cluster)).toEqual(['b', 'c']);
  expect(cluster.client.get('v1/ConfigMap', 'default', 'c')?.metadata.ownerReferences).toEqual([second]);
});

test('in the foreground the owner waits for what blocks it', async () => {
  const cluster = await newTestCluster({ controllers });
  const owner = create(cluster, 'a');
  const created = cluster.client.create('v1/ConfigMap', {
    metadata: {
      name: 'b',
      namespace: 'default',
      finalizers: ['example.com/wait'],
      ownerReferences: [{ ...owner, blockOwnerDeletion: true }],
    },
  });
  create(cluster, 'c', owner);
  cluster.settle();
  cluster.client.delete('v1/ConfigMap', 'default', 'a', { propagationPolicy: 'Foreground' });
  expect(names(cluster)).toEqual(['a', 'b']);
  expect(cluster.client.get('v1/ConfigMap', 'default', 'a')?.metadata.finalizers).toEqual(['foregroundDeletion']);
  const live = created.ok && cluster.client.get('v1/ConfigMap', 'default', 'b');
  if (!live) throw new Error('b is gone');
  cluster.client.update('v1/ConfigMap', { ...live, metadata: { ...live.metadata, finalizers: [] } });
  expect(names(cluster)).toEqual([]);
});

test('what blocks and owns itself goes in the foreground, too', async () => {
  const cluster = await newTestCluster({ controllers });
  const owner = create(cluster, 'a');
  const middle = create(cluster, 'b', { ...owner, blockOwnerDeletion: true });
  create(cluster, 'c', { ...middle, blockOwnerDeletion: true });
  cluster.settle();
  cluster.client.delete('v1/ConfigMap', 'default', 'a', { propagationPolicy: 'Foreground' });
  expect(names(cluster)).toEqual([]);
});

test('orphans stay, and forget their owner', async () => {
  const cluster = await newTestCluster({ controllers });
  const owner = create(cluster, 'a');
  create(cluster, 'b', owner);
  cluster.settle();
  cluster.client.delete('v1/ConfigMap', 'default', 'a', { propagationPolicy: 'Orphan' });
  expect(names(cluster)).toEqual(['b']);
  expect(cluster.client.get('v1/ConfigMap', 'default', 'b')?.metadata.ownerReferences ?? []).toEqual([]);
});

test('what was left while it was stopped goes once it is started', async () => {
  const cluster = await newTestCluster({ controllers });
  const owner = create(cluster, 'a');
  create(cluster, 'b', owner);
  cluster.settle();
  cluster.manager.stop();
  cluster.client.delete('v1/ConfigMap', 'default', 'a');
  expect(names(cluster)).toEqual(['b']);
  cluster.manager.start();
  expect(names(cluster)).toEqual([]);
});

test('a node may own a Pod, and no Pod a node', async () => {
  const cluster = await newTestCluster({ controllers });
  const owner = create(cluster, 'a');
  const created = cluster.client.create('v1/PersistentVolume', {
    metadata: { name: 'pv', ownerReferences: [{ ...owner, uid: 'no-such-uid' }] },
    spec: { capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'], hostPath: { path: '/data' } },
  });
  if (!created.ok) throw new Error(created.status.message);
  cluster.settle();
  expect(cluster.client.get('v1/PersistentVolume', undefined, 'pv')).toBeDefined();
});
