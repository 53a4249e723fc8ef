import { expect, test } from 'vitest';
import type { types } from '@/lib/kube';
import { newTestCluster, type TestCluster } from '../../test-cluster';
import { resourceQuotaController } from './resourcequota';

const controllers = [resourceQuotaController];

function createQuota(cluster: TestCluster, hard: Record<string, string>, spec: types.ResourceQuotaSpec = {}): void {
  const created = cluster.client.create('v1/ResourceQuota', {
    metadata: { name: 'q', namespace: 'default' },
    spec: { hard, ...spec },
  });
  if (!created.ok) throw new Error(created.status.message);
  cluster.settle();
}

function createPod({ client }: TestCluster, name: string, requests: Record<string, string> = {}): string {
  const created = client.create('v1/Pod', {
    metadata: { name, namespace: 'default' },
    spec: { containers: [{ name: 'web', image: 'nginx', resources: { requests, limits: requests } }] },
  });
  return created.ok ? 'created' : created.status.message;
}

const statusOf = ({ client }: TestCluster) => client.get('v1/ResourceQuota', 'default', 'q')?.status;

test('a quota says what is used of it', async () => {
  const cluster = await newTestCluster({ controllers });
  createPod(cluster, 'a', { cpu: '250m', memory: '64Mi' });
  cluster.client.create('v1/Secret', { metadata: { name: 's', namespace: 'default' } });
  const hard = {
    pods: '5',
    'requests.cpu': '1',
    'limits.memory': '1Gi',
    secrets: '3',
    'count/secrets': '3',
    'services.nodeports': '2',
  };
  createQuota(cluster, hard);
  createPod(cluster, 'b', { cpu: '250m', memory: '64Mi' });
  cluster.client.create('v1/Service', {
    metadata: { name: 'web', namespace: 'default' },
    spec: { type: 'NodePort', ports: [{ port: 80 }] },
  });
  cluster.settle();
  expect(statusOf(cluster)).toEqual({
    hard,
    used: {
      pods: '2',
      'requests.cpu': '500m',
      'limits.memory': '128Mi',
      secrets: '1',
      'count/secrets': '1',
      'services.nodeports': '1',
    },
  });
});

test('what is created counts before the next is judged', async () => {
  const cluster = await newTestCluster({ controllers });
  createQuota(cluster, { pods: '2' });
  expect(createPod(cluster, 'a')).toBe('created');
  expect(createPod(cluster, 'b')).toBe('created');
  expect(createPod(cluster, 'c')).toBe(
    'pods "c" is forbidden: exceeded quota: q, requested: pods=1, used: pods=2, limited: pods=2',
  );
});

test('what goes, and a Pod that has ended, is given back', async () => {
  const cluster = await newTestCluster({ controllers });
  createQuota(cluster, { pods: '3', 'count/pods': '3' });
  createPod(cluster, 'a');
  createPod(cluster, 'b');
  cluster.settle();
  cluster.client.delete('v1/Pod', 'default', 'a');
  const pod = cluster.client.get('v1/Pod', 'default', 'b');
  if (pod) cluster.client.updateStatus('v1/Pod', { ...pod, status: { ...pod.status, phase: 'Succeeded' } });
  cluster.settle();
  expect(statusOf(cluster)?.used).toEqual({ pods: '0', 'count/pods': '1' });
});

test('claims count by their class', async () => {
  const cluster = await newTestCluster({ controllers });
  createQuota(cluster, { 'requests.storage': '10Gi', 'gold.storageclass.storage.k8s.io/requests.storage': '5Gi' });
  for (const storageClassName of ['gold', 'silver']) {
    cluster.client.create('v1/PersistentVolumeClaim', {
      metadata: { name: storageClassName, namespace: 'default' },
      spec: { storageClassName, accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    });
  }
  cluster.settle();
  expect(statusOf(cluster)?.used).toEqual({
    'requests.storage': '2Gi',
    'gold.storageclass.storage.k8s.io/requests.storage': '1Gi',
  });
});

test('a quota with a scope counts only what is in it', async () => {
  const cluster = await newTestCluster({ controllers });
  createQuota(cluster, { pods: '5' }, { scopes: ['BestEffort'] });
  createPod(cluster, 'a');
  createPod(cluster, 'b', { cpu: '1' });
  cluster.settle();
  expect(statusOf(cluster)?.used).toEqual({ pods: '1' });
});
