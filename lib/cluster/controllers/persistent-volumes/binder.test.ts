import { expect, test } from 'vitest';
import type { types } from '@/lib/kube';
import { newTestCluster, type TestCluster } from '../../test-cluster';
import { persistentVolumeBinderController } from './binder';
import { ephemeralVolumeController } from './ephemeral-volumes';
import { hostpathProvisionerController } from './hostpath-provisioner';
import { claimProtectionController, volumeProtectionController } from './protection';

const controllers = [persistentVolumeBinderController, claimProtectionController, volumeProtectionController];

function createVolume({ client }: TestCluster, name: string, storage: string, spec: types.PersistentVolumeSpec = {}) {
  const created = client.create('v1/PersistentVolume', {
    metadata: { name },
    spec: {
      capacity: { storage },
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'manual',
      hostPath: { path: '/mnt/data' },
      ...spec,
    },
  });
  if (!created.ok) throw new Error(created.status.message);
}

function createClaim({ client }: TestCluster, name: string, spec: types.PersistentVolumeClaimSpec = {}) {
  const created = client.create('v1/PersistentVolumeClaim', {
    metadata: { name, namespace: 'default' },
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '1Gi' } },
      storageClassName: 'manual',
      ...spec,
    },
  });
  if (!created.ok) throw new Error(created.status.message);
}

function createClass({ client }: TestCluster, name: string, volumeBindingMode: string, annotations = {}): void {
  const created = client.create('storage.k8s.io/v1/StorageClass', {
    metadata: { name, annotations },
    provisioner: 'k8s.io/minikube-hostpath',
    volumeBindingMode,
  });
  if (!created.ok) throw new Error(created.status.message);
}

function createPod({ client }: TestCluster, claimName: string): void {
  const created = client.create('v1/Pod', {
    metadata: { name: 'reader', namespace: 'default' },
    spec: {
      containers: [{ name: 'main', image: 'nginx' }],
      volumes: [{ name: 'data', persistentVolumeClaim: { claimName } }],
    },
  });
  if (!created.ok) throw new Error(created.status.message);
}

const claimOf = ({ client }: TestCluster, name: string) => client.get('v1/PersistentVolumeClaim', 'default', name);
const volumeOf = ({ client }: TestCluster, name: string) => client.get('v1/PersistentVolume', undefined, name);
const EXTERNAL = (provisioner: string): string =>
  `Normal ExternalProvisioning Waiting for a volume to be created either by the external provisioner '${provisioner}' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.`;

test('a claim and a volume that fit are bound to each other', async () => {
  const cluster = await newTestCluster({ controllers });
  createVolume(cluster, 'pv-data', '2Gi');
  cluster.settle();
  expect(volumeOf(cluster, 'pv-data')?.status?.phase).toBe('Available');
  createClaim(cluster, 'data');
  cluster.settle();
  const claim = claimOf(cluster, 'data');
  expect(claim?.spec?.volumeName).toBe('pv-data');
  expect(claim?.status).toEqual({ phase: 'Bound', accessModes: ['ReadWriteOnce'], capacity: { storage: '2Gi' } });
  expect(claim?.metadata.annotations).toEqual({
    'pv.kubernetes.io/bind-completed': 'yes',
    'pv.kubernetes.io/bound-by-controller': 'yes',
  });
  const volume = volumeOf(cluster, 'pv-data');
  expect(volume?.status?.phase).toBe('Bound');
  expect(volume?.spec?.claimRef).toMatchObject({ kind: 'PersistentVolumeClaim', namespace: 'default', name: 'data' });
  expect(volume?.metadata.annotations).toEqual({ 'pv.kubernetes.io/bound-by-controller': 'yes' });
  expect(cluster.events()).toEqual([]);
});

test('the smallest volume that is large enough is taken, of the class and the labels asked for', async () => {
  const cluster = await newTestCluster({ controllers });
  createVolume(cluster, 'large', '9Gi');
  createVolume(cluster, 'fits', '5Gi');
  createVolume(cluster, 'small', '1Gi');
  createVolume(cluster, 'other', '5Gi', { storageClassName: 'other' });
  cluster.settle();
  createClaim(cluster, 'data', { resources: { requests: { storage: '4Gi' } } });
  cluster.settle();
  expect(claimOf(cluster, 'data')?.spec?.volumeName).toBe('fits');
  createClaim(cluster, 'picky', { selector: { matchLabels: { disk: 'ssd' } } });
  cluster.settle();
  expect(claimOf(cluster, 'picky')?.status?.phase).toBe('Pending');
});

