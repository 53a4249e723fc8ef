/**
 * A node as its kubelet registers it and reports on it. Models pkg/kubelet kubelet_node_status.go and nodestatus/setters.go.
 *
 * Not modelled: pressure of any kind, volumes in use, podCIDR (a CNI's network needs none), and the moment before the network of a new node is ready.
 */
import { formatTime, type Stored, type types } from '@/lib/kube';
import type { Engine } from './engine';
import { familiarName } from './image-name';
import { nodeAddress } from './pod-address';
import type { NodeRecord } from './state';

const VERSION = 'v1.36.3';

export function newNode(node: NodeRecord): types.Node {
  return {
    metadata: {
      name: node.name,
      annotations: {
        'node.alpha.kubernetes.io/ttl': '0',
        'volumes.kubernetes.io/controller-managed-attach-detach': 'true',
      },
      labels: labelsOf(node),
    },
    spec: {},
  };
}

function labelsOf({ name, index }: NodeRecord): Record<string, string> {
  const labels: Record<string, string> = {
    'beta.kubernetes.io/arch': 'amd64',
    'beta.kubernetes.io/os': 'linux',
    'kubernetes.io/arch': 'amd64',
    'kubernetes.io/hostname': name,
    'kubernetes.io/os': 'linux',
  };
  if (index > 0) return labels;
  return {
    ...labels,
    'minikube.k8s.io/primary': 'true',
    'node-role.kubernetes.io/control-plane': '',
  };
}

export function nodeStatus(engine: Engine, node: NodeRecord, old: types.NodeStatus | undefined): types.NodeStatus {
  const { cpu, memory, pods } = engine.config;
  const amounts = { cpu, 'ephemeral-storage': '100Gi', memory, pods };
  return {
    ...old,
    addresses: [
      { type: 'InternalIP', address: nodeAddress(node.index) },
      { type: 'Hostname', address: node.name },
    ],
    allocatable: amounts,
    capacity: amounts,
    conditions: conditionsOf(old, formatTime(engine.clock.now())),
    daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
    images: imagesOf(node),
    nodeInfo: nodeInfo(node),
  };
}

export function imagesOf(node: NodeRecord): types.ContainerImage[] {
  const byId = new Map<string, { names: string[]; sizeBytes: number }>();
  for (const kept of Object.values(node.images)) {
    const { sizeBytes } = kept;
    const id = familiarName(kept.id);
    const name = familiarName(kept.name);
    const known = byId.get(id);
    if (known) known.names.push(name);
    else byId.set(id, { names: [id, name], sizeBytes });
  }
  // The greatest first, and no more than 50, as a kubelet reports them.
  return [...byId.values()].sort((a, b) => b.sizeBytes - a.sizeBytes).slice(0, 50);
}

const HEALTHY = [
  ['MemoryPressure', 'False', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'],
  ['DiskPressure', 'False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'],
  ['PIDPressure', 'False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'],
  ['Ready', 'True', 'KubeletReady', 'kubelet is posting ready status'],
] as const;

function conditionsOf(old: types.NodeStatus | undefined, now: string): types.NodeCondition[] {
  const own = HEALTHY.map(([type, status, reason, message]) => {
    const before = old?.conditions?.find((each) => each.type === type);
    const since = before?.status === status ? (before.lastTransitionTime ?? now) : now;
    return { type, status, lastHeartbeatTime: now, lastTransitionTime: since, reason, message };
  });
  const foreign = (old?.conditions ?? []).filter(({ type }) => !HEALTHY.some(([each]) => each === type));
  return [...foreign, ...own];
}

function nodeInfo({ index }: NodeRecord): types.NodeSystemInfo {
  const digits = String(index + 1).padStart(12, '0');
  return {
    architecture: 'amd64',
    bootID: `6e0f1a529c1d4b7e8a54${digits}`,
    containerRuntimeVersion: 'docker://28.4.0',
    kernelVersion: '6.8.0-45-generic',
    kubeProxyVersion: '',
    kubeletVersion: VERSION,
    machineID: `8d5c3b1e0f7a4c2d9b6e${digits}`,
    operatingSystem: 'linux',
    osImage: 'Ubuntu 22.04.5 LTS',
    systemUUID: `3f2b9d647a0c4e58b1c6${digits}`,
  };
}

/** Makes the Node if there is none, and says that it is well. The events are those of a kubelet that starts. */
export function registerNode(engine: Engine, node: NodeRecord): void {
  const found = engine.client.get('v1/Node', undefined, node.name);
  const created = found ? undefined : engine.client.create('v1/Node', newNode(node));
  const stored = created?.ok ? created.object : found;
  if (!stored) return;
  const about = { ...stored, metadata: { ...stored.metadata, uid: node.name } };
  const recorder = engine.recorder(node.name);
  recorder.event(about, 'Normal', 'Starting', 'Starting kubelet.');
  if (created) {
    for (const event of ['NodeHasSufficientMemory', 'NodeHasNoDiskPressure', 'NodeHasSufficientPID']) {
      recorder.event(about, 'Normal', event, `Node ${node.name} status is now: ${event}`);
    }
    recorder.event(about, 'Normal', 'NodeAllocatableEnforced', 'Updated Node Allocatable limit across pods');
  }
  reportNode(engine, node);
}

/** Writes the status of the node. */
export function reportNode(engine: Engine, node: NodeRecord): void {
  const stored = engine.client.get('v1/Node', undefined, node.name);
  if (!stored) return;
  const before = readyOf(stored);
  engine.client.updateStatus('v1/Node', { ...stored, status: nodeStatus(engine, node, stored.status) });
  if (before === undefined || before === 'True') return;
  const about = { ...stored, metadata: { ...stored.metadata, uid: node.name } };
  engine.recorder(node.name).event(about, 'Normal', 'NodeReady', `Node ${node.name} status is now: NodeReady`);
}

function readyOf({ status }: Stored<'v1/Node'>): string | undefined {
  return status?.conditions?.find(({ type }) => type === 'Ready')?.status;
}
