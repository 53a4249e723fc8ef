/**
 * What the scheduler remembers of the cluster: nodes, the Pods on them, and Pods that a node is held for. All of it can be
 * read anew at any moment. Models pkg/scheduler/backend/cache.
 */
import type { Client, Stored } from '@/lib/kube';
import {
  labelsOf,
  carryFacts,
  factsOf,
  specOf,
  type NamespaceLabels,
  type PodFacts,
  type ScheduledPod,
} from './pod-facts';
import { NodeInfo } from './node-info';
import { Nominations } from './nominations';

const REGION = 'topology.kubernetes.io/region';
const ZONE = 'topology.kubernetes.io/zone';

export class ClusterCache {
  readonly client: Client;
  readonly namespaceLabels: NamespaceLabels;
  /** Another with each change that can decide about a Pod. */
  changes = 0;
  /** How many Pods on nodes have terms of affinity, and required terms of anti-affinity. */
  withAffinity = 0;
  withRequiredAntiAffinity = 0;
  readonly nominated = new Nominations();
  readonly #nodes = new Map<string, NodeInfo>();
  /** Where a Pod is, by its uid. */
  readonly #places = new Map<string, NodeInfo>();
  #list: readonly NodeInfo[] | undefined;

  constructor(client: Client) {
    this.client = client;
    this.namespaceLabels = (name) => labelsOf(client.get('v1/Namespace', undefined, name) ?? {});
  }

  /** Those that are there: in turn one of each zone, and in a zone by name. Models nodeTree (backend/cache/node_tree.go). */
  get nodes(): readonly NodeInfo[] {
    if (this.#list) return this.#list;
    const zones = new Map<string, NodeInfo[]>();
    const byName = [...this.#nodes.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const info of byName) {
      if (!info.node) continue;
      const zone = `${info.labels[REGION] ?? ''}/${info.labels[ZONE] ?? ''}`;
      const others = zones.get(zone);
      if (others) others.push(info);
      else zones.set(zone, [info]);
    }
    const lines = [...zones.values()];
    const longest = Math.max(0, ...lines.map(({ length }) => length));
    this.#list = Array.from({ length: longest }).flatMap((_, at) =>
      lines.map((line) => line[at]).filter((info) => info !== undefined),
    );
    return this.#list;
  }

  node(name: string): NodeInfo | undefined {
    const info = this.#nodes.get(name);
    return info?.node && info;
  }

  putNode(node: Stored<'v1/Node'>): void {
    const { name } = node.metadata;
    const info = this.#nodes.get(name);
    const isInPlace = info?.node && info.labels[ZONE] === node.metadata.labels?.[ZONE];
    if (!isInPlace) this.#list = undefined;
    if (info) info.setNode(node);
    else this.#nodes.set(name, new NodeInfo(node));
    this.changes += 1;
  }

  /** The Pods on it stay until they are gone. */
  removeNode(name: string): void {
    const info = this.#nodes.get(name);
    info?.removeNode();
    if (info?.pods.size === 0) this.#nodes.delete(name);
    this.#list = undefined;
    this.changes += 1;
  }

  factsOf(pod: ScheduledPod): PodFacts {
    return factsOf(pod, this.namespaceLabels);
  }

  /** Says that a Pod is on a node, be it bound to it or about to be. */
  putPod(pod: ScheduledPod, node: string): void {
    const { uid } = pod.metadata;
    const place = this.#places.get(uid);
    const entry = place?.pods.get(uid);
    if (entry && place?.name === node && isSameToOthers(entry.pod, pod)) {
      if (entry.pod.spec !== pod.spec) carryFacts(specOf(entry.pod), specOf(pod));
      entry.pod = pod;
      return;
    }
    this.removePod(uid);
    let info = this.#nodes.get(node);
    if (!info) {
      this.#nodes.set(node, (info = new NodeInfo(undefined)));
      info.name = node;
    }
    const facts = this.factsOf(pod);
    info.add(pod, facts);
    this.#places.set(uid, info);
    if (facts.hasAffinity) this.withAffinity += 1;
    if (facts.requiredAntiAffinity.length > 0) this.withRequiredAntiAffinity += 1;
    this.changes += 1;
  }

  removePod(uid: string): void {
    const info = this.#places.get(uid);
    const entry = info?.pods.get(uid);
    if (!info || !entry) return;
    info.remove(uid);
    this.#places.delete(uid);
    if (entry.facts.hasAffinity) this.withAffinity -= 1;
    if (entry.facts.requiredAntiAffinity.length > 0) this.withRequiredAntiAffinity -= 1;
    if (!info.node && info.pods.size === 0) this.#nodes.delete(info.name);
    this.changes += 1;
  }

  /** Whether it takes room on a node. */
  has(uid: string): boolean {
    return this.#places.has(uid);
  }
}

/** A new status, most times: nothing of it changes what fits where. Once bound, what a Pod asks for stays. */
function isSameToOthers(a: ScheduledPod, b: ScheduledPod): boolean {
  return (
    (a.spec === b.spec || a.metadata.generation === b.metadata.generation) &&
    a.metadata.labels === b.metadata.labels &&
    a.metadata.deletionTimestamp === b.metadata.deletionTimestamp
  );
}
