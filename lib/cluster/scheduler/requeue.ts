/**
 * Whether something that happened may let a Pod be placed that was turned away. Models the queueing hints of the default
 * plugins (their EventsToRegister).
 *
 * Not modelled: running Pods that are resized to take less.
 */
import type { Stored, types } from '@/lib/kube';
import { isKeptAway, matchesRequiredNodes, tolerates } from './node-match';
import { labelsOf, namespaceOf, specOf, type AffinityTerm, type PodFacts, type ScheduledPod } from './pod-facts';
import { hardConstraints } from './plugins/spread-constraints';
import type { PluginName } from './rejection';
import { amountOf, amountsOf } from './resources';

type NodeObject = Stored<'v1/Node'>;

export type ClusterEvent =
  | { readonly of: 'pod'; readonly pod: ScheduledPod; readonly facts: PodFacts; readonly did: 'come' | 'go' }
  | { readonly of: 'labels'; readonly pod: ScheduledPod; readonly before: ScheduledPod }
  | { readonly of: 'node'; readonly node: NodeObject; readonly before?: NodeObject | undefined }
  | { readonly of: 'lost-node'; readonly node: NodeObject }
  | { readonly of: 'claim'; readonly claim: Stored<'v1/PersistentVolumeClaim'>; readonly isNew: boolean }
  | { readonly of: 'volume' | 'storage-class' };

type MayHelp = (pod: ScheduledPod, facts: PodFacts, event: ClusterEvent) => boolean;

/** Where nobody is known to have turned it away, anything may help. */
export function isWorthATry(
  pod: ScheduledPod,
  facts: PodFacts,
  rejectors: ReadonlySet<PluginName>,
  event: ClusterEvent,
): boolean {
  if (rejectors.size === 0) return true;
  for (const plugin of rejectors) if (HINTS[plugin](pod, facts, event)) return true;
  return false;
}

const HINTS: Readonly<Record<PluginName, MayHelp>> = {
  NodeUnschedulable: (pod, _, event) => event.of === 'node' && becomes(event, (node) => isOpen(pod, node)),
  TaintToleration: (pod, _, event) =>
    event.of === 'node' && becomes(event, ({ spec }) => !isKeptAway(tolerationsOf(pod), spec?.taints ?? [])),
  NodeAffinity: (pod, _, event) =>
    event.of === 'node' && becomes(event, (node) => matchesRequiredNodes(specOf(pod), named(node))),
  NodePorts: (_, { hostPorts }, event) =>
    isNewNode(event) ||
    (event.of === 'pod' &&
      event.did === 'go' &&
      event.facts.hostPorts.some((gone) =>
        hostPorts.some((one) => one.port === gone.port && one.protocol === gone.protocol),
      )),
  NodeResourcesFit: (_, facts, event) =>
    (event.of === 'pod' && event.did === 'go') || (event.of === 'node' && hasMoreRoom(facts, event.node, event.before)),
  VolumeRestrictions: (pod, { claims }, event) =>
    isNewNode(event) ||
    (event.of === 'claim' && event.isNew && isOwnClaim(pod, claims, event.claim)) ||
    (event.of === 'pod' && event.did === 'go' && event.facts.claims.some((claim) => claims.includes(claim))),
  VolumeBinding: (pod, { claims }, event) =>
    event.of === 'volume' ||
    event.of === 'storage-class' ||
    isRelabelled(event) ||
    (event.of === 'claim' && isOwnClaim(pod, claims, event.claim)),
  VolumeZone: (pod, { claims }, event) =>
    event.of === 'volume' ||
    event.of === 'storage-class' ||
    isRelabelled(event) ||
    (event.of === 'claim' && isOwnClaim(pod, claims, event.claim)),
  PodTopologySpread: (pod, _, event) => mayEvenOut(pod, event),
  InterPodAffinity: (pod, facts, event) => mayBringNear(pod, facts, event),
};

function becomes(
  { node, before }: { readonly node: NodeObject; readonly before?: NodeObject | undefined },
  suits: (node: NodeObject) => boolean,
): boolean {
  return suits(node) && !(before && suits(before));
}

