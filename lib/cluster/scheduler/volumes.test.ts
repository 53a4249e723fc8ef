import { expect, test } from 'vitest';
import type { Stored, types } from '@/lib/kube';
import { newTestCluster, type TestCluster } from '../test-cluster';
import { newScheduler } from './scheduler';

async function newCluster(): Promise<TestCluster> {
  const cluster = await newTestCluster({ nodes: 3, scheduled: false });
  newScheduler(cluster.context).start();
  const { client } = cluster;
  client.create('storage.k8s.io/v1/StorageClass', {
    metadata: { name: 'local' },
    provisioner: 'kubernetes.io/no-provisioner',
    volumeBindingMode: 'WaitForFirstConsumer',
  });
  client.create('storage.k8s.io/v1/StorageClass', {
    metadata: { name: 'late' },
    provisioner: 'x.io/disk',
    volumeBindingMode: 'WaitForFirstConsumer',
  });
  return cluster;
}

function runWith({ client }: TestCluster, name: string, claimName: string): void {
  const created = client.create('v1/Pod', {
    metadata: { name, namespace: 'default' },
    spec: {
      containers: [{ name: 'web', image: 'nginx' }],
      volumes: [{ name: 'data', persistentVolumeClaim: { claimName } }],
    },
  });
  if (!created.ok) throw new Error(created.status.message);
}

function claim({ client }: TestCluster, name: string, storageClassName: string): void {
  const created = client.create('v1/PersistentVolumeClaim', {
    metadata: { name, namespace: 'default' },
    spec: { accessModes: ['ReadWriteOnce'], storageClassName, resources: { requests: { storage: '1Gi' } } },
  });
  if (!created.ok) throw new Error(created.status.message);
}

function localVolume({ client }: TestCluster, name: string, node: string): void {
  const created = client.create('v1/PersistentVolume', {
    metadata: { name },
    spec: {
      capacity: { storage: '1Gi' },
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'local',
      local: { path: '/data' },
      nodeAffinity: {
        required: {
          nodeSelectorTerms: [
            { matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: [node] }] },
          ],
        },
      },
    },
  });
  if (!created.ok) throw new Error(created.status.message);
  client.updateStatus('v1/PersistentVolume', { ...created.object, status: { phase: 'Available' } });
}

/** What the volume controller does in the end. */
function finish({ client }: TestCluster, name: string, volumeName: string): void {
  const found = client.get('v1/PersistentVolumeClaim', 'default', name);
  if (!found) throw new Error(`no claim ${name}`);
  const metadata: Stored<'v1/PersistentVolumeClaim'>['metadata'] = {
    ...found.metadata,
    annotations: { ...found.metadata.annotations, 'pv.kubernetes.io/bind-completed': 'yes' },
  };
  const spec: types.PersistentVolumeClaimSpec = { ...found.spec, volumeName };
  const answer = client.update('v1/PersistentVolumeClaim', { ...found, metadata, spec });
  if (!answer.ok) throw new Error(answer.status.message);
}

function whyNot({ client }: TestCluster, name: string): string | undefined {
  const { status } = client.get('v1/Pod', 'default', name) ?? {};
  return status?.conditions?.find(({ type }) => type === 'PodScheduled')?.message;
}

test('a claim that is not there is waited for', async () => {
  const cluster = await newCluster();
  runWith(cluster, 'reader', 'nope');
  cluster.settle();
  expect(whyNot(cluster, 'reader')).toBe('0/3 nodes are available: persistentvolumeclaim "nope" not found. not found');
});

test('a claim that is bound at once must be bound first', async () => {
  const cluster = await newCluster();
  claim(cluster, 'data', 'slow');
  runWith(cluster, 'reader', 'data');
  cluster.settle();
  expect(whyNot(cluster, 'reader')).toBe(
    '0/3 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found',
  );
  localVolume(cluster, 'here', 'minikube-m02');
  finish(cluster, 'data', 'here');
  cluster.settle();
  expect(cluster.client.get('v1/Pod', 'default', 'reader')?.spec?.nodeName).toBe('minikube-m02');
});

test('a claim that waits for its Pod gets a volume on the node of the Pod', async () => {
  const cluster = await newCluster();
  claim(cluster, 'data', 'local');
  runWith(cluster, 'reader', 'data');
  cluster.settle();
  expect(whyNot(cluster, 'reader')).toBe(
    "0/3 nodes are available: 3 node(s) didn't find available persistent volumes to bind. no new claims to deallocate, " +
      'preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.',
  );
  localVolume(cluster, 'here', 'minikube-m02');
  cluster.settle();
  const volume = cluster.client.get('v1/PersistentVolume', undefined, 'here');
  expect(volume?.spec?.claimRef).toMatchObject({ kind: 'PersistentVolumeClaim', name: 'data', namespace: 'default' });
  expect(volume?.metadata.annotations).toEqual({ 'pv.kubernetes.io/bound-by-controller': 'yes' });
  expect(cluster.client.get('v1/Pod', 'default', 'reader')?.spec?.nodeName).toBeUndefined();
  finish(cluster, 'data', 'here');
  cluster.settle();
  expect(cluster.client.get('v1/Pod', 'default', 'reader')?.spec?.nodeName).toBe('minikube-m02');
});

test('a volume that is yet to be made is asked for on a node, and the Pod waits for it', async () => {
  const cluster = await newCluster();
  claim(cluster, 'data', 'late');
  runWith(cluster, 'reader', 'data');
  cluster.settle();
  const { metadata } = cluster.client.get('v1/PersistentVolumeClaim', 'default', 'data') ?? {};
  const node = metadata?.annotations?.['volume.kubernetes.io/selected-node'];
  expect(node).toMatch(/^minikube/);
  expect(cluster.client.get('v1/Pod', 'default', 'reader')?.spec?.nodeName).toBeUndefined();
  localVolume(cluster, 'made', node ?? '');
  finish(cluster, 'data', 'made');
  cluster.settle();
  expect(cluster.client.get('v1/Pod', 'default', 'reader')?.spec?.nodeName).toBe(node);
});

test('volumes that are not bound in ten minutes are given up, and tried again', async () => {
  const cluster = await newCluster();
  claim(cluster, 'data', 'late');
  runWith(cluster, 'reader', 'data');
  cluster.settle();
  cluster.clock.runUntil(cluster.clock.now() + 600_500);
  expect(whyNot(cluster, 'reader')).toBe(
    'running PreBind plugin "VolumeBinding": binding volumes: context deadline exceeded',
  );
});
