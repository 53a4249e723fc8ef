import { expect, test } from 'vitest';
import { formatMicroTime, type types } from '@/lib/kube';
import { newTestCluster, type TestCluster } from '../../test-cluster';
import { nodeLifecycleController } from './node-lifecycle';
import { nodeTtlController } from './node-ttl';
import { podGarbageCollectorController } from './pod-garbage-collector';
import { taintEvictionController } from './taint-eviction';

const controllers = [nodeLifecycleController, taintEvictionController, podGarbageCollectorController];

function renewLease({ client, clock }: TestCluster, name: string): void {
  const renewTime = formatMicroTime(clock.now());
  const namespace = 'kube-node-lease';
  const lease = client.get('coordination.k8s.io/v1/Lease', namespace, name);
  const spec = { holderIdentity: name, leaseDurationSeconds: 40, renewTime };
  const answer = lease
    ? client.update('coordination.k8s.io/v1/Lease', { ...lease, spec })
    : client.create('coordination.k8s.io/v1/Lease', { metadata: { name, namespace }, spec });
  if (!answer.ok) throw new Error(answer.status.message);
}

/** The nodes named renew their leases each 10 seconds meanwhile. */
function pass(cluster: TestCluster, seconds: number, ...alive: string[]): void {
  const end = cluster.clock.now() + seconds * 1000;
  while (cluster.clock.now() < end) {
    for (const name of alive) renewLease(cluster, name);
    cluster.clock.runUntil(Math.min(end, cluster.clock.now() + 10_000));
  }
}

function createPod({ client }: TestCluster, name: string, nodeName: string, spec: types.PodSpec = {}): void {
  const created = client.create('v1/Pod', {
    metadata: { name, namespace: 'default' },
    spec: { containers: [{ name: 'web', image: 'nginx' }], nodeName, ...spec },
  });
  if (!created.ok) throw new Error(created.status.message);
}

function taintsOf({ client }: TestCluster, name: string): string[] {
  const { spec } = client.get('v1/Node', undefined, name) ?? {};
  return (spec?.taints ?? []).map(({ key, effect }) => `${key}:${effect}`);
}

const LOST = 'minikube-m02';

test('a node that is heard of stays as it is', async () => {
  const cluster = await newTestCluster({ controllers, nodes: 2 });
  const { revision } = cluster.store;
  pass(cluster, 300, 'minikube', LOST);
  const writes = [...(cluster.store.changesSince(revision) ?? [])].filter(({ object }) => object.kind !== 'Lease');
  expect(writes).toEqual([]);
  expect(cluster.events()).toEqual([
    'Normal RegisteredNode Node minikube event: Registered Node minikube in Controller',
    'Normal RegisteredNode Node minikube-m02 event: Registered Node minikube-m02 in Controller',
  ]);
});

test('a node that is not heard of becomes Unknown after 50 seconds, and its Pods are evicted after 300 more', async () => {
  const cluster = await newTestCluster({ controllers, nodes: 2 });
  createPod(cluster, 'web', LOST);
  createPod(cluster, 'stays', LOST, { tolerations: [{ operator: 'Exists' }] });
  cluster.settle();
  pass(cluster, 49, 'minikube');
  expect(taintsOf(cluster, LOST)).toEqual([]);
  pass(cluster, 2, 'minikube');
  const node = cluster.client.get('v1/Node', undefined, LOST);
  const ready = node?.status?.conditions?.find(({ type }) => type === 'Ready');
  expect(ready).toMatchObject({
    status: 'Unknown',
    reason: 'NodeStatusUnknown',
    message: 'Kubelet stopped posting node status.',
  });
  expect(taintsOf(cluster, LOST)).toEqual([
    'node.kubernetes.io/unreachable:NoSchedule',
    'node.kubernetes.io/unreachable:NoExecute',
  ]);
  const pod = cluster.client.get('v1/Pod', 'default', 'web');
  expect(pod?.status?.conditions?.find(({ type }) => type === 'Ready')?.status).toBe('False');
  pass(cluster, 295, 'minikube');
  expect(cluster.client.get('v1/Pod', 'default', 'web')?.metadata.deletionTimestamp).toBeUndefined();
  pass(cluster, 10, 'minikube');
  expect(cluster.client.get('v1/Pod', 'default', 'web')).toBeUndefined();
  expect(cluster.client.get('v1/Pod', 'default', 'stays')).toBeDefined();
  expect(cluster.events().slice(2)).toEqual([
    'Normal NodeNotReady Node minikube-m02 status is now: NodeNotReady',
    'Warning NodeNotReady Node is not ready',
    'Warning NodeNotReady Node is not ready',
    'Normal TaintManagerEviction Marking for deletion Pod default/web',
  ]);
});

