import { expect, test } from 'vitest';
import type { Client, Stored, types } from '@/lib/kube';
import { newTestCluster } from '../../test-cluster';
import { replicaSetController } from '../replicaset';
import { deploymentController } from '.';

const controllers = [deploymentController, replicaSetController];

function webDeployment(spec: types.DeploymentSpec = {}, image = 'nginx:1.29'): types.Deployment {
  return {
    metadata: { name: 'web', namespace: 'default' },
    spec: {
      replicas: 3,
      selector: { matchLabels: { app: 'web' } },
      template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'nginx', image }] } },
      ...spec,
    },
  };
}

function web(client: Client): Stored<'apps/v1/Deployment'> {
  const found = client.get('apps/v1/Deployment', 'default', 'web');
  if (!found) throw new Error('no web');
  return found;
}

function change(client: Client, spec: types.DeploymentSpec): void {
  const deployment = web(client);
  const answer = client.update('apps/v1/Deployment', { ...deployment, spec: { ...deployment.spec, ...spec } });
  if (!answer.ok) throw new Error(answer.status.message);
}

function setImage(client: Client, image: string): void {
  const { template } = webDeployment({}, image).spec ?? {};
  if (template) change(client, { template });
}

function conditions(client: Client): string[] {
  return (web(client).status?.conditions ?? []).map(
    ({ type, status, reason, message }) => `${type}=${status} ${reason}: ${message}`,
  );
}

function replicaSets(client: Client): Stored<'apps/v1/ReplicaSet'>[] {
  const revision = ({ metadata }: Stored<'apps/v1/ReplicaSet'>): number =>
    Number(metadata.annotations?.['deployment.kubernetes.io/revision']);
  return [...client.list('apps/v1/ReplicaSet', 'default')].sort((a, b) => revision(a) - revision(b));
}

function masked(events: string[]): string[] {
  return events.filter((one) => one.includes('ScalingReplicaSet')).map((one) => one.replace(/web-\w+/, 'web-?'));
}

test('a Deployment makes a ReplicaSet and its Pods, and says so', async () => {
  const { client, ...cluster } = await newTestCluster({ controllers });
  client.create('apps/v1/Deployment', webDeployment());
  cluster.settle();
  const [replicaSet] = replicaSets(client);
  const name = replicaSet?.metadata.name ?? '';
  expect(name).toMatch(/^web-[bcdfghjklmnpqrstvwxz2456789]{8,10}$/);
  expect(replicaSet?.metadata.annotations).toEqual({
    'deployment.kubernetes.io/desired-replicas': '3',
    'deployment.kubernetes.io/max-replicas': '4',
    'deployment.kubernetes.io/revision': '1',
  });
  expect(replicaSet?.metadata.labels).toEqual({ app: 'web', 'pod-template-hash': name.slice(4) });
  expect(replicaSet?.status).toEqual({
    replicas: 3,
    fullyLabeledReplicas: 3,
    readyReplicas: 3,
    availableReplicas: 3,
    terminatingReplicas: 0,
    observedGeneration: 1,
  });
  expect(web(client).metadata.annotations).toEqual({ 'deployment.kubernetes.io/revision': '1' });
  expect(web(client).status).toMatchObject({
    replicas: 3,
    updatedReplicas: 3,
    readyReplicas: 3,
    availableReplicas: 3,
    terminatingReplicas: 0,
    observedGeneration: 1,
  });
  expect(web(client).status).not.toHaveProperty('unavailableReplicas');
  expect(conditions(client)).toEqual([
    'Available=True MinimumReplicasAvailable: Deployment has minimum availability.',
    `Progressing=True NewReplicaSetAvailable: ReplicaSet "${name}" has successfully progressed.`,
  ]);
  expect(cluster.events().map((one) => one.replace(/web-\w+(-\w+)?/, 'web-?'))).toEqual([
    'Normal ScalingReplicaSet Scaled up replica set web-? from 0 to 3',
    'Normal SuccessfulCreate Created pod: web-?',
    'Normal SuccessfulCreate Created pod: web-?',
    'Normal SuccessfulCreate Created pod: web-?',
  ]);
});

