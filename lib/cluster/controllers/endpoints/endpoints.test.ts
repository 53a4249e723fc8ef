import { expect, test } from 'vitest';
import type { types } from '@/lib/kube';
import { newTestCluster, type TestCluster } from '../../test-cluster';
import { endpointsController } from './endpoints';
import { endpointSliceController } from './endpointslice';
import { endpointSliceMirroringController } from './endpointslice-mirroring';
import { byHash, slicePortsByHash } from './port-order';

const controllers = [endpointSliceController, endpointsController];

function createPod({ client }: TestCluster, name: string, spec: types.PodSpec = {}, labels = { app: 'web' }): void {
  const containers = [{ name: 'web', image: 'nginx', ports: [{ name: 'http', containerPort: 8080 }] }];
  const created = client.create('v1/Pod', {
    metadata: { name, namespace: 'default', labels },
    spec: { containers, ...spec },
  });
  if (!created.ok) throw new Error(created.status.message);
}

function createService({ client }: TestCluster, spec: types.ServiceSpec = {}, labels = {}): void {
  const created = client.create('v1/Service', {
    metadata: { name: 'web', namespace: 'default', labels },
    spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 'http' }], ...spec },
  });
  if (!created.ok) throw new Error(created.status.message);
}

function slicesOf({ client }: TestCluster) {
  return [...client.list('discovery.k8s.io/v1/EndpointSlice', 'default')];
}

function setReady({ client, clock }: TestCluster, name: string, status: string): void {
  const pod = client.get('v1/Pod', 'default', name);
  if (!pod) throw new Error('no Pod');
  const conditions = (pod.status?.conditions ?? []).map((condition) =>
    condition.type === 'Ready' ? { ...condition, status } : condition,
  );
  client.updateStatus('v1/Pod', { ...pod, status: { ...pod.status, conditions } });
  clock.runUntilIdle();
}

test('a Service without Pods has an empty slice and empty Endpoints', async () => {
  const cluster = await newTestCluster({ controllers });
  createService(cluster, {}, { tier: 'front' });
  cluster.settle();
  const [slice] = slicesOf(cluster);
  expect(slice?.metadata.name).toMatch(/^web-[a-z0-9]{5}$/);
  expect(slice?.metadata.generateName).toBe('web-');
  expect(slice?.metadata.labels).toEqual({
    tier: 'front',
    'kubernetes.io/service-name': 'web',
    'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
  });
  const service = cluster.client.get('v1/Service', 'default', 'web');
  expect(slice?.metadata.ownerReferences).toEqual([
    {
      apiVersion: 'v1',
      kind: 'Service',
      name: 'web',
      uid: service?.metadata.uid,
      controller: true,
      blockOwnerDeletion: true,
    },
  ]);
  expect(slice?.endpoints ?? []).toEqual([]);
  const endpoints = cluster.client.get('v1/Endpoints', 'default', 'web');
  expect(endpoints?.subsets).toBeUndefined();
  expect(endpoints?.metadata.labels).toEqual({
    tier: 'front',
    'endpoints.kubernetes.io/managed-by': 'endpoint-controller',
  });
  expect(endpoints?.metadata.annotations).toEqual({
    'endpoints.kubernetes.io/last-change-trigger-time': '2026-01-05T09:00:00Z',
  });
});

test('Pods become endpoints with the number of their named port', async () => {
  const cluster = await newTestCluster({ controllers });
  createService(cluster);
  createPod(cluster, 'a');
  createPod(cluster, 'b');
  createPod(cluster, 'other', {}, { app: 'other' });
  cluster.settle();
  const slices = slicesOf(cluster);
  expect(slices).toHaveLength(1);
  expect(slices[0]?.ports).toEqual([{ name: '', port: 8080, protocol: 'TCP' }]);
  expect(slices[0]?.endpoints?.map(({ addresses }) => addresses)).toEqual([['10.244.0.1'], ['10.244.0.2']]);
  const pod = cluster.client.get('v1/Pod', 'default', 'a');
  expect(slices[0]?.endpoints?.[0]).toEqual({
    addresses: ['10.244.0.1'],
    conditions: { ready: true, serving: true, terminating: false },
    nodeName: 'minikube',
    targetRef: { kind: 'Pod', name: 'a', namespace: 'default', uid: pod?.metadata.uid },
  });
  const endpoints = cluster.client.get('v1/Endpoints', 'default', 'web');
  expect(endpoints?.subsets?.map(({ addresses = [], ports }) => [addresses.map(({ ip }) => ip), ports])).toEqual([
    [['10.244.0.1', '10.244.0.2'], [{ port: 8080, protocol: 'TCP' }]],
  ]);
});

