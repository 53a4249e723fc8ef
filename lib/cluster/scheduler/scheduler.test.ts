import { expect, test } from 'vitest';
import type { Stored, types } from '@/lib/kube';
import { newTestCluster, type TestCluster, type TestClusterOptions } from '../test-cluster';
import { newScheduler } from './scheduler';

const PREEMPTION = 'no new claims to deallocate, preemption:';
const NOT_HELPFUL = (nodes: number): string =>
  `${PREEMPTION} 0/${nodes} nodes are available: ${nodes} Preemption is not helpful for scheduling.`;
const NO_VICTIMS = (nodes: number): string =>
  `${PREEMPTION} 0/${nodes} nodes are available: ${nodes} No preemption victims found for incoming pod.`;

async function newCluster(options: TestClusterOptions = {}): Promise<TestCluster> {
  const cluster = await newTestCluster({ nodes: 3, ...options, scheduled: false });
  newScheduler(cluster.context).start();
  return cluster;
}

interface PodOptions {
  readonly labels?: Record<string, string>;
  readonly cpu?: string;
  readonly spec?: types.PodSpec;
}

function run({ client }: TestCluster, name: string, { labels = {}, cpu, spec = {} }: PodOptions = {}): void {
  const resources = cpu === undefined ? {} : { requests: { cpu } };
  const created = client.create('v1/Pod', {
    metadata: { name, namespace: 'default', labels },
    spec: { containers: [{ name: 'web', image: 'nginx', resources }], ...spec },
  });
  if (!created.ok) throw new Error(created.status.message);
}

function pod({ client }: TestCluster, name: string): Stored<'v1/Pod'> {
  const found = client.get('v1/Pod', 'default', name);
  if (!found) throw new Error(`no Pod ${name}`);
  return found;
}

function nodeOf(cluster: TestCluster, name: string): string | undefined {
  return pod(cluster, name).spec?.nodeName;
}

function whyNot(cluster: TestCluster, name: string): string | undefined {
  return pod(cluster, name).status?.conditions?.find(({ type }) => type === 'PodScheduled')?.message;
}

function changeNode({ client }: TestCluster, name: string, change: Partial<types.NodeSpec>): void {
  const node = client.get('v1/Node', undefined, name);
  if (!node) throw new Error(`no node ${name}`);
  const answer = client.update('v1/Node', { ...node, spec: { ...node.spec, ...change } });
  if (!answer.ok) throw new Error(answer.status.message);
}

function eventsOf({ client }: TestCluster, name: string): string[] {
  return client
    .sorted('v1/Event')
    .filter(({ involvedObject }) => involvedObject?.name === name)
    .map(({ type, reason, message }) => `${type} ${reason} ${message}`);
}

function triesOf({ client }: TestCluster, name: string): number {
  const said = client.sorted('v1/Event').filter(({ involvedObject }) => involvedObject?.name === name);
  return said.reduce((sum, { series }) => sum + (series?.count ?? 1), 0);
}

test('a Pod gets a node, and an event says which', async () => {
  const cluster = await newCluster({ nodes: 1 });
  run(cluster, 'web');
  cluster.settle();
  expect(nodeOf(cluster, 'web')).toBe('minikube');
  expect(eventsOf(cluster, 'web')).toEqual(['Normal Scheduled Successfully assigned default/web to minikube']);
});

test('a Pod that no node has room for waits, and is told why', async () => {
  const cluster = await newCluster({ nodes: 2 });
  run(cluster, 'big', { cpu: '10' });
  cluster.settle();
  const message = `0/2 nodes are available: 2 Insufficient cpu. ${NOT_HELPFUL(2)}`;
  expect(eventsOf(cluster, 'big')).toEqual([`Warning FailedScheduling ${message}`]);
  expect(pod(cluster, 'big').status?.conditions).toEqual([
    {
      type: 'PodScheduled',
      status: 'False',
      reason: 'Unschedulable',
      message,
      lastProbeTime: null,
      lastTransitionTime: '2026-01-05T09:00:00Z',
      observedGeneration: 1,
    },
  ]);
});

