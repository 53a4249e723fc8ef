import { expect, test } from 'vitest';
import type { Client, Stored, types } from '@/lib/kube';
import { newTestCluster } from '../../test-cluster';
import { daemonSetController } from '.';

// Its Pods say which node they are for: the test cluster's own binding, which goes by turn, is left out.
const options = { nodes: 3, controllers: [daemonSetController], scheduled: false };

function logger(spec: types.DaemonSetSpec = {}, image = 'fluent-bit:3.1'): types.DaemonSet {
  return {
    metadata: { name: 'logger', namespace: 'default' },
    spec: {
      selector: { matchLabels: { app: 'logger' } },
      template: { metadata: { labels: { app: 'logger' } }, spec: { containers: [{ name: 'main', image }] } },
      ...spec,
    },
  };
}

function podsOf(client: Client): Stored<'v1/Pod'>[] {
  return client.sorted('v1/Pod').filter(({ metadata }) => metadata.deletionTimestamp === undefined);
}

function madeFor({ spec }: Stored<'v1/Pod'>): string {
  const required = spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  return required?.nodeSelectorTerms?.[0]?.matchFields?.[0]?.values?.[0] ?? '';
}

function nodesOf(client: Client): string[] {
  return podsOf(client).map(madeFor).sort();
}

async function clusterWith(spec: types.DaemonSetSpec = {}) {
  const cluster = await newTestCluster(options);
  const { client, clock } = cluster;
  client.onChange('v1/Pod', ({ type, object }) => {
    const { namespace = '', name } = object.metadata;
    if (type === 'ADDED') clock.after(1, () => void client.bind(namespace, name, madeFor(object)));
  });
  client.create('apps/v1/DaemonSet', logger(spec));
  clock.runUntilIdle();
  return cluster;
}

function live(client: Client): Stored<'apps/v1/DaemonSet'> {
  const found = client.get('apps/v1/DaemonSet', 'default', 'logger');
  if (!found) throw new Error('no logger');
  return found;
}

function setImage(client: Client, image: string): void {
  const { template } = logger({}, image).spec ?? {};
  const daemonSet = live(client);
  client.update('apps/v1/DaemonSet', { ...daemonSet, spec: { ...daemonSet.spec, ...(template && { template }) } });
}