test('a new image rolls out one Pod at a time, and back', async () => {
  const { client, ...cluster } = await newTestCluster({ controllers });
  client.create('apps/v1/Deployment', webDeployment());
  cluster.settle();
  setImage(client, 'nginx:1.28');
  cluster.settle();
  const [, second] = replicaSets(client);
  expect(second?.spec?.replicas).toBe(3);
  const down = [
    'Normal ScalingReplicaSet Scaled up replica set web-? from 0 to 1',
    'Normal ScalingReplicaSet Scaled down replica set web-? from 3 to 2',
    'Normal ScalingReplicaSet Scaled up replica set web-? from 1 to 2',
    'Normal ScalingReplicaSet Scaled down replica set web-? from 2 to 1',
    'Normal ScalingReplicaSet Scaled up replica set web-? from 2 to 3',
    'Normal ScalingReplicaSet Scaled down replica set web-? from 1 to 0',
  ];
  expect(masked(cluster.events())).toEqual([
    'Normal ScalingReplicaSet Scaled up replica set web-? from 0 to 3',
    ...down,
  ]);

  setImage(client, 'nginx:1.29');
  cluster.settle();
  const [old, newest] = replicaSets(client);
  expect(old?.metadata.name).toBe(second?.metadata.name);
  expect(newest?.metadata.annotations).toMatchObject({
    'deployment.kubernetes.io/revision': '3',
    'deployment.kubernetes.io/revision-history': '1',
  });
  expect(newest?.spec?.template?.spec?.containers?.[0]?.image).toBe('nginx:1.29');
  expect(web(client).metadata.annotations?.['deployment.kubernetes.io/revision']).toBe('3');
});

test('never too many and never too few Pods during a rollout', async () => {
  const { client, clock, ...cluster } = await newTestCluster({ controllers });
  client.create('apps/v1/Deployment', webDeployment({ replicas: 10 }));
  cluster.settle();
  let [most, fewest] = [0, 10];
  client.onChange('v1/Pod', () => {
    const pods = [...client.list('v1/Pod', 'default')].filter(({ metadata }) => !metadata.deletionTimestamp);
    most = Math.max(most, pods.length);
    const ready = pods.filter(({ status }) => status?.phase === 'Running');
    fewest = Math.min(fewest, ready.length);
  });
  setImage(client, 'nginx:1.28');
  clock.runUntilIdle();
  expect(web(client).status?.updatedReplicas).toBe(10);
  expect(most).toBe(13);
  expect(fewest).toBe(8);
});

test('Recreate lets the old Pods go first', async () => {
  const { client, ...cluster } = await newTestCluster({ controllers });
  client.create('apps/v1/Deployment', webDeployment({ strategy: { type: 'Recreate' } }));
  cluster.settle();
  const images = new Set<string>();
  client.onChange('v1/Pod', () => {
    const pods = [...client.list('v1/Pod', 'default')];
    images.add([...new Set(pods.map(({ spec }) => spec?.containers?.[0]?.image))].join());
  });
  setImage(client, 'nginx:1.28');
  cluster.settle();
  expect([...images]).toEqual(['nginx:1.29', '', 'nginx:1.28']);
  expect(web(client).status?.readyReplicas).toBe(3);
});

test('a paused Deployment scales, but does not roll out', async () => {
  const { client, ...cluster } = await newTestCluster({ controllers });
  client.create('apps/v1/Deployment', webDeployment());
  cluster.settle();
  change(client, { paused: true });
  setImage(client, 'nginx:1.28');
  change(client, { replicas: 5 });
  cluster.settle();
  expect(replicaSets(client).map(({ spec }) => spec?.replicas)).toEqual([5]);
  expect(conditions(client)).toContain('Progressing=Unknown DeploymentPaused: Deployment is paused');
  change(client, { paused: false });
  cluster.settle();
  expect(replicaSets(client).map(({ spec }) => spec?.replicas)).toEqual([0, 5]);
  expect(conditions(client)[1]).toMatch(/^Progressing=True NewReplicaSetAvailable: /);
});