test('a claim that nothing fits waits, says why, and takes what comes', async () => {
  const cluster = await newTestCluster({ controllers });
  createClaim(cluster, 'data', { storageClassName: '' });
  createClaim(cluster, 'big');
  cluster.settle();
  expect(cluster.events()).toEqual([
    'Normal FailedBinding no persistent volumes available for this claim and no storage class is set',
    'Warning ProvisioningFailed storageclass.storage.k8s.io "manual" not found',
  ]);
  createVolume(cluster, 'late', '2Gi', { storageClassName: '' });
  cluster.settle();
  expect(claimOf(cluster, 'data')?.status?.phase).toBe('Bound');
  expect(cluster.events()).toHaveLength(2);
});

test('a volume that a claim names must suit it', async () => {
  const cluster = await newTestCluster({ controllers });
  createVolume(cluster, 'pv', '1Gi');
  createClaim(cluster, 'data', { volumeName: 'pv', resources: { requests: { storage: '8Gi' } } });
  cluster.settle();
  expect(cluster.events()).toEqual([
    'Warning VolumeMismatch Cannot bind to requested volume "pv": requested PV is too small',
  ]);
});

test('a claim in use stays until its Pod is gone, and leaves a volume that is released', async () => {
  const cluster = await newTestCluster({ controllers });
  createVolume(cluster, 'pv', '2Gi', { persistentVolumeReclaimPolicy: 'Retain' });
  createClaim(cluster, 'data');
  createPod(cluster, 'data');
  cluster.settle();
  cluster.client.delete('v1/PersistentVolumeClaim', 'default', 'data');
  cluster.settle();
  expect(claimOf(cluster, 'data')?.metadata.deletionTimestamp).toBeDefined();
  cluster.client.delete('v1/Pod', 'default', 'reader');
  cluster.settle();
  expect(claimOf(cluster, 'data')).toBeUndefined();
  expect(volumeOf(cluster, 'pv')?.status?.phase).toBe('Released');
  cluster.client.delete('v1/PersistentVolume', undefined, 'pv');
  cluster.settle();
  expect(volumeOf(cluster, 'pv')).toBeUndefined();
});

test('a bound volume that is deleted stays as long as its claim', async () => {
  const cluster = await newTestCluster({ controllers });
  createVolume(cluster, 'pv', '2Gi');
  createClaim(cluster, 'data');
  cluster.settle();
  cluster.client.delete('v1/PersistentVolume', undefined, 'pv');
  cluster.settle();
  expect(volumeOf(cluster, 'pv')?.metadata.deletionTimestamp).toBeDefined();
  cluster.client.delete('v1/PersistentVolumeClaim', 'default', 'data');
  cluster.settle();
  expect(volumeOf(cluster, 'pv')).toBeUndefined();
});

test('volumes are deleted or recycled as they say', async () => {
  const cluster = await newTestCluster({ controllers });
  createVolume(cluster, 'temporary', '1Gi', {
    persistentVolumeReclaimPolicy: 'Delete',
    hostPath: { path: '/tmp/a' },
    storageClassName: 'a',
  });
  createVolume(cluster, 'fails', '1Gi', { persistentVolumeReclaimPolicy: 'Delete', storageClassName: 'b' });
  createVolume(cluster, 'again', '1Gi', { persistentVolumeReclaimPolicy: 'Recycle', storageClassName: 'c' });
  for (const storageClassName of ['a', 'b', 'c']) createClaim(cluster, storageClassName, { storageClassName });
  cluster.settle();
  for (const name of ['a', 'b', 'c']) cluster.client.delete('v1/PersistentVolumeClaim', 'default', name);
  cluster.settle();
  expect(volumeOf(cluster, 'temporary')).toBeUndefined();
  expect(volumeOf(cluster, 'fails')?.status?.phase).toBe('Failed');
  expect(volumeOf(cluster, 'again')?.status?.phase).toBe('Available');
  expect(volumeOf(cluster, 'again')?.spec?.claimRef).toBeUndefined();
  expect(cluster.events()).toEqual([
    'Warning VolumeFailedDelete host_path deleter only supports /tmp/.+ but received provided /mnt/data',
    'Normal VolumeRecycled Volume recycled',
  ]);
});

