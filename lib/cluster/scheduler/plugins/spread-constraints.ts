/** The topology spread constraints of a Pod, read. Models common.go of the plugin PodTopologySpread and helper.DefaultSelector. */
import {
  type Client,
  type types,
  includesLabels,
  isEmptySelector,
  selectorOf,
  type Labels,
  type MatchesLabels,
} from '@/lib/kube';
import { controllerOf } from '../../controllers/controller-ref';
import { labelsOf, namespaceOf, specOf, type ScheduledPod } from '../pod-facts';

export const HOSTNAME = 'kubernetes.io/hostname';
const ZONE = 'topology.kubernetes.io/zone';

export interface SpreadConstraint {
  readonly topologyKey: string;
  readonly maxSkew: number;
  readonly minDomains: number;
  readonly honorsAffinity: boolean;
  readonly honorsTaints: boolean;
  /** Where a node lacks one of the keys of a Pod's own constraints, it does not count at all. */
  readonly isDefault: boolean;
  readonly matches: MatchesLabels;
  /** Such a selector matches the Pod itself and yet counts none: as upstream has it. */
  readonly isEmpty: boolean;
}

export function hardConstraints(spec: types.PodSpec): readonly SpreadConstraint[] {
  return own(spec, 'DoNotSchedule');
}

/** A Pod without constraints of its own is spread over nodes and zones as far as that costs nothing. */
export function softConstraints(pod: ScheduledPod, client: Client): readonly SpreadConstraint[] {
  const spec = specOf(pod);
  if (spec.topologySpreadConstraints?.length) return own(spec, 'ScheduleAnyway');
  const matches = defaultSelector(pod, client);
  if (!matches) return [];
  const common = { minDomains: 1, honorsAffinity: true, honorsTaints: false, isDefault: true, isEmpty: false, matches };
  return [
    { ...common, topologyKey: HOSTNAME, maxSkew: 3 },
    { ...common, topologyKey: ZONE, maxSkew: 5 },
  ];
}

function own(spec: types.PodSpec, action: string): readonly SpreadConstraint[] {
  return (spec.topologySpreadConstraints ?? [])
    .filter(({ whenUnsatisfiable }) => whenUnsatisfiable === action)
    .map(({ topologyKey = '', maxSkew = 1, minDomains = 1, nodeAffinityPolicy, nodeTaintsPolicy, labelSelector }) => ({
      topologyKey,
      maxSkew,
      minDomains,
      honorsAffinity: nodeAffinityPolicy !== 'Ignore',
      honorsTaints: nodeTaintsPolicy === 'Honor',
      isDefault: false,
      matches: selectorOf(labelSelector),
      isEmpty: labelSelector !== undefined && isEmptySelector(labelSelector),
    }));
}

/** What the Services of the Pod select, and what its ReplicaSet or StatefulSet does. Undefined where neither is there. */
function defaultSelector(pod: ScheduledPod, client: Client): MatchesLabels | undefined {
  const namespace = namespaceOf(pod);
  const labels = labelsOf(pod);
  const wanted: Record<string, string> = {};
  for (const { spec } of client.list('v1/Service', namespace)) {
    if (spec?.selector && includesLabels(labels, spec.selector)) Object.assign(wanted, spec.selector);
  }
  const ofOwner = ownerSelector(pod, client);
  const isWanted = Object.keys(wanted).length > 0;
  if (!isWanted) return ofOwner && selectorOf(ofOwner);
  const matchesServices = selectorOf({ matchLabels: wanted });
  if (!ofOwner) return matchesServices;
  const matchesOwner = selectorOf(ofOwner);
  return (others: Labels | undefined) => matchesServices(others) && matchesOwner(others);
}

function ownerSelector(pod: ScheduledPod, client: Client): types.LabelSelector | undefined {
  const owner = controllerOf(pod.metadata);
  if (owner?.apiVersion !== 'apps/v1') return undefined;
  const namespace = namespaceOf(pod);
  if (owner.kind === 'ReplicaSet') return client.get('apps/v1/ReplicaSet', namespace, owner.name ?? '')?.spec?.selector;
  if (owner.kind !== 'StatefulSet') return undefined;
  return client.get('apps/v1/StatefulSet', namespace, owner.name ?? '')?.spec?.selector;
}