test('a change of replicas in mid-rollout is shared out in proportion', async () => {
  const { client, ...cluster } = await newTestCluster({ controllers, kwok: false });
  const strategy = { type: 'RollingUpdate', rollingUpdate: { maxSurge: 3, maxUnavailable: 2 } };
  client.create('apps/v1/Deployment', webDeployment({ replicas: 10, strategy }));
  cluster.settle();
  setImage(client, 'nginx:1.28');
  cluster.settle();
  const before = replicaSets(client).map(({ spec }) => spec?.replicas);
  change(client, { replicas: 20 });
  cluster.settle();
  const after = replicaSets(client).map(({ spec }) => spec?.replicas ?? 0);
  expect(before).toEqual([8, 5]);
  expect(after).toEqual([14, 9]);
});

test('old revisions beyond the limit are deleted', async () => {
  const { client, ...cluster } = await newTestCluster({ controllers });
  client.create('apps/v1/Deployment', webDeployment({ revisionHistoryLimit: 1 }));
  for (const image of ['nginx:1.28', 'nginx:1.27', 'nginx:1.26']) {
    cluster.settle();
    setImage(client, image);
  }
  cluster.settle();
  expect(
    replicaSets(client).map(({ metadata }) => metadata.annotations?.['deployment.kubernetes.io/revision']),
  ).toEqual(['3', '4']);
});

test('without progress the deadline passes', async () => {
  const { client, clock, ...cluster } = await newTestCluster({ controllers, kwok: false });
  client.create('apps/v1/Deployment', webDeployment({ progressDeadlineSeconds: 60 }));
  cluster.settle();
  const [name] = replicaSets(client).map(({ metadata }) => metadata.name);
  expect(conditions(client)).toEqual([
    'Available=False MinimumReplicasUnavailable: Deployment does not have minimum availability.',
    `Progressing=True ReplicaSetUpdated: ReplicaSet "${name}" is progressing.`,
  ]);
  clock.runUntil(clock.now() + 59_000);
  expect(conditions(client)[1]).toMatch(/ReplicaSetUpdated/);
  clock.runUntil(clock.now() + 5000);
  expect(conditions(client)[1]).toBe(
    `Progressing=False ProgressDeadlineExceeded: ReplicaSet "${name}" has timed out progressing.`,
  );
});

test('minReadySeconds are waited for', async () => {
  const { client, clock, ...cluster } = await newTestCluster({ controllers });
  client.create('apps/v1/Deployment', webDeployment({ minReadySeconds: 10 }));
  clock.runUntil(clock.now() + 5000);
  expect(web(client).status).toMatchObject({ readyReplicas: 3, unavailableReplicas: 3 });
  cluster.settle();
  expect(web(client).status).toMatchObject({ readyReplicas: 3, availableReplicas: 3 });
});

test('ReplicaSets are adopted and released by their labels', async () => {
  const { client, ...cluster } = await newTestCluster({ controllers });
  client.create('apps/v1/Deployment', webDeployment());
  cluster.settle();
  const [first] = replicaSets(client);
  if (!first) throw new Error('no ReplicaSet');
  const { labels } = first.metadata;
  client.update('apps/v1/ReplicaSet', { ...first, metadata: { ...first.metadata, labels: { app: 'other' } } });
  cluster.settle();
  expect(client.get('apps/v1/ReplicaSet', 'default', first.metadata.name)?.metadata.ownerReferences ?? []).toEqual([]);
  expect(web(client).status?.collisionCount).toBe(1);
  const orphan = client.get('apps/v1/ReplicaSet', 'default', first.metadata.name);
  if (!orphan) throw new Error('gone');
  client.update('apps/v1/ReplicaSet', { ...orphan, metadata: { ...orphan.metadata, ...(labels && { labels }) } });
  cluster.settle();
  const adopted = client.get('apps/v1/ReplicaSet', 'default', first.metadata.name);
  expect(adopted?.metadata.ownerReferences?.[0]).toMatchObject({ kind: 'Deployment', name: 'web', controller: true });
});

test('nothing is written when idle, also after a restart', async () => {
  const { client, store, manager, clock, ...cluster } = await newTestCluster({ controllers });
  client.create('apps/v1/Deployment', webDeployment());
  cluster.settle();
  const { revision } = store;
  manager.stop();
  manager.start();
  clock.runUntil(clock.now() + 3_600_000);
  expect(store.revision).toBe(revision);
});