test('without its provisioner a class only keeps one waiting', async () => {
  const cluster = await newTestCluster({ controllers });
  createClass(cluster, 'standard', 'Immediate');
  createClaim(cluster, 'data', { storageClassName: 'standard' });
  cluster.settle();
  expect(claimOf(cluster, 'data')?.status?.phase).toBe('Pending');
  expect(cluster.events()).toEqual([EXTERNAL('k8s.io/minikube-hostpath')]);
  expect(claimOf(cluster, 'data')?.metadata.annotations).toEqual({
    'volume.beta.kubernetes.io/storage-provisioner': 'k8s.io/minikube-hostpath',
    'volume.kubernetes.io/storage-provisioner': 'k8s.io/minikube-hostpath',
  });
});

test('minikube provisions a folder, and takes it away again', async () => {
  const cluster = await newTestCluster({ controllers: [...controllers, hostpathProvisionerController] });
  createClass(cluster, 'standard', 'Immediate');
  createClaim(cluster, 'data', { storageClassName: 'standard' });
  cluster.settle();
  const claim = claimOf(cluster, 'data');
  const name = `pvc-${claim?.metadata.uid}`;
  expect(claim?.status?.phase).toBe('Bound');
  expect(claim?.spec?.volumeName).toBe(name);
  expect(volumeOf(cluster, name)?.spec?.hostPath?.path).toBe('/tmp/hostpath-provisioner/default/data');
  expect(cluster.events()).toEqual([
    EXTERNAL('k8s.io/minikube-hostpath'),
    'Normal Provisioning External provisioner is provisioning volume for claim "default/data"',
    `Normal ProvisioningSucceeded Successfully provisioned volume ${name}`,
  ]);
  cluster.client.delete('v1/PersistentVolumeClaim', 'default', 'data');
  cluster.settle();
  expect(volumeOf(cluster, name)).toBeUndefined();
});

test('a class may wait for the Pod that comes first', async () => {
  const cluster = await newTestCluster({
    controllers: [...controllers, hostpathProvisionerController],
    scheduled: false,
  });
  createClass(cluster, 'standard', 'WaitForFirstConsumer');
  createClaim(cluster, 'data', { storageClassName: 'standard' });
  cluster.settle();
  expect(cluster.events()).toEqual([
    'Normal WaitForFirstConsumer waiting for first consumer to be created before binding',
  ]);
  const claim = claimOf(cluster, 'data');
  if (!claim) throw new Error('no claim');
  const annotations = { 'volume.kubernetes.io/selected-node': 'minikube' };
  cluster.client.update('v1/PersistentVolumeClaim', { ...claim, metadata: { ...claim.metadata, annotations } });
  cluster.settle();
  expect(claimOf(cluster, 'data')?.status?.phase).toBe('Bound');
});

test('a claim without a class gets the default one when there is one', async () => {
  const cluster = await newTestCluster({ controllers });
  const created = cluster.client.create('v1/PersistentVolumeClaim', {
    metadata: { name: 'data', namespace: 'default' },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
  });
  if (!created.ok) throw new Error(created.status.message);
  createClass(cluster, 'standard', 'Immediate', { 'storageclass.kubernetes.io/is-default-class': 'true' });
  cluster.settle();
  expect(claimOf(cluster, 'data')?.spec?.storageClassName).toBe('standard');
});

test('nothing is written after a new start', async () => {
  const cluster = await newTestCluster({ controllers });
  createVolume(cluster, 'pv', '2Gi');
  createClaim(cluster, 'data');
  createClaim(cluster, 'waits');
  cluster.settle();
  const { revision } = cluster.store;
  cluster.manager.stop();
  cluster.manager.start();
  cluster.settle();
  expect(cluster.store.revision).toBe(revision);
});

test('an ephemeral volume of a Pod gets a claim of its own', async () => {
  const cluster = await newTestCluster({ controllers: [...controllers, ephemeralVolumeController] });
  createVolume(cluster, 'pv', '2Gi');
  const volumeClaimTemplate = {
    metadata: { labels: { kind: 'scratch' } },
    spec: {
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'manual',
      resources: { requests: { storage: '1Gi' } },
    },
  };
  const created = cluster.client.create('v1/Pod', {
    metadata: { name: 'reader', namespace: 'default' },
    spec: {
      containers: [{ name: 'main', image: 'nginx' }],
      volumes: [{ name: 'scratch', ephemeral: { volumeClaimTemplate } }],
    },
  });
  cluster.settle();
  const claim = claimOf(cluster, 'reader-scratch');
  expect(claim?.status?.phase).toBe('Bound');
  expect(claim?.metadata.labels).toEqual({ kind: 'scratch' });
  expect(claim?.metadata.ownerReferences?.[0]?.uid).toBe(created.ok ? created.object.metadata.uid : '');
});
