import { expect, test } from 'vitest';
import { newTestCluster, type TestCluster } from '../test-cluster';
import { newScheduler } from './scheduler';

async function newCluster(nodes: number): Promise<TestCluster> {
  const cluster = await newTestCluster({ nodes, scheduled: false });
  newScheduler(cluster.context).start();
  cluster.client.create('scheduling.k8s.io/v1/PriorityClass', { metadata: { name: 'high' }, value: 1000 });
  cluster.client.create('scheduling.k8s.io/v1/PriorityClass', {
    metadata: { name: 'high-never' },
    value: 1000,
    preemptionPolicy: 'Never',
  });
  return cluster;
}

function run({ client }: TestCluster, name: string, cpu: string, priorityClassName?: string): string {
  const created = client.create('v1/Pod', {
    metadata: { name, namespace: 'default', labels: { app: name } },
    spec: {
      containers: [{ name: 'web', image: 'nginx', resources: { requests: { cpu } } }],
      ...(priorityClassName !== undefined && { priorityClassName }),
    },
  });
  if (!created.ok) throw new Error(created.status.message);
  return created.object.metadata.uid;
}

function said({ client }: TestCluster, name: string): string[] {
  return client
    .sorted('v1/Event')
    .filter(({ involvedObject }) => involvedObject?.name === name)
    .map(({ type, reason, message, action }) => `${type} ${reason} ${message} (${action})`);
}

test('a Pod of higher priority gets the room of others, and all is told', async () => {
  const cluster = await newCluster(1);
  run(cluster, 'low-1', '2');
  run(cluster, 'low-2', '2');
  cluster.settle();
  const uid = run(cluster, 'hi', '3', 'high');
  cluster.settle();
  expect(said(cluster, 'hi')).toEqual([
    'Warning FailedScheduling 0/1 nodes are available: 1 Insufficient cpu. (Scheduling)',
    'Normal Scheduled Successfully assigned default/hi to minikube (Binding)',
  ]);
  for (const name of ['low-1', 'low-2']) {
    expect(said(cluster, name).at(-1)).toBe(`Normal Preempted Preempted by pod ${uid} on node minikube (Preempting)`);
    expect(cluster.client.get('v1/Pod', 'default', name)).toBeUndefined();
  }
  expect(cluster.client.get('v1/Pod', 'default', 'hi')?.status?.nominatedNodeName).toBeUndefined();
});

test('as few go as will do', async () => {
  const cluster = await newCluster(1);
  run(cluster, 'old', '2');
  cluster.settle();
  cluster.clock.runUntil(cluster.clock.now() + 5000);
  run(cluster, 'young', '1');
  cluster.settle();
  run(cluster, 'hi', '2', 'high');
  cluster.settle();
  expect(cluster.client.get('v1/Pod', 'default', 'young')).toBeUndefined();
  expect(cluster.client.get('v1/Pod', 'default', 'old')?.status?.phase).toBe('Running');
  expect(cluster.client.get('v1/Pod', 'default', 'hi')?.spec?.nodeName).toBe('minikube');
});

test('while the others end, the node is held for the Pod', async () => {
  const cluster = await newTestCluster({ nodes: 1, scheduled: false, kwok: false });
  newScheduler(cluster.context).start();
  cluster.client.create('scheduling.k8s.io/v1/PriorityClass', { metadata: { name: 'high' }, value: 1000 });
  run(cluster, 'low', '3');
  cluster.settle();
  run(cluster, 'hi', '3', 'high');
  cluster.settle();
  const low = cluster.client.get('v1/Pod', 'default', 'low');
  expect(low?.metadata.deletionTimestamp).toBeDefined();
  expect(low?.status?.conditions?.at(-1)).toMatchObject({
    type: 'DisruptionTarget',
    reason: 'PreemptionByScheduler',
    message: 'default-scheduler: preempting to accommodate a higher priority pod',
  });
  expect(cluster.client.get('v1/Pod', 'default', 'hi')?.status?.nominatedNodeName).toBe('minikube');
  run(cluster, 'late', '3');
  cluster.client.delete('v1/Pod', 'default', 'low', { gracePeriodSeconds: 0 });
  cluster.settle();
  expect(cluster.client.get('v1/Pod', 'default', 'hi')?.spec?.nodeName).toBe('minikube');
  expect(cluster.client.get('v1/Pod', 'default', 'late')?.spec?.nodeName).toBeUndefined();
});

test('a Pod that never preempts says so', async () => {
  const cluster = await newCluster(3);
  for (const at of [1, 2, 3]) run(cluster, `low-${at}`, '3');
  cluster.settle();
  run(cluster, 'hi', '3', 'high-never');
  cluster.settle();
  expect(said(cluster, 'hi')).toEqual([
    'Warning FailedScheduling 0/3 nodes are available: 3 Insufficient cpu. no new claims to deallocate, ' +
      'preemption: not eligible due to preemptionPolicy=Never. (Scheduling)',
  ]);
});

test('a budget is respected as long as there is another way', async () => {
  const cluster = await newCluster(2);
  const created = cluster.client.create('policy/v1/PodDisruptionBudget', {
    metadata: { name: 'keep', namespace: 'default' },
    spec: { minAvailable: 1, selector: { matchLabels: { app: 'kept' } } },
  });
  if (!created.ok) throw new Error(created.status.message);
  run(cluster, 'kept', '3');
  run(cluster, 'free', '3');
  cluster.settle();
  run(cluster, 'hi', '3', 'high');
  cluster.settle();
  expect(cluster.client.get('v1/Pod', 'default', 'kept')?.status?.phase).toBe('Running');
  expect(cluster.client.get('v1/Pod', 'default', 'free')).toBeUndefined();
});
