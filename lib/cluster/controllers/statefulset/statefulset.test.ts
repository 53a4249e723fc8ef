import { expect, test } from 'vitest';
import type { Client, Stored, types } from '@/lib/kube';
import { newTestCluster, type TestCluster } from '../../test-cluster';
import { statefulSetController } from '.';

function db(spec: types.StatefulSetSpec = {}, image = 'mongo:7'): types.StatefulSet {
  return {
    metadata: { name: 'db', namespace: 'default' },
    spec: {
      replicas: 3,
      serviceName: 'db',
      selector: { matchLabels: { app: 'db' } },
      template: { metadata: { labels: { app: 'db' } }, spec: { containers: [{ name: 'mongo', image }] } },
      ...spec,
    },
  };
}

async function clusterWith(spec: types.StatefulSetSpec = {}): Promise<TestCluster & { history: string[] }> {
  const cluster = await newTestCluster({ controllers: [statefulSetController] });
  const history: string[] = [];
  cluster.client.onChange('v1/Pod', ({ type, object, before }) => {
    const runs = object.status?.phase === 'Running' && before?.status?.phase !== 'Running';
    if (type === 'ADDED') history.push(`+${object.metadata.name}`);
    if (type === 'MODIFIED' && runs) history.push(`${object.metadata.name} runs`);
    if (type === 'DELETED') history.push(`-${object.metadata.name}`);
  });
  const created = cluster.client.create('apps/v1/StatefulSet', db(spec));
  if (!created.ok) throw new Error(created.status.message);
  cluster.clock.runUntilIdle();
  return { ...cluster, history };
}

function live(client: Client): Stored<'apps/v1/StatefulSet'> {
  const found = client.get('apps/v1/StatefulSet', 'default', 'db');
  if (!found) throw new Error('no db');
  return found;
}

function change(client: Client, spec: types.StatefulSetSpec): void {
  const set = live(client);
  const answer = client.update('apps/v1/StatefulSet', { ...set, spec: { ...set.spec, ...spec } });
  if (!answer.ok) throw new Error(answer.status.message);
}

function setImage(client: Client, image: string, others: types.StatefulSetSpec = {}): void {
  const { template } = db({}, image).spec ?? {};
  change(client, { ...others, ...(template && { template }) });
}

function images(client: Client): (string | undefined)[] {
  return client.sorted('v1/Pod').map(({ spec }) => spec?.containers?.[0]?.image);
}

test('Pods come in order, each after the one before is ready', async () => {
  const { client, history, ...cluster } = await clusterWith();
  expect(history).toEqual(['+db-0', 'db-0 runs', '+db-1', 'db-1 runs', '+db-2', 'db-2 runs']);
  expect(cluster.events()).toEqual([
    'Normal SuccessfulCreate Create Pod db-0 in StatefulSet db successful',
    'Normal SuccessfulCreate Create Pod db-1 in StatefulSet db successful',
    'Normal SuccessfulCreate Create Pod db-2 in StatefulSet db successful',
  ]);
  const [revision] = client.sorted('apps/v1/ControllerRevision');
  const name = revision?.metadata.name ?? '';
  expect(name).toMatch(/^db-[bcdfghjklmnpqrstvwxz2456789]{8,10}$/);
  expect(revision?.metadata.labels).toEqual({ app: 'db', 'controller.kubernetes.io/hash': name.slice(3) });
  const pod = client.get('v1/Pod', 'default', 'db-1');
  expect(pod?.metadata.labels).toEqual({
    app: 'db',
    'apps.kubernetes.io/pod-index': '1',
    'controller-revision-hash': name,
    'statefulset.kubernetes.io/pod-name': 'db-1',
  });
  expect(pod?.spec).toMatchObject({ hostname: 'db-1', subdomain: 'db' });
  expect(live(client).status).toEqual({
    observedGeneration: 1,
    replicas: 3,
    readyReplicas: 3,
    availableReplicas: 3,
    currentReplicas: 3,
    updatedReplicas: 3,
    currentRevision: name,
    updateRevision: name,
    collisionCount: 0,
  });
});

test('they go in the opposite order', async () => {
  const { client, history, clock } = await clusterWith();
  history.length = 0;
  change(client, { replicas: 1 });
  clock.runUntilIdle();
  expect(history).toEqual(['-db-2', '-db-1']);
  expect(live(client).status).toMatchObject({ replicas: 1, readyReplicas: 1 });
});

test('in parallel they come and go at once', async () => {
  const { client, history, clock } = await clusterWith({ podManagementPolicy: 'Parallel' });
  expect(history.slice(0, 3)).toEqual(['+db-0', '+db-1', '+db-2']);
  change(client, { replicas: 0 });
  clock.runUntilIdle();
  expect(client.sorted('v1/Pod')).toEqual([]);
  expect(live(client).status?.replicas).toBe(0);
});