function isOpen(pod: ScheduledPod, { spec }: NodeObject): boolean {
  const cordon = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' };
  return spec?.unschedulable !== true || tolerates(tolerationsOf(pod), cordon);
}

function tolerationsOf(pod: ScheduledPod): readonly types.Toleration[] {
  return pod.spec?.tolerations ?? [];
}

function named(node: NodeObject): { name: string; labels: Readonly<Record<string, string>> } {
  return { name: node.metadata.name, labels: labelsOf(node) };
}

function isNewNode(event: ClusterEvent): boolean {
  return event.of === 'node' && !event.before;
}

function isRelabelled(event: ClusterEvent): boolean {
  return event.of === 'node' && event.before?.metadata.labels !== event.node.metadata.labels;
}

function isOwnClaim(
  pod: ScheduledPod,
  claims: readonly string[],
  { metadata }: Stored<'v1/PersistentVolumeClaim'>,
): boolean {
  return metadata.namespace === pod.metadata.namespace && claims.includes(metadata.name);
}

function hasMoreRoom({ requests }: PodFacts, { status }: NodeObject, before: NodeObject | undefined): boolean {
  const now = amountsOf(status?.allocatable);
  const asked = [...requests.asked].filter(([, amount]) => amount > 0);
  const pods = amountOf('pods', status?.allocatable?.['pods'] ?? '0');
  if (pods < 1 || asked.some(([name, amount]) => amount > (now.get(name) ?? 0))) return false;
  if (!before) return true;
  const then = amountsOf(before.status?.allocatable);
  return pods > (then.get('pods') ?? 0) || asked.some(([name]) => (now.get(name) ?? 0) > (then.get(name) ?? 0));
}

function mayEvenOut(pod: ScheduledPod, event: ClusterEvent): boolean {
  const constraints = hardConstraints(specOf(pod));
  const isCounted = (other: ScheduledPod): boolean =>
    namespaceOf(other) === namespaceOf(pod) && constraints.some(({ matches }) => matches(other.metadata.labels));
  const valuesOf = (node: NodeObject): (string | undefined)[] =>
    constraints.map(({ topologyKey }) => labelsOf(node)[topologyKey]);
  switch (event.of) {
    case 'pod':
      return isCounted(event.pod);
    case 'labels':
      return isCounted(event.pod) !== isCounted(event.before);
    case 'lost-node':
      return !valuesOf(event.node).includes(undefined);
    case 'node': {
      const now = valuesOf(event.node);
      const then = event.before ? valuesOf(event.before) : [];
      const taints = event.before?.spec?.taints !== event.node.spec?.taints;
      return taints || now.some((value, at) => value !== then[at]);
    }
    default:
      return false;
  }
}

function mayBringNear(pod: ScheduledPod, facts: PodFacts, event: ClusterEvent): boolean {
  const { requiredAffinity, requiredAntiAffinity } = facts;
  const areAbout = (terms: readonly AffinityTerm[], other: ScheduledPod): boolean =>
    terms.length > 0 && terms.every((term) => term.matches(namespaceOf(other), labelsOf(other)));
  switch (event.of) {
    case 'pod':
      if (event.did === 'come') return areAbout(requiredAffinity, event.pod);
      return (
        areAbout(requiredAntiAffinity, event.pod) ||
        event.facts.requiredAntiAffinity.some((term) => term.matches(namespaceOf(pod), labelsOf(pod)))
      );
    case 'labels':
      return (
        (areAbout(requiredAffinity, event.pod) && !areAbout(requiredAffinity, event.before)) ||
        (!areAbout(requiredAntiAffinity, event.pod) && areAbout(requiredAntiAffinity, event.before))
      );
    case 'node': {
      const now = labelsOf(event.node);
      if (!event.before)
        return requiredAntiAffinity.length > 0 || requiredAffinity.some((term) => now[term.topologyKey] !== undefined);
      const then = labelsOf(event.before);
      return [...requiredAffinity, ...requiredAntiAffinity].some(
        ({ topologyKey }) => now[topologyKey] !== then[topologyKey],
      );
    }
    default:
      return false;
  }
}