test('a Pod that is not ready stays an endpoint without traffic, and one that is over leaves', async () => {
  const cluster = await newTestCluster({ controllers });
  createService(cluster);
  createPod(cluster, 'a');
  createPod(cluster, 'b');
  cluster.settle();
  setReady(cluster, 'a', 'False');
  expect(slicesOf(cluster)[0]?.endpoints?.map(({ conditions }) => conditions?.ready)).toEqual([false, true]);
  const [subset] = cluster.client.get('v1/Endpoints', 'default', 'web')?.subsets ?? [];
  expect(subset?.addresses?.map(({ ip }) => ip)).toEqual(['10.244.0.2']);
  expect(subset?.notReadyAddresses?.map(({ ip }) => ip)).toEqual(['10.244.0.1']);
  cluster.client.delete('v1/Pod', 'default', 'a');
  cluster.settle();
  expect(slicesOf(cluster)[0]?.endpoints?.map(({ addresses }) => addresses?.[0])).toEqual(['10.244.0.2']);
});

test('Pods that disagree about the number of a port stand in slices of their own', async () => {
  const cluster = await newTestCluster({ controllers });
  createService(cluster);
  createPod(cluster, 'a');
  createPod(cluster, 'b', {
    containers: [{ name: 'web', image: 'nginx', ports: [{ name: 'http', containerPort: 9090 }] }],
  });
  cluster.settle();
  const ports = slicesOf(cluster).map((slice) => slice.ports?.[0]?.port);
  expect(new Set(ports)).toEqual(new Set([8080, 9090]));
});

test('a headless Service publishes who is not ready where it says so, and names its Pods', async () => {
  const cluster = await newTestCluster({ controllers, kwok: true });
  createService(cluster, { clusterIP: 'None', publishNotReadyAddresses: true, ports: [] });
  createPod(cluster, 'a', { hostname: 'a', subdomain: 'web' });
  cluster.settle();
  setReady(cluster, 'a', 'False');
  const [slice] = slicesOf(cluster);
  expect(slice?.metadata.labels?.['service.kubernetes.io/headless']).toBe('');
  expect(slice?.endpoints?.[0]?.conditions).toEqual({ ready: true, serving: false, terminating: false });
  expect(slice?.endpoints?.[0]?.hostname).toBe('a');
  const endpoints = cluster.client.get('v1/Endpoints', 'default', 'web');
  expect(endpoints?.subsets?.[0]?.addresses?.[0]?.hostname).toBe('a');
});

test('more than 100 endpoints take several slices, and few of them change', async () => {
  const cluster = await newTestCluster({ controllers });
  createService(cluster);
  for (let at = 0; at < 230; at += 1) createPod(cluster, `p${at}`);
  cluster.settle();
  const sizes = (): number[] => slicesOf(cluster).map(({ endpoints = [] }) => endpoints.length);
  expect(Math.max(...sizes())).toBeLessThanOrEqual(100);
  expect(sizes().reduce((sum, size) => sum + size, 0)).toBe(230);
  const before = new Map(slicesOf(cluster).map(({ metadata }) => [metadata.name, metadata.resourceVersion]));
  cluster.client.delete('v1/Pod', 'default', 'p7', { gracePeriodSeconds: 0 });
  cluster.settle();
  const changed = slicesOf(cluster).filter(({ metadata }) => before.get(metadata.name) !== metadata.resourceVersion);
  expect(changed).toHaveLength(1);
});

test('nothing is written when nothing changes', async () => {
  const cluster = await newTestCluster({ controllers });
  createService(cluster);
  createPod(cluster, 'a');
  cluster.settle();
  const { revision } = cluster.store;
  cluster.manager.stop();
  cluster.manager.start();
  cluster.settle();
  expect(cluster.store.revision).toBe(revision);
});