test('each node says its first reason, and the reasons are counted and sorted', async () => {
  const cluster = await newCluster();
  changeNode(cluster, 'minikube-m02', { taints: [{ key: 'gpu', value: 'yes', effect: 'NoSchedule' }] });
  changeNode(cluster, 'minikube-m03', { unschedulable: true });
  run(cluster, 'big', {
    spec: {
      containers: [
        {
          name: 'web',
          image: 'nginx',
          resources: { requests: { cpu: '10', memory: '100Gi', 'x.io/a': '1' }, limits: { 'x.io/a': '1' } },
        },
      ],
    },
  });
  cluster.settle();
  expect(whyNot(cluster, 'big')).toBe(
    `0/3 nodes are available: 1 Insufficient cpu, 1 Insufficient memory, 1 Insufficient x.io/a, ` +
      `1 node(s) had untolerated taint(s), 1 node(s) were unschedulable. ${NOT_HELPFUL(3)}`,
  );
});

test('a node selector that matches nothing waits for a label', async () => {
  const cluster = await newCluster({ nodes: 2 });
  run(cluster, 'picky', { spec: { nodeSelector: { disk: 'ssd' }, containers: [{ name: 'web', image: 'nginx' }] } });
  cluster.settle();
  expect(whyNot(cluster, 'picky')).toBe(
    `0/2 nodes are available: 2 node(s) didn't match Pod's node affinity/selector. ${NOT_HELPFUL(2)}`,
  );
  const node = cluster.client.get('v1/Node', undefined, 'minikube-m02');
  if (!node) throw new Error('no node');
  const labels = { ...node.metadata.labels, disk: 'ssd' };
  cluster.client.update('v1/Node', { ...node, metadata: { ...node.metadata, labels } });
  cluster.settle();
  expect(nodeOf(cluster, 'picky')).toBe('minikube-m02');
});

test('what does not help wakes nobody', async () => {
  const cluster = await newCluster({ nodes: 2 });
  run(cluster, 'picky', { spec: { nodeSelector: { disk: 'ssd' }, containers: [{ name: 'web', image: 'nginx' }] } });
  cluster.settle();
  run(cluster, 'other');
  changeNode(cluster, 'minikube', { unschedulable: true });
  changeNode(cluster, 'minikube', { unschedulable: false });
  cluster.settle();
  expect(triesOf(cluster, 'picky')).toBe(1);
});

test('a Pod that nothing helps is tried again after five minutes all the same', async () => {
  const cluster = await newCluster({ nodes: 1 });
  run(cluster, 'big', { cpu: '10' });
  cluster.settle();
  cluster.clock.runUntil(cluster.clock.now() + 340_000);
  expect(triesOf(cluster, 'big')).toBe(2);
});

test('without nodes a Pod waits for the first', async () => {
  const cluster = await newCluster({ nodes: 1 });
  const node = cluster.client.get('v1/Node', undefined, 'minikube');
  cluster.client.delete('v1/Node', undefined, 'minikube');
  run(cluster, 'web');
  cluster.settle();
  expect(whyNot(cluster, 'web')).toBe('no nodes available to schedule pods');
  if (!node) throw new Error('no node');
  const { name, labels } = node.metadata;
  const created = cluster.client.create('v1/Node', { metadata: { name, ...(labels && { labels }) } });
  if (!created.ok) throw new Error(created.status.message);
  cluster.client.updateStatus('v1/Node', { ...created.object, ...(node.status && { status: node.status }) });
  changeNode(cluster, 'minikube', { taints: [] });
  cluster.settle();
  expect(nodeOf(cluster, 'web')).toBe('minikube');
});

test('Pods keep apart, and those that came before have a say', async () => {
  const cluster = await newCluster();
  const apart = {
    affinity: {
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'anti' } } },
        ],
      },
    },
    containers: [{ name: 'web', image: 'nginx' }],
  };
  for (const at of [0, 1, 2, 3]) run(cluster, `anti-${at}`, { labels: { app: 'anti' }, spec: apart });
  run(cluster, 'plain', { labels: { app: 'anti' } });
  cluster.settle();
  const nodes = [0, 1, 2].map((at) => nodeOf(cluster, `anti-${at}`));
  expect(new Set(nodes).size).toBe(3);
  expect(whyNot(cluster, 'anti-3')).toBe(
    `0/3 nodes are available: 3 node(s) didn't match pod anti-affinity rules. ${NO_VICTIMS(3)}`,
  );
  expect(whyNot(cluster, 'plain')).toBe(
    `0/3 nodes are available: 3 node(s) didn't satisfy existing pods anti-affinity rules. ${NO_VICTIMS(3)}`,
  );
  cluster.client.delete('v1/Pod', 'default', 'anti-1', { gracePeriodSeconds: 0 });
  cluster.settle();
  expect(nodeOf(cluster, 'anti-3')).toBe(nodes[1]);
});

