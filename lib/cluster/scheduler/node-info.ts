/** A node with the Pods that take room on it, added up. Models framework.NodeInfo (pkg/scheduler/framework/types.go). */
import type { Stored, types, Labels } from '@/lib/kube';
import { labelsOf, type PodFacts, type ScheduledPod } from './pod-facts';
import { amountOf, amountsOf, type Amounts } from './resources';

export interface PodOnNode {
  pod: ScheduledPod;
  readonly facts: PodFacts;
}

const NO_TAINTS: readonly types.Taint[] = [];

let generations = 0;

export class NodeInfo {
  readonly pods = new Map<string, PodOnNode>();
  readonly requested = new Map<string, number>();
  readonly withAffinity = new Set<PodOnNode>();
  readonly withRequiredAntiAffinity = new Set<PodOnNode>();
  /** `TCP/80` and the addresses that hold it. */
  readonly hostPorts = new Map<string, string[]>();
  countedCpu = 0;
  countedMemory = 0;
  /** Another with every change: what was worked out for an earlier one is stale. */
  generation = 0;
  name = '';
  labels: Labels = {};
  taints: readonly types.Taint[] = NO_TAINTS;
  unschedulable = false;
  allocatable: Amounts = new Map();
  mostPods = 0;
  /** Bytes by the names an image goes by. */
  images: ReadonlyMap<string, number> = new Map();

  /** @param node undefined while Pods are known of a node that is not there (yet) */
  constructor(public node: Stored<'v1/Node'> | undefined) {
    if (node) this.setNode(node);
  }

  setNode(node: Stored<'v1/Node'>): void {
    this.node = node;
    this.name = node.metadata.name;
    this.labels = labelsOf(node);
    this.taints = node.spec?.taints ?? NO_TAINTS;
    this.unschedulable = node.spec?.unschedulable === true;
    this.allocatable = amountsOf(node.status?.allocatable);
    this.mostPods = amountOf('pods', node.status?.allocatable?.['pods'] ?? '0');
    this.images = new Map(
      (node.status?.images ?? []).flatMap(({ names = [], sizeBytes = 0 }) => names.map((name) => [name, sizeBytes])),
    );
    this.#changed();
  }

  removeNode(): void {
    this.node = undefined;
    this.#changed();
  }

  add(pod: ScheduledPod, facts: PodFacts): void {
    const entry = { pod, facts };
    this.pods.set(pod.metadata.uid, entry);
    if (facts.hasAffinity) this.withAffinity.add(entry);
    if (facts.requiredAntiAffinity.length > 0) this.withRequiredAntiAffinity.add(entry);
    this.#count(facts, 1);
    for (const { protocol, port, ip } of facts.hostPorts) {
      const key = `${protocol}/${port}`;
      this.hostPorts.set(key, [...(this.hostPorts.get(key) ?? []), ip]);
    }
    this.#changed();
  }

  remove(uid: string): void {
    const entry = this.pods.get(uid);
    if (!entry) return;
    this.pods.delete(uid);
    this.withAffinity.delete(entry);
    this.withRequiredAntiAffinity.delete(entry);
    this.#count(entry.facts, -1);
    for (const { protocol, port, ip } of entry.facts.hostPorts) {
      const key = `${protocol}/${port}`;
      const holders = this.hostPorts.get(key) ?? [];
      const at = holders.indexOf(ip);
      const rest = holders.filter((_, other) => other !== at);
      if (rest.length > 0) this.hostPorts.set(key, rest);
      else this.hostPorts.delete(key);
    }
    this.#changed();
  }

  /** To try out on it what would be if Pods went away. */
  clone(): NodeInfo {
    const copy = new NodeInfo(this.node);
    for (const { pod, facts } of this.pods.values()) copy.add(pod, facts);
    return copy;
  }

  #count({ requests: { asked, counted } }: PodFacts, sign: 1 | -1): void {
    for (const [name, amount] of asked) this.requested.set(name, (this.requested.get(name) ?? 0) + sign * amount);
    this.countedCpu += sign * counted.cpu;
    this.countedMemory += sign * counted.memory;
  }

  #changed(): void {
    generations += 1;
    this.generation = generations;
  }
}