test('every node has a Pod, made for it', async () => {
  const { client, ...cluster } = await clusterWith();
  expect(nodesOf(client)).toEqual(['minikube', 'minikube-m02', 'minikube-m03']);
  expect(live(client).status).toEqual({
    currentNumberScheduled: 3,
    desiredNumberScheduled: 3,
    numberAvailable: 3,
    numberMisscheduled: 0,
    numberReady: 3,
    observedGeneration: 1,
    updatedNumberScheduled: 3,
  });
  expect(cluster.events().map((one) => one.replace(/logger-\w+/, 'logger-?'))).toEqual(
    Array.from({ length: 3 }, () => 'Normal SuccessfulCreate Created pod: logger-?'),
  );
  const [pod] = podsOf(client);
  const [revision] = client.sorted('apps/v1/ControllerRevision');
  expect(pod?.metadata.labels).toEqual({
    app: 'logger',
    'controller-revision-hash': revision?.metadata.labels?.['controller-revision-hash'],
    'pod-template-generation': '1',
  });
  expect(pod?.spec?.tolerations).toEqual([
    { key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute' },
    { key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute' },
    { key: 'node.kubernetes.io/disk-pressure', operator: 'Exists', effect: 'NoSchedule' },
    { key: 'node.kubernetes.io/memory-pressure', operator: 'Exists', effect: 'NoSchedule' },
    { key: 'node.kubernetes.io/pid-pressure', operator: 'Exists', effect: 'NoSchedule' },
    { key: 'node.kubernetes.io/unschedulable', operator: 'Exists', effect: 'NoSchedule' },
  ]);
  expect(revision).toMatchObject({
    revision: 1,
    data: { spec: { template: { $patch: 'replace', metadata: { labels: { app: 'logger' } } } } },
  });
});

test('taints and labels of nodes are minded, also when they change', async () => {
  const { client, ...cluster } = await clusterWith();
  const node = client.get('v1/Node', undefined, 'minikube-m02');
  if (!node) throw new Error('no node');
  const taints = [{ key: 'gpu', value: 'yes', effect: 'NoSchedule' }];
  client.update('v1/Node', { ...node, spec: { ...node.spec, taints } });
  cluster.settle();
  expect(nodesOf(client)).toEqual(['minikube', 'minikube-m02', 'minikube-m03']);
  expect(live(client).status).toMatchObject({ desiredNumberScheduled: 2, numberMisscheduled: 1 });
  const tainted = client.get('v1/Node', undefined, 'minikube-m02');
  if (!tainted) throw new Error('no node');
  const evicting = [{ key: 'gpu', value: 'yes', effect: 'NoExecute' }];
  client.update('v1/Node', { ...tainted, spec: { ...tainted.spec, taints: evicting } });
  cluster.settle();
  expect(nodesOf(client)).toEqual(['minikube', 'minikube-m03']);
  expect(live(client).status).toMatchObject({ desiredNumberScheduled: 2, numberMisscheduled: 0 });
});

test('a nodeSelector chooses the nodes', async () => {
  const { template } = logger().spec ?? {};
  const selecting = {
    ...template,
    spec: { ...template?.spec, nodeSelector: { 'kubernetes.io/hostname': 'minikube' } },
  };
  const { client } = await clusterWith({ template: selecting });
  expect(nodesOf(client)).toEqual(['minikube']);
});

test('a rolling update replaces one Pod after the other, and keeps the revision', async () => {
  const { client, ...cluster } = await clusterWith();
  let fewest = 3;
  client.onChange('v1/Pod', () => {
    const ready = podsOf(client).filter(({ status }) => status?.phase === 'Running');
    fewest = Math.min(fewest, ready.length);
  });
  setImage(client, 'fluent-bit:3.2');
  cluster.settle();
  expect(fewest).toBe(2);
  expect(podsOf(client).map(({ spec }) => spec?.containers?.[0]?.image)).toEqual(
    Array.from({ length: 3 }, () => 'fluent-bit:3.2'),
  );
  expect(live(client).status).toMatchObject({ updatedNumberScheduled: 3, observedGeneration: 2 });
  const revisions = (): Set<number | undefined> =>
    new Set(client.sorted('apps/v1/ControllerRevision').map(({ revision }) => revision));
  expect(revisions()).toEqual(new Set([1, 2]));
  setImage(client, 'fluent-bit:3.1');
  cluster.settle();
  expect(revisions()).toEqual(new Set([2, 3]));
});

test('with a surge the new Pod comes before the old one goes', async () => {
  const rollingUpdate = { maxSurge: 1, maxUnavailable: 0 };
  const { client, ...cluster } = await clusterWith({ updateStrategy: { type: 'RollingUpdate', rollingUpdate } });
  let [fewest, most] = [3, 3];
  client.onChange('v1/Pod', () => {
    const pods = podsOf(client);
    most = Math.max(most, pods.length);
    fewest = Math.min(fewest, pods.filter(({ status }) => status?.phase === 'Running').length);
  });
  setImage(client, 'fluent-bit:3.2');
  cluster.settle();
  expect([fewest, most]).toEqual([3, 4]);
  expect(live(client).status).toMatchObject({ updatedNumberScheduled: 3, numberAvailable: 3 });
});

test('OnDelete leaves the old Pods until somebody deletes them', async () => {
  const { client, ...cluster } = await clusterWith({ updateStrategy: { type: 'OnDelete' } });
  setImage(client, 'fluent-bit:3.2');
  cluster.settle();
  expect(live(client).status?.updatedNumberScheduled).toBeUndefined();
  const [pod] = podsOf(client);
  client.delete('v1/Pod', 'default', pod?.metadata.name ?? '');
  cluster.settle();
  expect(live(client).status).toMatchObject({ updatedNumberScheduled: 1, numberReady: 3 });
});

test('a failed Pod makes room for another, and is said', async () => {
  const { client, ...cluster } = await clusterWith();
  const [pod] = podsOf(client);
  if (!pod) throw new Error('no Pod');
  client.updateStatus('v1/Pod', { ...pod, status: { ...pod.status, phase: 'Failed' } });
  cluster.settle();
  const where = `default/${pod.metadata.name} on node ${madeFor(pod)}`;
  expect(cluster.events()).toContain(`Warning FailedDaemonPod Found failed daemon pod ${where}, will try to kill it`);
  expect(cluster.events()).toContain(`Normal SuccessfulDelete Deleted pod: ${pod.metadata.name}`);
  expect(nodesOf(client)).toEqual(['minikube', 'minikube-m02', 'minikube-m03']);
});

test('nothing is written when idle, also after a restart', async () => {
  const { store, manager, clock } = await clusterWith();
  const { revision } = store;
  manager.stop();
  manager.start();
  clock.runUntil(clock.now() + 3_600_000);
  expect(store.revision).toBe(revision);
});
