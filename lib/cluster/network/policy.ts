/**
 * Whether NetworkPolicies let a connection through. What a network plugin does that enforces them, by the rules of
 * networking.k8s.io/v1: a Pod that no policy selects is open; one that is selected takes (or sends) only what some rule names.
 * Answers to what was let through come back by themselves.
 */
import { type Client, type Stored, type types, selectorOf, type Labels } from '@/lib/kube';
import { isInBlock } from './address';
import { nameOf, portsOf, type Pod, type Protocol } from './places';

type Policy = Stored<'networking.k8s.io/v1/NetworkPolicy'>;

/** One end of a connection. Without a Pod it is a node or somebody outside: only blocks of addresses are about it. */
export interface Party {
  readonly address: string;
  readonly node?: string | undefined;
  readonly pod?: PolicyPod | undefined;
}

export interface PolicyPod {
  readonly uid: string;
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
  readonly ports: readonly types.ContainerPort[];
}

export interface Connection {
  readonly from: Party;
  readonly to: Party;
  /** Of the Pod, not of a Service before it. */
  readonly port: number;
  readonly protocol: Protocol;
}

export interface Block {
  readonly direction: 'egress' | 'ingress';
  /** The Pod that is closed. */
  readonly pod: string;
  /** What closes it: `default/deny-all`. */
  readonly policies: readonly string[];
}

/** Pods in the network of their node are out of reach of policies. */
export function partyOf(pod: Pod): Party {
  const { metadata, spec, status } = pod;
  const { uid, namespace = '', labels = {} } = metadata;
  const address = status?.podIP ?? '';
  const node = spec?.nodeName;
  if (spec?.hostNetwork) return { address, node };
  return { address, node, pod: { uid, name: nameOf(pod), namespace, labels, ports: portsOf(pod) } };
}

/** Undefined where it is let through. */
export function blockOf(connection: Connection, client: Client): Block | undefined {
  const { from, to } = connection;
  if (from.pod && from.pod.uid === to.pod?.uid) return undefined;
  const out = from.pod && closed(from.pod, 'egress', connection, client);
  if (out) return out;
  // A node always reaches its own Pods: else the kubelet's probes would fail.
  if (!to.pod || (!from.pod && from.node !== undefined && from.node === to.node)) return undefined;
  return closed(to.pod, 'ingress', connection, client);
}

function closed(
  pod: PolicyPod,
  direction: 'egress' | 'ingress',
  connection: Connection,
  client: Client,
): Block | undefined {
  const policies: Policy[] = [];
  for (const policy of client.list('networking.k8s.io/v1/NetworkPolicy', pod.namespace)) {
    const { podSelector = {} } = policy.spec ?? {};
    if (isAbout(policy, direction) && selectorOf(podSelector)(pod.labels)) policies.push(policy);
  }
  if (policies.length === 0 || policies.some((policy) => allows(policy, direction, connection, client)))
    return undefined;
  return { direction, pod: pod.name, policies: policies.map(nameOf).sort() };
}

/** Without policyTypes a policy is about what comes in, and about what goes out if it has rules for that. */
function isAbout({ spec }: Policy, direction: 'egress' | 'ingress'): boolean {
  const types = spec?.policyTypes;
  if (types?.length) return types.includes(direction === 'egress' ? 'Egress' : 'Ingress');
  return direction === 'ingress' || (spec?.egress?.length ?? 0) > 0;
}

function allows(
  { metadata, spec }: Policy,
  direction: 'egress' | 'ingress',
  connection: Connection,
  client: Client,
): boolean {
  const rules =
    direction === 'egress'
      ? (spec?.egress ?? []).map(({ to, ports }) => ({ peers: to, ports }))
      : (spec?.ingress ?? []).map(({ from, ports }) => ({ peers: from, ports }));
  const other = direction === 'egress' ? connection.to : connection.from;
  return rules.some(
    ({ peers = [], ports = [] }) =>
      (peers.length === 0 || peers.some((peer) => isPeer(peer, other, metadata.namespace ?? '', client))) &&
      (ports.length === 0 || ports.some((port) => isPort(port, connection))),
  );
}

function isPeer(
  { ipBlock, podSelector, namespaceSelector }: types.NetworkPolicyPeer,
  { address, pod }: Party,
  own: string,
  client: Client,
): boolean {
  if (ipBlock) {
    const { cidr = '', except = [] } = ipBlock;
    return isInBlock(address, cidr) && !except.some((block) => isInBlock(address, block));
  }
  if (!pod) return false;
  if (podSelector && !selectorOf(podSelector)(pod.labels)) return false;
  if (!namespaceSelector) return pod.namespace === own;
  const namespace = client.get('v1/Namespace', undefined, pod.namespace);
  return selectorOf(namespaceSelector)(namespace?.metadata.labels);
}

function isPort({ port, endPort, protocol = 'TCP' }: types.NetworkPolicyPort, connection: Connection): boolean {
  if (protocol !== connection.protocol) return false;
  if (port === undefined) return true;
  if (typeof port === 'number') return connection.port >= port && connection.port <= (endPort ?? port);
  const named = connection.to.pod?.ports.find((one) => one.name === port && (one.protocol ?? 'TCP') === protocol);
  return named?.containerPort === connection.port;
}
