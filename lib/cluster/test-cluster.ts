/**
 * A cluster for tests: a real API, the controllers that are asked for, and nodes as kwok simulates them: Pods are bound in
 * turn, run and are ready at once, and go at once.
 */
import { formatTime, newClient, type Client, type Registry, type Store, type Stored, type types } from '@/lib/kube';
import { newApi } from './api';
import { SimulatedClock } from './clock';
import type { ControllerContext, NewController } from './controllers/controller';
import { ControllerManager } from './controllers/manager';
import { EventWriter } from './events';
import { Random } from './random';

export interface TestClusterOptions {
  /** `minikube`, `minikube-m02`, … Default: 1. */
  readonly nodes?: number;
  readonly controllers?: readonly NewController[];
  /** Whether Pods get a node. Default: true. */
  readonly scheduled?: boolean;
  /** Whether Pods with a node run. Default: true. */
  readonly kwok?: boolean;
  readonly seed?: number;
}

export interface TestCluster {
  readonly clock: SimulatedClock;
  readonly client: Client;
  readonly context: ControllerContext;
  readonly store: Store;
  readonly registry: Registry;
  readonly manager: ControllerManager;
  /** Lets time pass until nothing is under way. */
  readonly settle: () => void;
  /** `Normal ScalingReplicaSet Scaled up …`, in the order of the writes. */
  readonly events: () => string[];
}

/** Its time begins at 2026-01-05T09:00:00Z. */
export async function newTestCluster(options: TestClusterOptions = {}): Promise<TestCluster> {
  const { nodes = 1, controllers = [], scheduled = true, kwok = true, seed = 1 } = options;
  const clock = new SimulatedClock(1_767_603_600_000);
  const random = new Random(seed);
  const { registry, store } = await newApi({ clock, random, frozen: true });
  const client = newClient(registry, 'kube-controller-manager');
  const writer = new EventWriter(registry, client, clock);
  const context: ControllerContext = {
    client,
    clock,
    random,
    recorder: (component, host) => writer.recorder(component, host),
  };
  const manager = new ControllerManager(context, controllers);
  for (const name of ['default', 'kube-system', 'kube-public', 'kube-node-lease']) {
    client.create('v1/Namespace', { metadata: { name } });
    client.create('v1/ServiceAccount', { metadata: { name: 'default', namespace: name } });
  }
  for (let at = 0; at < nodes; at += 1) createNode(client, clock, at);
  if (scheduled) bindInTurn(client, clock, nodes);
  if (kwok) runAtOnce(client, clock);
  manager.start();
  clock.runUntilIdle();
  return {
    clock,
    client,
    context,
    store,
    registry,
    manager,
    settle: () => void clock.runUntilIdle(),
    events: () =>
      [...(store.changesSince(0, 'events') ?? [])]
        .filter(({ type }) => type === 'ADDED')
        .map(({ object }) => `${String(object['type'])} ${String(object['reason'])} ${String(object['message'])}`),
  };
}

export function nodeName(at: number): string {
  return at === 0 ? 'minikube' : `minikube-m${String(at + 1).padStart(2, '0')}`;
}

function createNode(client: Client, clock: SimulatedClock, at: number): void {
  const name = nodeName(at);
  const created = client.create('v1/Node', {
    metadata: {
      name,
      labels: { 'kubernetes.io/hostname': name, 'kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'amd64' },
    },
  });
  if (!created.ok) throw new Error(created.status.message);
  const now = formatTime(clock.now());
  const capacity = { cpu: '4', memory: '8Gi', pods: '110', 'ephemeral-storage': '20Gi' };
  client.updateStatus('v1/Node', {
    ...created.object,
    status: {
      capacity,
      allocatable: capacity,
      addresses: [
        { type: 'InternalIP', address: `192.168.49.${2 + at}` },
        { type: 'Hostname', address: name },
      ],
      conditions: [
        { type: 'Ready', status: 'True', reason: 'KubeletReady', lastHeartbeatTime: now, lastTransitionTime: now },
      ],
    },
  });
  const node = client.get('v1/Node', undefined, name);
  if (node?.spec?.taints?.length) client.update('v1/Node', { ...node, spec: { ...node.spec, taints: [] } });
}

function bindInTurn(client: Client, clock: SimulatedClock, nodes: number): void {
  let turn = 0;
  client.onChange('v1/Pod', ({ type, object }) => {
    if (type !== 'ADDED' || object.spec?.nodeName) return;
    const { namespace = '', name } = object.metadata;
    clock.after(1, () => void client.bind(namespace, name, nodeName(turn++ % nodes)));
  });
}

function runAtOnce(client: Client, clock: SimulatedClock): void {
  let addresses = 0;
  client.onChange('v1/Pod', ({ type, object }) => {
    if (type === 'DELETED' || !object.spec?.nodeName) return;
    const { namespace = '', name } = object.metadata;
    if (object.metadata.deletionTimestamp) {
      clock.after(1, () => void client.delete('v1/Pod', namespace, name, { gracePeriodSeconds: 0 }));
    } else if (object.status?.phase === 'Pending') {
      clock.after(1, () => {
        const pod = client.get('v1/Pod', namespace, name);
        if (pod?.status?.phase !== 'Pending') return;
        addresses += 1;
        client.updateStatus('v1/Pod', running(pod, clock, `10.244.0.${addresses}`));
      });
    }
  });
}

/** As a Pod is that runs and is ready. */
export function running(pod: Stored<'v1/Pod'>, clock: SimulatedClock, podIP: string): Stored<'v1/Pod'> {
  const now = formatTime(clock.now());
  const condition = (type: string): types.PodCondition => ({ type, status: 'True', lastTransitionTime: now });
  const scheduled = pod.status?.conditions?.filter(({ type }) => type === 'PodScheduled') ?? [];
  return {
    ...pod,
    status: {
      ...pod.status,
      phase: 'Running',
      podIP,
      podIPs: [{ ip: podIP }],
      hostIP: '192.168.49.2',
      startTime: now,
      conditions: [...['Initialized', 'Ready', 'ContainersReady'].map(condition), ...scheduled],
      containerStatuses: (pod.spec?.containers ?? []).map(({ name, image }) => ({
        name: name ?? '',
        image: image ?? '',
        imageID: '',
        ready: true,
        started: true,
        restartCount: 0,
        state: { running: { startedAt: now } },
      })),
    },
  };
}
