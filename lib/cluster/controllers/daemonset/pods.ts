/** The Pods of a DaemonSet: each is made for one node, and left to the scheduler. Models pkg/controller/daemon/util. */
import type { Stored, types } from '@/lib/kube';
import { scaledValue } from '../int-or-percent';
import type { StoredPod } from '../pod-readiness';

export type StoredDaemonSet = Stored<'apps/v1/DaemonSet'>;

export const HASH = 'controller-revision-hash';
const GENERATION = 'pod-template-generation';
const TEMPLATE_GENERATION = 'deprecated.daemonset.template.generation';
const NODE_NAME = 'metadata.name';

const TOLERATED: readonly (readonly [taint: string, effect: string])[] = [
  ['node.kubernetes.io/not-ready', 'NoExecute'],
  ['node.kubernetes.io/unreachable', 'NoExecute'],
  ['node.kubernetes.io/disk-pressure', 'NoSchedule'],
  ['node.kubernetes.io/memory-pressure', 'NoSchedule'],
  ['node.kubernetes.io/pid-pressure', 'NoSchedule'],
  ['node.kubernetes.io/unschedulable', 'NoSchedule'],
];
const TOLERATED_ON_HOST_NETWORK = ['node.kubernetes.io/network-unavailable', 'NoSchedule'] as const;

const specs = new WeakMap<types.PodSpec, types.PodSpec>();

/** What the template says, and tolerant of whatever befalls a node. */
export function tolerantSpec(spec: types.PodSpec = {}): types.PodSpec {
  let tolerant = specs.get(spec);
  if (!tolerant) {
    const taints = spec.hostNetwork ? [...TOLERATED, TOLERATED_ON_HOST_NETWORK] : TOLERATED;
    let tolerations = spec.tolerations ?? [];
    for (const [key, effect] of taints) {
      tolerations = withToleration(tolerations, { key, operator: 'Exists', effect });
    }
    tolerant = { ...spec, tolerations };
    specs.set(spec, tolerant);
  }
  return tolerant;
}

/** One for the same taint is replaced, whatever time it gives. Models AddOrUpdateTolerationInPodSpec. */
function withToleration(tolerations: types.Toleration[], added: types.Toleration): types.Toleration[] {
  const isSame = (one: types.Toleration): boolean =>
    one.key === added.key && one.effect === added.effect && one.operator === added.operator && !one.value;
  return tolerations.some(isSame) ? tolerations.map((one) => (isSame(one) ? added : one)) : [...tolerations, added];
}

/** The template with the labels that say which one it is. */
export function labelledTemplate(daemonSet: StoredDaemonSet, hash: string): types.PodTemplateSpec {
  const { template = {} } = daemonSet.spec ?? {};
  const generation = templateGeneration(daemonSet);
  const labels = {
    ...template.metadata?.labels,
    ...(generation === undefined ? {} : { [GENERATION]: generation }),
    [HASH]: hash,
  };
  return { metadata: { ...template.metadata, labels }, spec: tolerantSpec(template.spec) };
}

/** Bound to that node by its affinity; other wishes about nodes were looked at already. */
export function specForNode(spec: types.PodSpec, node: string): types.PodSpec {
  const required: types.NodeSelector = {
    nodeSelectorTerms: [{ matchFields: [{ key: NODE_NAME, operator: 'In', values: [node] }] }],
  };
  const nodeAffinity = { ...spec.affinity?.nodeAffinity, requiredDuringSchedulingIgnoredDuringExecution: required };
  return { ...spec, affinity: { ...spec.affinity, nodeAffinity } };
}

/** The node it runs on or is made for. */
export function targetNode({ spec }: StoredPod): string | undefined {
  if (spec?.nodeName) return spec.nodeName;
  const terms = spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  for (const { matchFields = [] } of terms) {
    const field = matchFields.find(({ key, operator }) => key === NODE_NAME && operator === 'In');
    if (field) return field.values?.length === 1 ? field.values[0] : undefined;
  }
  return undefined;
}

export function isUpdated({ metadata: { labels = {} } }: StoredPod, daemonSet: StoredDaemonSet, hash: string): boolean {
  const generation = templateGeneration(daemonSet);
  return labels[HASH] === hash || (generation !== undefined && labels[GENERATION] === generation);
}

function templateGeneration({ metadata }: StoredDaemonSet): string | undefined {
  const text = metadata.annotations?.[TEMPLATE_GENERATION];
  return text !== undefined && /^\d+$/.test(text) ? text : undefined;
}

/** Those with a node before those without, then by age. */
export function byNodeAndAge(a: StoredPod, b: StoredPod): number {
  const waits = ({ spec }: StoredPod): number => (spec?.nodeName ? 0 : 1);
  if (waits(a) !== waits(b)) return waits(a) - waits(b);
  const [ours, theirs] = [a.metadata, b.metadata];
  if (ours.creationTimestamp !== theirs.creationTimestamp) {
    return ours.creationTimestamp < theirs.creationTimestamp ? -1 : 1;
  }
  return ours.name < theirs.name ? -1 : 1;
}

/** How many Pods more than nodes there may be during an update. */
export function surgeCount({ updateStrategy }: types.DaemonSetSpec, nodes: number): number {
  if (updateStrategy?.type !== 'RollingUpdate') return 0;
  return scaledValue(updateStrategy.rollingUpdate?.maxSurge, nodes, 'up');
}

/** How many nodes may be without during an update. */
export function unavailableCount({ updateStrategy }: types.DaemonSetSpec, nodes: number): number {
  if (updateStrategy?.type !== 'RollingUpdate') return 0;
  return scaledValue(updateStrategy.rollingUpdate?.maxUnavailable, nodes, 'up');
}
