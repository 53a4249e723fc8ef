/**
 * What the scheduler needs to know of a Pod, read from its spec once. Models framework.PodInfo: the terms of affinity are
 * there parsed, and what it asks for is added up.
 */
import { type Stored, type types, selectorOf, type Labels, type MatchesLabels } from '@/lib/kube';
import { requestsOf, type Requests } from './resources';

export type ScheduledPod = Stored<'v1/Pod'>;

export interface AffinityTerm {
  readonly topologyKey: string;
  /** 1 where the term is required. */
  readonly weight: number;
  /** Whether it is about a Pod of that namespace and those labels. */
  matches(namespace: string, labels: Labels): boolean;
}

/** The labels of a namespace, for terms that choose namespaces by them. */
export type NamespaceLabels = (namespace: string) => Labels;

export interface PodFacts {
  readonly requests: Requests;
  readonly hostPorts: readonly HostPort[];
  readonly claims: readonly string[];
  readonly requiredAffinity: readonly AffinityTerm[];
  readonly requiredAntiAffinity: readonly AffinityTerm[];
  readonly preferredAffinity: readonly AffinityTerm[];
  readonly preferredAntiAffinity: readonly AffinityTerm[];
  readonly hasAffinity: boolean;
}

export interface HostPort {
  readonly ip: string;
  readonly protocol: string;
  readonly port: number;
}

const EMPTY: types.PodSpec = {};
const NO_LABELS: Labels = {};

export function specOf(pod: types.Pod): types.PodSpec {
  return pod.spec ?? EMPTY;
}

export function labelsOf(object: { readonly metadata?: types.ObjectMeta }): Labels {
  return object.metadata?.labels ?? NO_LABELS;
}

export function namespaceOf(pod: ScheduledPod): string {
  return pod.metadata.namespace ?? '';
}

export function priorityOf(pod: types.Pod): number {
  return pod.spec?.priority ?? 0;
}

/** Such a Pod takes no room any more. */
export function isTerminal(pod: types.Pod): boolean {
  return pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';
}

const known = new WeakMap<types.PodSpec, PodFacts>();

export function factsOf(pod: ScheduledPod, namespaceLabels: NamespaceLabels): PodFacts {
  const spec = specOf(pod);
  let facts = known.get(spec);
  if (!facts) known.set(spec, (facts = read(spec, pod, namespaceLabels)));
  return facts;
}

/** A Pod that is bound gets a new spec that says the same: what was read of it is kept. */
export function carryFacts(from: types.PodSpec, to: types.PodSpec): void {
  const facts = known.get(from);
  if (facts) known.set(to, facts);
}

function read(spec: types.PodSpec, pod: ScheduledPod, namespaceLabels: NamespaceLabels): PodFacts {
  const { podAffinity, podAntiAffinity } = spec.affinity ?? {};
  const term = (one: types.PodAffinityTerm, weight = 1): AffinityTerm =>
    readTerm(one, weight, namespaceOf(pod), namespaceLabels);
  const weighted = (all: readonly types.WeightedPodAffinityTerm[] = []): AffinityTerm[] =>
    all.map(({ podAffinityTerm, weight }) => term(podAffinityTerm ?? {}, weight ?? 0));
  return {
    requests: requestsOf(spec),
    hostPorts: hostPortsOf(spec),
    claims: claimsOf(spec, pod.metadata.name),
    requiredAffinity: (podAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []).map((one) => term(one)),
    requiredAntiAffinity: (podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []).map((one) =>
      term(one),
    ),
    preferredAffinity: weighted(podAffinity?.preferredDuringSchedulingIgnoredDuringExecution),
    preferredAntiAffinity: weighted(podAntiAffinity?.preferredDuringSchedulingIgnoredDuringExecution),
    hasAffinity: podAffinity !== undefined || podAntiAffinity !== undefined,
  };
}

function readTerm(
  { namespaces = [], namespaceSelector, labelSelector, topologyKey = '' }: types.PodAffinityTerm,
  weight: number,
  own: string,
  namespaceLabels: NamespaceLabels,
): AffinityTerm {
  const selected: MatchesLabels = selectorOf(labelSelector);
  const byLabels = namespaceSelector && selectorOf(namespaceSelector);
  const named = namespaces.length === 0 && !namespaceSelector ? [own] : namespaces;
  return {
    topologyKey,
    weight,
    matches: (namespace, labels) =>
      (named.includes(namespace) || byLabels?.(namespaceLabels(namespace)) === true) && selected(labels),
  };
}

/** With hostNetwork every port is a port of the node: the defaults have then set hostPort. Init containers' do not count. */
function hostPortsOf(spec: types.PodSpec): HostPort[] {
  const containers = [
    ...(spec.containers ?? []),
    ...(spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always'),
  ];
  return containers.flatMap(({ ports = [] }) =>
    ports
      .filter(({ hostPort }) => hostPort !== undefined && hostPort > 0)
      .map(({ hostIP, protocol, hostPort }) => ({
        ip: hostIP || '0.0.0.0',
        protocol: protocol ?? 'TCP',
        port: hostPort ?? 0,
      })),
  );
}

/** An ephemeral volume's claim is named after its Pod. */
function claimsOf(spec: types.PodSpec, podName: string): string[] {
  const names: string[] = [];
  for (const { name = '', persistentVolumeClaim, ephemeral } of spec.volumes ?? []) {
    if (persistentVolumeClaim) names.push(persistentVolumeClaim.claimName ?? '');
    else if (ephemeral) names.push(`${podName}-${name}`);
  }
  return names;
}