test('a Pod that wants company waits for it', async () => {
  const cluster = await newCluster();
  const near = (app: string): types.PodSpec => ({
    affinity: {
      podAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app } } },
        ],
      },
    },
    containers: [{ name: 'web', image: 'nginx' }],
  });
  run(cluster, 'guest', { spec: near('host') });
  run(cluster, 'first', { labels: { app: 'own' }, spec: near('own') });
  cluster.settle();
  expect(whyNot(cluster, 'guest')).toBe(
    `0/3 nodes are available: 3 node(s) didn't match pod affinity rules. ${NOT_HELPFUL(3)}`,
  );
  expect(nodeOf(cluster, 'first')).toBeDefined();
  run(cluster, 'host', { labels: { app: 'host' } });
  cluster.settle();
  expect(nodeOf(cluster, 'guest')).toBe(nodeOf(cluster, 'host'));
});

test('a hard spread keeps the numbers even, and wants its label', async () => {
  const cluster = await newCluster();
  const spread = (topologyKey: string): types.PodSpec => ({
    topologySpreadConstraints: [
      { topologyKey, maxSkew: 1, whenUnsatisfiable: 'DoNotSchedule', labelSelector: { matchLabels: { app: 'x' } } },
    ],
    containers: [{ name: 'web', image: 'nginx' }],
  });
  for (let at = 0; at < 6; at += 1)
    run(cluster, `x-${at}`, { labels: { app: 'x' }, spec: spread('kubernetes.io/hostname') });
  run(cluster, 'zoned', { spec: spread('zone') });
  cluster.settle();
  const counts = new Map<string, number>();
  for (let at = 0; at < 6; at += 1) {
    const node = nodeOf(cluster, `x-${at}`) ?? '';
    counts.set(node, (counts.get(node) ?? 0) + 1);
  }
  expect([...counts.values()]).toEqual([2, 2, 2]);
  expect(whyNot(cluster, 'zoned')).toBe(
    `0/3 nodes are available: 3 node(s) didn't match pod topology spread constraints (missing required label). ${NOT_HELPFUL(3)}`,
  );
});

test('nodes named by affinity are the only ones looked at', async () => {
  const cluster = await newCluster();
  const on = (node: string, cpu: string): types.PodSpec => ({
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: [node] }] }],
        },
      },
    },
    containers: [{ name: 'web', image: 'nginx', resources: { requests: { cpu } } }],
  });
  run(cluster, 'ghost', { spec: on('ghost', '1') });
  run(cluster, 'big', { spec: on('minikube', '9') });
  run(cluster, 'fits', { spec: on('minikube-m02', '1') });
  cluster.settle();
  expect(whyNot(cluster, 'ghost')).toBe(
    `0/3 nodes are available: 3 node(s) didn't satisfy plugin(s) [NodeAffinity]. ${NOT_HELPFUL(3)}`,
  );
  expect(whyNot(cluster, 'big')).toBe(
    `0/3 nodes are available: 1 Insufficient cpu, 2 node(s) didn't satisfy plugin(s) [NodeAffinity]. ${NOT_HELPFUL(3)}`,
  );
  expect(nodeOf(cluster, 'fits')).toBe('minikube-m02');
});

test('a host port is taken once on each node', async () => {
  const cluster = await newCluster();
  const spec = { containers: [{ name: 'web', image: 'nginx', ports: [{ containerPort: 80, hostPort: 8080 }] }] };
  for (const at of [1, 2, 3, 4]) run(cluster, `port-${at}`, { spec });
  cluster.settle();
  expect(new Set([1, 2, 3].map((at) => nodeOf(cluster, `port-${at}`))).size).toBe(3);
  expect(whyNot(cluster, 'port-4')).toBe(
    `0/3 nodes are available: 3 node(s) didn't have free ports for the requested pod ports. ${NO_VICTIMS(3)}`,
  );
});

