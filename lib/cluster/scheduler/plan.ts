/**
 * A Pod to be placed, with what is already known of each node for it. Pods that are alike in all that counts (replicas)
 * share one plan, and what was worked out for a node holds until that node changes: so the second of a thousand costs
 * little. Upstream has the like of it in SignPod and opportunistic batching.
 */
import type { types, Labels } from '@/lib/kube';
import { controllerOf } from '../controllers/controller-ref';
import type { ClusterCache } from './cluster-cache';
import type { NodeInfo } from './node-info';
import { factsOf, labelsOf, namespaceOf, priorityOf, specOf, type PodFacts, type ScheduledPod } from './pod-facts';
import { softConstraints, hardConstraints, type SpreadConstraint } from './plugins/spread-constraints';
import type { Neighbours } from './plugins/inter-pod-affinity';
import { rejectNode } from './plugins/node-filters';
import type { Candidate } from './preemption';
import type { Rejection } from './rejection';

/** The Pods that a node is held for. */
type Held = ReadonlyMap<string, ScheduledPod>;

/** What one node means to a plan. */
export interface View {
  generation: number;
  /** By what depends on that node alone. */
  readonly rejection: Rejection | undefined;
  hardCounts?: readonly number[];
  softCounts?: readonly number[];
  scores?: LocalScores;
  neighbours?: Neighbours;
  affinityScores?: ReadonlyMap<string, number>;
  /** With the Pods that the node is held for. */
  crowded?: { readonly held: Held; readonly node: NodeInfo };
  /** Who would have to go, as long as the same Pods hold the node. */
  victims?: { readonly held: Held; readonly found: Candidate | Rejection };
}

export interface LocalScores {
  /** Added up already: what needs no comparison with other nodes. */
  readonly plain: number;
  readonly intolerable: number;
  readonly preferred: number;
}

export class Plan {
  readonly namespace: string;
  readonly labels: Labels;
  readonly spec: types.PodSpec;
  readonly tolerations: readonly types.Toleration[];
  readonly priority: number;
  readonly facts: PodFacts;
  readonly hard: readonly SpreadConstraint[];
  readonly soft: readonly SpreadConstraint[];
  readonly #views = new WeakMap<NodeInfo, View>();

  constructor(pod: ScheduledPod, cluster: ClusterCache) {
    this.namespace = namespaceOf(pod);
    this.labels = labelsOf(pod);
    this.spec = specOf(pod);
    this.tolerations = this.spec.tolerations ?? [];
    this.priority = priorityOf(pod);
    this.facts = factsOf(pod, cluster.namespaceLabels);
    this.hard = hardConstraints(this.spec);
    this.soft = softConstraints(pod, cluster.client);
  }

  view(node: NodeInfo): View {
    const known = this.#views.get(node);
    if (known?.generation === node.generation) return known;
    const view: View = { generation: node.generation, rejection: rejectNode(this, node) };
    this.#views.set(node, view);
    return view;
  }
}

const MOST_PLANS = 256;

export class Plans {
  readonly #plans = new Map<string, Plan>();

  of(pod: ScheduledPod, cluster: ClusterCache): Plan {
    const key = signature(pod);
    const known = this.#plans.get(key);
    if (known) return known;
    const [oldest] = this.#plans.keys();
    if (this.#plans.size >= MOST_PLANS && oldest !== undefined) this.#plans.delete(oldest);
    const plan = new Plan(pod, cluster);
    this.#plans.set(key, plan);
    return plan;
  }

  /** After a change of what a plan reads beside nodes and Pods: Services, namespaces. */
  forget(): void {
    this.#plans.clear();
  }
}

/** Two Pods with the same signature are placed alike. */
function signature(pod: ScheduledPod): string {
  const spec = specOf(pod);
  const container = ({ image, ports, resources, restartPolicy }: types.Container): unknown => [
    image,
    ports,
    resources?.requests,
    restartPolicy,
  ];
  const claims = spec.volumes?.some(({ persistentVolumeClaim, ephemeral }) => persistentVolumeClaim ?? ephemeral);
  return JSON.stringify([
    namespaceOf(pod),
    pod.metadata.labels,
    controllerOf(pod.metadata)?.uid,
    spec.nodeSelector,
    spec.affinity,
    spec.tolerations,
    spec.topologySpreadConstraints,
    spec.containers?.map(container),
    spec.initContainers?.map(container),
    spec.overhead,
    spec.resources?.requests,
    spec.priority,
    spec.preemptionPolicy,
    claims && [pod.metadata.name, spec.volumes],
  ]);
}
