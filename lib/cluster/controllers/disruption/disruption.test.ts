import { expect, test } from 'vitest';
import type { types } from '@/lib/kube';
import { newTestCluster, type TestCluster } from '../../test-cluster';
import { disruptionController } from './disruption';

const controllers = [disruptionController];

function createBudget({ client }: TestCluster, spec: types.PodDisruptionBudgetSpec): void {
  const created = client.create('policy/v1/PodDisruptionBudget', {
    metadata: { name: 'web', namespace: 'default' },
    spec: { selector: { matchLabels: { app: 'web' } }, ...spec },
  });
  if (!created.ok) throw new Error(created.status.message);
}

/** A ReplicaSet that nobody looks after, and Pods of it. */
function createPods({ client }: TestCluster, replicas: number, owner = 'apps/v1/ReplicaSet'): void {
  const slash = owner.lastIndexOf('/');
  const template = {
    metadata: { labels: { app: 'web' } },
    spec: { containers: [{ name: 'web', image: 'nginx' }] },
  };
  const set = client.create('apps/v1/ReplicaSet', {
    metadata: { name: 'web', namespace: 'default' },
    spec: { replicas, selector: { matchLabels: { app: 'web' } }, template },
  });
  if (!set.ok) throw new Error(set.status.message);
  const { uid } = set.object.metadata;
  const reference = {
    apiVersion: owner.slice(0, slash),
    kind: owner.slice(slash + 1),
    name: 'web',
    uid,
    controller: true,
  };
  for (let at = 0; at < replicas; at += 1) {
    const ownerReferences = owner === '' ? [] : [reference];
    const metadata = { name: `web-${at}`, namespace: 'default', labels: { app: 'web' }, ownerReferences };
    const created = client.create('v1/Pod', { metadata, spec: template.spec });
    if (!created.ok) throw new Error(created.status.message);
  }
}

function statusOf(cluster: TestCluster): types.PodDisruptionBudgetStatus {
  cluster.settle();
  return cluster.client.get('policy/v1/PodDisruptionBudget', 'default', 'web')?.status ?? {};
}

test('a budget says how many Pods may be disturbed', async () => {
  const cluster = await newTestCluster({ controllers });
  createPods(cluster, 3);
  createBudget(cluster, { minAvailable: 2 });
  expect(statusOf(cluster)).toEqual({
    currentHealthy: 3,
    desiredHealthy: 2,
    expectedPods: 3,
    disruptionsAllowed: 1,
    observedGeneration: 1,
    conditions: [
      {
        type: 'DisruptionAllowed',
        status: 'True',
        reason: 'SufficientPods',
        message: '',
        lastTransitionTime: '2026-01-05T09:00:00Z',
        observedGeneration: 1,
      },
    ],
  });
  expect(cluster.events()).toEqual([]);
});

test('an eviction is granted as long as the budget allows it', async () => {
  const cluster = await newTestCluster({ controllers });
  createPods(cluster, 2);
  createBudget(cluster, { minAvailable: 1 });
  expect(statusOf(cluster).disruptionsAllowed).toBe(1);
  expect(cluster.client.evict('default', 'web-0').ok).toBe(true);
  const second = cluster.client.evict('default', 'web-1');
  expect(second.ok ? '' : second.status.message).toBe(
    "Cannot evict pod as it would violate the pod's disruption budget.",
  );
  expect(statusOf(cluster)).toMatchObject({ currentHealthy: 1, disruptionsAllowed: 0 });
  expect(statusOf(cluster).conditions?.[0]).toMatchObject({ status: 'False', reason: 'InsufficientPods' });
});

test('shares are of what the controllers want, rounded up', async () => {
  const cluster = await newTestCluster({ controllers });
  createPods(cluster, 5);
  createBudget(cluster, { maxUnavailable: '30%' });
  expect(statusOf(cluster)).toMatchObject({ expectedPods: 5, desiredHealthy: 3, disruptionsAllowed: 2 });
});

test('of Pods without a controller a share can only be guessed', async () => {
  const cluster = await newTestCluster({ controllers });
  createPods(cluster, 1, '');
  createBudget(cluster, { minAvailable: '50%' });
  expect(statusOf(cluster)).toMatchObject({ expectedPods: 0, disruptionsAllowed: 0 });
  expect(cluster.events()).toEqual([
    'Warning UnmanagedPods Pods selected by this PodDisruptionBudget (selector: &LabelSelector{MatchLabels:map[string]string{app: web,},MatchExpressions:[]LabelSelectorRequirement{},}) were found to be unmanaged. As a result, the status of the PDB cannot be calculated correctly, which may result in undefined behavior. To account for these pods please set ".spec.minAvailable" field of the PDB to an integer value.',
  ]);
});

test('of a controller without a scale it can not be told', async () => {
  const cluster = await newTestCluster({ controllers });
  createPods(cluster, 1, 'apps/v1/DaemonSet');
  createBudget(cluster, { maxUnavailable: 1 });
  expect(statusOf(cluster).conditions?.[0]).toMatchObject({
    status: 'False',
    reason: 'SyncFailed',
    message: 'daemonsets.apps does not implement the scale subresource',
  });
  expect(cluster.events()).toEqual([
    'Warning CalculateExpectedPodCountFailed Failed to calculate the number of expected pods: daemonsets.apps does not implement the scale subresource',
  ]);
});

test('a budget without Pods says so once', async () => {
  const cluster = await newTestCluster({ controllers });
  createBudget(cluster, { minAvailable: 1 });
  expect(statusOf(cluster)).toMatchObject({ desiredHealthy: 1, disruptionsAllowed: 0 });
  expect(cluster.events()).toEqual(['Normal NoPods No matching pods found']);
  const { revision } = cluster.store;
  cluster.manager.stop();
  cluster.manager.start();
  cluster.settle();
  expect(cluster.store.revision).toBe(revision);
});

test('a Pod that was to go and did not counts again after two minutes', async () => {
  const cluster = await newTestCluster({ controllers });
  createPods(cluster, 2);
  createBudget(cluster, { minAvailable: 1 });
  statusOf(cluster);
  const budget = cluster.client.get('policy/v1/PodDisruptionBudget', 'default', 'web');
  if (!budget) throw new Error('no budget');
  const disruptedPods = { 'web-0': '2026-01-05T09:00:00Z' };
  cluster.client.updateStatus('policy/v1/PodDisruptionBudget', {
    ...budget,
    status: { ...budget.status, disruptionsAllowed: 0, disruptedPods },
  });
  expect(statusOf(cluster)).toMatchObject({ currentHealthy: 1, disruptionsAllowed: 0 });
  cluster.clock.runUntil(cluster.clock.now() + 121_000);
  expect(statusOf(cluster)).toMatchObject({ currentHealthy: 2, disruptionsAllowed: 1 });
});
