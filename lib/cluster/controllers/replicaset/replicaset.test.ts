import { expect, test } from 'vitest';
import type { Client, Stored, types } from '@/lib/kube';
import { newTestCluster, type TestCluster } from '../../test-cluster';
import { createInBatches } from '../slow-start';
import { replicaSetController } from '.';
import { podsToDelete } from './ranking';

function web(replicas: number, spec: types.ReplicaSetSpec = {}): types.ReplicaSet {
  return {
    metadata: { name: 'web', namespace: 'default' },
    spec: {
      replicas,
      selector: { matchLabels: { app: 'web' } },
      template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'nginx', image: 'nginx' }] } },
      ...spec,
    },
  };
}

async function clusterWith(replicas: number, options = {}): Promise<TestCluster> {
  const cluster = await newTestCluster({ controllers: [replicaSetController], ...options });
  const created = cluster.client.create('apps/v1/ReplicaSet', web(replicas));
  if (!created.ok) throw new Error(created.status.message);
  cluster.settle();
  return cluster;
}

function live(client: Client): Stored<'apps/v1/ReplicaSet'> {
  const found = client.get('apps/v1/ReplicaSet', 'default', 'web');
  if (!found) throw new Error('no web');
  return found;
}

function scale(client: Client, replicas: number): void {
  client.update('apps/v1/ReplicaSet', { ...live(client), spec: { ...live(client).spec, replicas } });
}

function active(client: Client): Stored<'v1/Pod'>[] {
  return client.sorted('v1/Pod').filter(({ metadata }) => metadata.deletionTimestamp === undefined);
}

test('there are as many Pods as are wanted, also when some go', async () => {
  const { client, ...cluster } = await clusterWith(3);
  expect(active(client)).toHaveLength(3);
  client.delete('v1/Pod', 'default', active(client)[0]?.metadata.name ?? '');
  cluster.settle();
  expect(live(client).status).toMatchObject({ replicas: 3, readyReplicas: 3, terminatingReplicas: 0 });
  scale(client, 1);
  cluster.settle();
  expect(active(client)).toHaveLength(1);
  expect(cluster.events().filter((one) => one.startsWith('Normal SuccessfulDelete Deleted pod: web-'))).toHaveLength(2);
});

test('a Pod that is still stopping counts as terminating, and is replaced at once', async () => {
  const { client, ...cluster } = await clusterWith(1);
  const [pod] = active(client);
  if (!pod) throw new Error('no Pod');
  // Something holds it.
  client.update('v1/Pod', { ...pod, metadata: { ...pod.metadata, finalizers: ['example.com/hold'] } });
  client.delete('v1/Pod', 'default', pod.metadata.name);
  cluster.settle();
  expect(live(client).status).toMatchObject({ replicas: 1, terminatingReplicas: 1 });
});

test('Pods that match are taken in, and those that match no more are let go', async () => {
  const { client, ...cluster } = await clusterWith(2);
  const [first] = active(client);
  if (!first) throw new Error('no Pod');
  client.update('v1/Pod', { ...first, metadata: { ...first.metadata, labels: { app: 'debug' } } });
  cluster.settle();
  const freed = client.get('v1/Pod', 'default', first.metadata.name);
  expect(freed?.metadata.ownerReferences ?? []).toEqual([]);
  expect(active(client)).toHaveLength(3);
  // Back under its label there is one too many.
  if (freed) client.update('v1/Pod', { ...freed, metadata: { ...freed.metadata, labels: { app: 'web' } } });
  cluster.settle();
  expect(active(client)).toHaveLength(2);
  expect(active(client).every(({ metadata }) => metadata.ownerReferences?.[0]?.name === 'web')).toBe(true);
});

test('what keeps it from making Pods is a condition, until it is no more', async () => {
  const { client, ...cluster } = await clusterWith(0);
  client.delete('v1/ServiceAccount', 'default', 'default');
  scale(client, 2);
  cluster.settle();
  const why = 'error looking up service account default/default: serviceaccount "default" not found';
  const [condition] = live(client).status?.conditions ?? [];
  expect(condition).toMatchObject({ type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate' });
  expect(condition?.message).toBe(`pods "web-" is forbidden: ${why}`);
  expect(cluster.events()).toContain(`Warning FailedCreate Error creating: pods "web-" is forbidden: ${why}`);
  client.create('v1/ServiceAccount', { metadata: { name: 'default', namespace: 'default' } });
  cluster.clock.runUntil(cluster.clock.now() + 600_000);
  expect(live(client).status).toMatchObject({ replicas: 2, readyReplicas: 2 });
  expect(live(client).status).not.toHaveProperty('conditions');
});

test('where all would fail, few are tried', () => {
  let tried = 0;
  const failure = { reason: 'Forbidden', message: 'no', isNamespaceTerminating: false };
  expect(createInBatches(100, (at) => (tried++, at < 3 ? undefined : failure))).toBe(failure);
  expect(tried).toBe(7);
  tried = 0;
  expect(createInBatches(100, () => void (tried += 1))).toBeUndefined();
  expect(tried).toBe(100);
});

const NOW = 1_767_603_600_000;

interface Traits {
  readonly node?: string;
  readonly phase?: string;
  readonly ready?: string;
  readonly restarts?: number;
  readonly cost?: string;
  readonly created?: string;
}

function pod(name: string, traits: Traits): Stored<'v1/Pod'> {
  const { node = 'a', phase = 'Running', ready, restarts = 0, cost, created = '2026-01-05T08:00:00Z' } = traits;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      uid: name,
      resourceVersion: '1',
      creationTimestamp: created,
      ...(cost !== undefined && { annotations: { 'controller.kubernetes.io/pod-deletion-cost': cost } }),
    },
    spec: { nodeName: node },
    status: {
      phase,
      ...(ready !== undefined && { conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: ready }] }),
      containerStatuses: [{ name: 'nginx', restartCount: restarts }],
    },
  };
}

const READY = '2026-01-05T08:00:10Z';

test('those that do least go first', () => {
  const pods = [
    pod('old', { ready: READY, node: 'c', created: '2026-01-04T08:00:00Z' }),
    pod('new', { ready: READY, node: 'd' }),
    pod('fresh', { ready: '2026-01-05T08:59:00Z', node: 'e' }),
    pod('restarted', { ready: READY, restarts: 2, node: 'f' }),
    pod('doubled', { ready: READY, node: 'b' }),
    pod('doubled-too', { ready: READY, node: 'b', restarts: 1 }),
    pod('cheap', { ready: READY, cost: '-1', node: 'g' }),
    pod('dear', { ready: READY, cost: '10', node: 'b' }),
    pod('unready', {}),
    pod('pending', { phase: 'Pending' }),
    pod('unassigned', { phase: 'Pending', node: '' }),
  ];
  expect(podsToDelete(pods, pods, pods.length, NOW).map(({ metadata }) => metadata.name)).toEqual([
    'unassigned',
    'pending',
    'unready',
    'cheap',
    'doubled-too',
    'doubled',
    'fresh',
    'restarted',
    'new',
    'old',
    'dear',
  ]);
});