test('a node that comes back loses its taints, and keeps its Pods', async () => {
  const cluster = await newTestCluster({ controllers, nodes: 2 });
  createPod(cluster, 'web', LOST);
  pass(cluster, 60, 'minikube');
  const node = cluster.client.get('v1/Node', undefined, LOST);
  if (!node) throw new Error('no node');
  const conditions = [{ type: 'Ready', status: 'True', reason: 'KubeletReady' }];
  renewLease(cluster, LOST);
  cluster.client.updateStatus('v1/Node', { ...node, status: { ...node.status, conditions } });
  pass(cluster, 400, 'minikube', LOST);
  expect(taintsOf(cluster, LOST)).toEqual([]);
  expect(cluster.client.get('v1/Pod', 'default', 'web')).toBeDefined();
  expect(cluster.events().at(-1)).toBe('Normal TaintManagerEviction Cancelling deletion of Pod default/web');
});

test('when no node is heard of, nothing is evicted', async () => {
  const cluster = await newTestCluster({ controllers, nodes: 2 });
  createPod(cluster, 'web', LOST);
  pass(cluster, 600);
  expect(taintsOf(cluster, LOST)).toEqual(['node.kubernetes.io/unreachable:NoSchedule']);
  expect(cluster.client.get('v1/Pod', 'default', 'web')).toBeDefined();
});

test('a cordoned node gets its taint, and loses it again', async () => {
  const cluster = await newTestCluster({ controllers });
  const cordon = (unschedulable: boolean): void => {
    const node = cluster.client.get('v1/Node', undefined, 'minikube');
    if (node) cluster.client.update('v1/Node', { ...node, spec: { ...node.spec, unschedulable } });
    cluster.settle();
  };
  cordon(true);
  expect(taintsOf(cluster, 'minikube')).toEqual(['node.kubernetes.io/unschedulable:NoSchedule']);
  cordon(false);
  expect(taintsOf(cluster, 'minikube')).toEqual([]);
});

test('a taint that a person sets drives off at once what does not tolerate it', async () => {
  const cluster = await newTestCluster({ controllers });
  createPod(cluster, 'web', 'minikube');
  createPod(cluster, 'patient', 'minikube', {
    tolerations: [{ key: 'gpu', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 60 }],
  });
  cluster.settle();
  const node = cluster.client.get('v1/Node', undefined, 'minikube');
  if (!node) throw new Error('no node');
  const taints = [{ key: 'gpu', value: 'yes', effect: 'NoExecute' }];
  cluster.client.update('v1/Node', { ...node, spec: { ...node.spec, taints } });
  cluster.settle();
  expect(cluster.client.get('v1/Pod', 'default', 'web')).toBeUndefined();
  pass(cluster, 59, 'minikube');
  expect(cluster.client.get('v1/Pod', 'default', 'patient')).toBeDefined();
  pass(cluster, 3, 'minikube');
  expect(cluster.client.get('v1/Pod', 'default', 'patient')).toBeUndefined();
});

test('the Pods of a deleted node go after a while', async () => {
  const cluster = await newTestCluster({ controllers, nodes: 2, kwok: false });
  createPod(cluster, 'web', LOST);
  cluster.client.delete('v1/Node', undefined, LOST);
  pass(cluster, 30, 'minikube');
  expect(cluster.client.get('v1/Pod', 'default', 'web')).toBeDefined();
  pass(cluster, 30, 'minikube');
  expect(cluster.client.get('v1/Pod', 'default', 'web')).toBeUndefined();
  expect(cluster.events()).toContain(
    'Normal RemovingNode Node minikube-m02 event: Removing Node minikube-m02 from Controller',
  );
});

test('older labels follow the newer ones, and the ttl is said', async () => {
  const cluster = await newTestCluster({ controllers: [nodeLifecycleController, nodeTtlController] });
  const node = cluster.client.get('v1/Node', undefined, 'minikube');
  expect(node?.metadata.labels?.['beta.kubernetes.io/os']).toBe('linux');
  expect(node?.metadata.labels?.['beta.kubernetes.io/arch']).toBe('amd64');
  expect(node?.metadata.annotations?.['node.alpha.kubernetes.io/ttl']).toBe('0');
});