test('a gated Pod waits in silence, and goes when its gates are gone', async () => {
  const cluster = await newCluster();
  run(cluster, 'gated', {
    spec: { schedulingGates: [{ name: 'x.io/wait' }], containers: [{ name: 'web', image: 'nginx' }] },
  });
  cluster.settle();
  expect(eventsOf(cluster, 'gated')).toEqual([]);
  const { schedulingGates: _, ...spec } = pod(cluster, 'gated').spec ?? {};
  cluster.client.update('v1/Pod', { ...pod(cluster, 'gated'), spec });
  cluster.settle();
  expect(nodeOf(cluster, 'gated')).toBeDefined();
});

test('another scheduler’s Pod is left alone', async () => {
  const cluster = await newCluster();
  run(cluster, 'mine', { spec: { schedulerName: 'mine', containers: [{ name: 'web', image: 'nginx' }] } });
  cluster.settle();
  expect(nodeOf(cluster, 'mine')).toBeUndefined();
  expect(eventsOf(cluster, 'mine')).toEqual([]);
});

test('a stopped scheduler binds nothing, and started again it takes up what waits', async () => {
  const cluster = await newTestCluster({ nodes: 1, scheduled: false });
  const scheduler = newScheduler(cluster.context);
  scheduler.start();
  scheduler.stop();
  run(cluster, 'web');
  cluster.settle();
  expect(nodeOf(cluster, 'web')).toBeUndefined();
  scheduler.start();
  cluster.settle();
  expect(nodeOf(cluster, 'web')).toBe('minikube');
});

test('replicas are spread over the nodes', async () => {
  const cluster = await newCluster();
  const { client } = cluster;
  client.create('v1/Service', {
    metadata: { name: 'web', namespace: 'default' },
    spec: { selector: { app: 'web' }, ports: [{ port: 80 }] },
  });
  for (let at = 0; at < 9; at += 1) run(cluster, `web-${at}`, { labels: { app: 'web' } });
  cluster.settle();
  const perNode = [...new Set([...client.list('v1/Pod')].map(({ spec }) => spec?.nodeName))].map(
    (node) => [...client.podsOn(node ?? '')].length,
  );
  expect(perNode).toEqual([3, 3, 3]);
});

test('among equal nodes the choice is that of kube-scheduler', async () => {
  const cluster = await newCluster({ nodes: 4 });
  const chosen: (string | undefined)[] = [];
  for (let at = 0; at < 9; at += 1) {
    run(cluster, `web-${at}`);
    cluster.settle();
    chosen.push(nodeOf(cluster, `web-${at}`));
  }
  const [first, second, third, fourth] = ['minikube', 'minikube-m02', 'minikube-m03', 'minikube-m04'];
  // Recorded from a control plane of 1.36.3.
  expect(chosen).toEqual([first, second, fourth, third, first, second, fourth, third, first]);
});

test('once their Service is gone, Pods are spread no more', async () => {
  const cluster = await newCluster({ nodes: 2 });
  const { client } = cluster;
  client.create('v1/Service', {
    metadata: { name: 'web', namespace: 'default' },
    spec: { selector: { app: 'web' }, ports: [{ port: 80 }] },
  });
  run(cluster, 'web-0', {
    labels: { app: 'web' },
    spec: { nodeName: 'minikube', containers: [{ name: 'web', image: 'nginx' }] },
  });
  run(cluster, 'big', {
    spec: {
      nodeName: 'minikube-m02',
      containers: [{ name: 'web', image: 'nginx', resources: { requests: { cpu: '1' } } }],
    },
  });
  cluster.settle();
  run(cluster, 'web-1', { labels: { app: 'web' } });
  cluster.settle();
  expect(nodeOf(cluster, 'web-1')).toBe('minikube-m02');
  client.delete('v1/Pod', 'default', 'web-1', { gracePeriodSeconds: 0 });
  client.delete('v1/Service', 'default', 'web');
  run(cluster, 'web-2', { labels: { app: 'web' } });
  cluster.settle();
  expect(nodeOf(cluster, 'web-2')).toBe('minikube');
});