test('a Service that goes takes its Endpoints along', async () => {
  const cluster = await newTestCluster({ controllers });
  createService(cluster);
  cluster.settle();
  cluster.client.delete('v1/Service', 'default', 'web');
  cluster.settle();
  expect(cluster.client.get('v1/Endpoints', 'default', 'web')).toBeUndefined();
});

test('a slice that somebody deletes comes back', async () => {
  const cluster = await newTestCluster({ controllers });
  createService(cluster);
  cluster.settle();
  const [slice] = slicesOf(cluster);
  cluster.client.delete('discovery.k8s.io/v1/EndpointSlice', 'default', slice?.metadata.name ?? '');
  cluster.settle();
  expect(slicesOf(cluster)).toHaveLength(1);
});

test('the ports of Endpoints stand in the order of their hashes', () => {
  const ports = [
    { name: 'http', port: 80, protocol: 'TCP' },
    { name: 'https', port: 443, protocol: 'TCP' },
    { name: 'metrics', port: 9090, protocol: 'TCP', appProtocol: 'http' },
    { name: 'dns', port: 53, protocol: 'UDP' },
  ];
  expect(byHash(ports).map(({ name }) => name)).toEqual(['metrics', 'http', 'https', 'dns']);
});

test('the ports of a slice stand in an order of their own', () => {
  const ports = [
    { name: 'http', port: 8080, protocol: 'TCP' },
    { name: 'metrics', port: 9090, protocol: 'TCP' },
    { name: 'dns', port: 53, protocol: 'UDP' },
  ];
  expect(slicePortsByHash(ports).map(({ port }) => port)).toEqual([8080, 53, 9090]);
});

test('Endpoints that a person wrote go with their Service, too', async () => {
  const cluster = await newTestCluster({ controllers });
  const { client } = cluster;
  client.create('v1/Service', { metadata: { name: 'db', namespace: 'default' }, spec: { ports: [{ port: 5432 }] } });
  client.create('v1/Endpoints', { metadata: { name: 'db', namespace: 'default' } });
  cluster.settle();
  expect(client.get('v1/Endpoints', 'default', 'db')).toBeDefined();
  client.delete('v1/Service', 'default', 'db');
  cluster.settle();
  expect(client.get('v1/Endpoints', 'default', 'db')).toBeUndefined();
});

test('Endpoints that a person writes are mirrored', async () => {
  const cluster = await newTestCluster({ controllers: [...controllers, endpointSliceMirroringController] });
  const { client } = cluster;
  client.create('v1/Service', { metadata: { name: 'db', namespace: 'default' }, spec: { ports: [{ port: 27017 }] } });
  const metadata = { name: 'db', namespace: 'default', labels: { app: 'db' } };
  client.create('v1/Endpoints', {
    metadata,
    subsets: [{ addresses: [{ ip: '10.1.2.3' }], ports: [{ port: 27017 }] }],
  });
  cluster.settle();
  const [slice] = slicesOf(cluster);
  expect(slice?.metadata.labels).toEqual({
    app: 'db',
    'kubernetes.io/service-name': 'db',
    'endpointslice.kubernetes.io/managed-by': 'endpointslicemirroring-controller.k8s.io',
  });
  expect(slice?.endpoints).toEqual([{ addresses: ['10.1.2.3'], conditions: { ready: true } }]);
  expect(slice?.ports).toEqual([{ name: '', port: 27017, protocol: 'TCP' }]);
  const endpoints = client.get('v1/Endpoints', 'default', 'db');
  const subsets = [{ addresses: [{ ip: '10.1.2.4' }], ports: [{ port: 27017 }] }];
  if (endpoints) client.update('v1/Endpoints', { ...endpoints, subsets });
  cluster.settle();
  expect(slicesOf(cluster).map((one) => [one.metadata.name, one.endpoints?.[0]?.addresses])).toEqual([
    [slice?.metadata.name, ['10.1.2.4']],
  ]);
  client.delete('v1/Endpoints', 'default', 'db');
  cluster.settle();
  expect(slicesOf(cluster)).toEqual([]);
});