test('a deleted Pod comes again under its name', async () => {
  const { client, clock } = await clusterWith();
  const before = client.get('v1/Pod', 'default', 'db-1')?.metadata.uid;
  client.delete('v1/Pod', 'default', 'db-1');
  clock.runUntilIdle();
  expect(client.get('v1/Pod', 'default', 'db-1')?.metadata.uid).not.toBe(before);
  expect(live(client).status?.readyReplicas).toBe(3);
});

test('a rolling update goes from the highest to the lowest', async () => {
  const { client, history, clock } = await clusterWith();
  history.length = 0;
  setImage(client, 'mongo:8');
  clock.runUntilIdle();
  expect(history.filter((one) => !one.endsWith('runs'))).toEqual([
    '-db-2',
    '+db-2',
    '-db-1',
    '+db-1',
    '-db-0',
    '+db-0',
  ]);
  expect(images(client)).toEqual(['mongo:8', 'mongo:8', 'mongo:8']);
  const { status } = live(client);
  expect(status).toMatchObject({ updatedReplicas: 3, currentReplicas: 3, observedGeneration: 2 });
  expect(status?.currentRevision).toBe(status?.updateRevision);
  const revisions = client.sorted('apps/v1/ControllerRevision').map(({ revision }) => revision);
  expect(new Set(revisions)).toEqual(new Set([1, 2]));
});

test('below the partition Pods stay as they are, also when they are made again', async () => {
  const { client, clock } = await clusterWith();
  const updateStrategy = { type: 'RollingUpdate', rollingUpdate: { partition: 2 } };
  setImage(client, 'mongo:8', { updateStrategy });
  clock.runUntilIdle();
  client.delete('v1/Pod', 'default', 'db-0');
  clock.runUntilIdle();
  expect(images(client)).toEqual(['mongo:7', 'mongo:7', 'mongo:8']);
  expect(live(client).status).toMatchObject({ updatedReplicas: 1, currentReplicas: 2 });
});

test('OnDelete waits for somebody to delete them', async () => {
  const { client, clock } = await clusterWith({ updateStrategy: { type: 'OnDelete' } });
  setImage(client, 'mongo:8');
  clock.runUntilIdle();
  expect(images(client)).toEqual(['mongo:7', 'mongo:7', 'mongo:7']);
  client.delete('v1/Pod', 'default', 'db-1');
  clock.runUntilIdle();
  expect(images(client)).toEqual(['mongo:7', 'mongo:8', 'mongo:7']);
});

const volumeClaimTemplates: types.PersistentVolumeClaim[] = [
  {
    metadata: { name: 'data' },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
  },
];

function owners(client: Client): string[] {
  return client
    .sorted('v1/PersistentVolumeClaim')
    .map(({ metadata }) => `${metadata.name}: ${(metadata.ownerReferences ?? []).map(({ name }) => name).join()}`);
}

test('each Pod has its claims, which stay', async () => {
  const { client, clock, ...cluster } = await clusterWith({ volumeClaimTemplates, replicas: 2 });
  expect(cluster.events().slice(0, 2)).toEqual([
    'Normal SuccessfulCreate Create Claim data-db-0 Pod db-0 in StatefulSet db success',
    'Normal SuccessfulCreate Create Pod db-0 in StatefulSet db successful',
  ]);
  expect(client.get('v1/PersistentVolumeClaim', 'default', 'data-db-0')?.metadata.labels).toEqual({ app: 'db' });
  const pod = client.get('v1/Pod', 'default', 'db-1');
  expect(pod?.spec?.volumes?.[0]).toEqual({ name: 'data', persistentVolumeClaim: { claimName: 'data-db-1' } });
  change(client, { replicas: 0 });
  clock.runUntilIdle();
  expect(owners(client)).toEqual(['data-db-0: ', 'data-db-1: ']);
});

test('claims go with their Pod or with the set, where it says so', async () => {
  const persistentVolumeClaimRetentionPolicy = { whenDeleted: 'Delete', whenScaled: 'Delete' };
  const { client, clock } = await clusterWith({
    volumeClaimTemplates,
    replicas: 2,
    persistentVolumeClaimRetentionPolicy,
  });
  expect(owners(client)).toEqual(['data-db-0: db', 'data-db-1: db']);
  change(client, { replicas: 1 });
  clock.runUntilIdle();
  expect(owners(client)).toEqual(['data-db-0: db', 'data-db-1: db-1']);
});

test('a Pod of that name that is not its own is left alone', async () => {
  const { client, clock, ...cluster } = await clusterWith({ replicas: 0 });
  const existing = {
    metadata: { name: 'db-0', namespace: 'default' },
    spec: { containers: [{ name: 'a', image: 'b' }] },
  };
  client.create('v1/Pod', existing);
  change(client, { replicas: 1 });
  clock.runUntil(clock.now() + 1000);
  expect(cluster.events().filter((one) => one.startsWith('Warning'))).toEqual([]);
  expect(live(client).status?.replicas).toBe(0);
});

test('nothing is written when idle, also after a restart', async () => {
  const { store, manager, clock } = await clusterWith({ volumeClaimTemplates });
  const { revision } = store;
  manager.stop();
  manager.start();
  clock.runUntil(clock.now() + 3_600_000);
  expect(store.revision).toBe(revision);
});
