/** The kubelets of all nodes: see ./index.ts. What they know lies in ./state.ts; here is what goes with them when they stop. */
import type { Client, ObjectChange, Stored } from '@/lib/kube';
import type { ControllerContext } from '../controllers/controller';
import type { EventRecorder } from '../event-recorder';
import type { Image, Registry } from '../images/process';
import type { Network } from '../network/message';
import { Agenda } from './agenda';
import { resumeContainer } from './create-container';
import { type Engine, type KubeletConfig } from './engine';
import { newHostFiles } from './host-path';
import { Followers } from './logs';
import { beat, HEARTBEAT_MS } from './node-heart';
import { renewLease } from './node-lease';
import { registerNode, reportNode } from './node-status';
import { needsChange } from './pod-actions';
import { containersOf } from './pod-containers';
import { nodeAddress } from './pod-address';
import { PodRuntime } from './pod-runtime';
import { podSources } from './pod-sources';
import { syncPod } from './pod-worker';
import { rearmProbes } from './probe-schedule';
import { runProbes } from './prober';
import { retryAfterChange } from './retries';
import { dropVolume } from './volume-data';
import { ServiceVariables } from './service-variables';
import { SourceIndex } from './source-index';
import { newPodRecord, type KubeletsState, type NodeRecord, type PodRecord } from './state';

/** What a node says while nobody hears it. */
const UNHEARD: EventRecorder = { event: () => {} };

export class KubeletEngine implements Engine {
  readonly client: Client;
  readonly clock: Engine['clock'];
  readonly random: Engine['random'];
  readonly registry: Registry;
  readonly network: () => Network;
  readonly config: Required<KubeletConfig>;
  readonly pods: Agenda;
  readonly probes: Agenda;
  readonly followers = new Followers();
  readonly images = new Map<string, Image>();
  state: KubeletsState = { nodes: {}, volumes: {} };
  isResuming = false;
  readonly #context: ControllerContext;
  readonly #nodes: Agenda;
  readonly #recorders = new Map<string, EventRecorder>();
  readonly #runtimes = new Map<string, PodRuntime>();
  /** Where each Pod is, by uid. */
  readonly #places = new Map<string, { readonly node: NodeRecord; readonly record: PodRecord }>();
  readonly #sources = new SourceIndex();
  readonly #beats = new Map<string, number>();
  readonly #services: ServiceVariables;
  #subscriptions: (() => void)[] = [];

  constructor(context: ControllerContext, registry: Registry, network: () => Network, config: KubeletConfig) {
    const { latency = 1, cpu = '4', memory = '8Gi', pods = '110' } = config;
    this.#context = context;
    this.client = context.client;
    this.clock = context.clock;
    this.random = context.random;
    this.registry = registry;
    this.network = network;
    this.config = { latency, cpu, memory, pods, tick: config.tick ?? (latency > 0 ? 100 : 0) };
    this.pods = new Agenda(this.clock, this.config.tick, (uid) => this.#sync(uid));
    this.probes = new Agenda(this.clock, this.config.tick, (uid) => this.#probe(uid));
    this.#nodes = new Agenda(this.clock, 0, (name) => this.#heartbeat(name));
    this.#services = new ServiceVariables(this.client);
  }

  /** Begins to hear what changes. */
  subscribe(): void {
    if (this.#subscriptions.length > 0) return;
    const { client } = this;
    const change =
      (kind: string) => (event: ObjectChange<'v1/ConfigMap' | 'v1/Secret' | 'v1/PersistentVolumeClaim'>) => {
        const { namespace, name } = event.object.metadata;
        this.changed(`${kind} ${namespace}/${name}`);
      };
    this.#subscriptions = [
      client.onChange('v1/Pod', (event) => this.#podChanged(event)),
      client.onChange('v1/ConfigMap', change('ConfigMap')),
      client.onChange('v1/Secret', change('Secret')),
      client.onChange('v1/PersistentVolumeClaim', change('PersistentVolumeClaim')),
      client.onChange('v1/PersistentVolume', ({ type, object }) => {
        if (type === 'DELETED') dropVolume(this.state, object);
      }),
      client.onChange('v1/Service', ({ object }) => this.#services.changed(object.metadata.namespace ?? '')),
    ];
    this.#services.clear();
  }

  unsubscribe(): void {
    for (const end of this.#subscriptions) end();
    this.#subscriptions = [];
  }

  recorder(node: string): EventRecorder {
    if (this.state.nodes[node]?.state === 'cut') return UNHEARD;
    const known = this.#recorders.get(node);
    if (known) return known;
    const made = this.#context.recorder('kubelet', node);
    this.#recorders.set(node, made);
    return made;
  }

  runtime(uid: string): PodRuntime {
    const known = this.#runtimes.get(uid);
    if (known) return known;
    const made = new PodRuntime();
    this.#runtimes.set(uid, made);
    return made;
  }

  serviceEnv(namespace: string, links: boolean): Readonly<Record<string, string>> {
    return this.#services.of(namespace, links);
  }

  hostIP(node: NodeRecord): string {
    return nodeAddress(node.index);
  }

  get podCount(): number {
    return this.#places.size;
  }

  /** Undefined where nothing of it runs. */
  runtimeOf(uid: string): PodRuntime | undefined {
    return this.#runtimes.get(uid);
  }

  placeOf(uid: string): { readonly node: NodeRecord; readonly record: PodRecord } | undefined {
    return this.#places.get(uid);
  }

  /** A node's kubelet begins, or begins again, or is heard again: the containers that it finds are its own. */
  begin(name: string): void {
    const known = this.state.nodes[name];
    const wasCut = known?.state === 'cut';
    const node = (this.state.nodes[name] ??= this.#newNode(name));
    node.state = 'running';
    if (wasCut) reportNode(this, node);
    else registerNode(this, node);
    renewLease(this, node);
    this.#nextBeat(name);
    for (const record of Object.values(node.pods)) {
      this.#adopt(node, record);
      rearmProbes(this, record);
    }
    const pods = [...this.client.podsOn(name)];
    for (const pod of pods.toSorted((a, b) => (a.metadata.uid < b.metadata.uid ? -1 : 1))) this.#take(node, pod);
  }

  /** After a load: programs run again, and what was to come comes. What is known stays as it was saved. */
  resume(): void {
    const chance = this.random.state;
    this.isResuming = true;
    for (const node of Object.values(this.state.nodes)) {
      if (node.state !== 'stopped') this.#nextBeat(node.name);
      for (const record of Object.values(node.pods)) {
        this.#adopt(node, record);
        this.#resumePod(node, record);
      }
    }
    this.isResuming = false;
    this.random.state = chance;
  }

  /** Ends every process, and forgets what is no data. */
  reset(): void {
    for (const { processes } of this.#runtimes.values()) for (const { process } of processes) process.end();
    this.#runtimes.clear();
    this.#places.clear();
    this.#sources.clear();
    this.#services.clear();
    this.pods.clear();
    this.probes.clear();
    this.#nodes.clear();
  }

  writing<T>(write: () => T): T {
    this.#isOwnWrite = true;
    try {
      return write();
    } finally {
      this.#isOwnWrite = false;
    }
  }

  changed(source: string): void {
    for (const uid of this.#sources.podsOf(source)) {
      const place = this.#places.get(uid);
      if (place) retryAfterChange(this, place.record);
    }
  }

  forget(node: NodeRecord, record: PodRecord): void {
    const { uid } = record;
    for (const { name, process } of this.runtime(uid).processes) {
      this.followers.end(uid, name);
      process.end();
    }
    this.#runtimes.delete(uid);
    this.#places.delete(uid);
    this.#sources.remove(uid);
    delete node.pods[uid];
  }

  #newNode(name: string): NodeRecord {
    const index = Object.keys(this.state.nodes).length;
    const files = newHostFiles(name);
    return { name, index, state: 'running', nextAddress: 2, images: {}, pulls: {}, files, pods: {} };
  }

  #adopt(node: NodeRecord, record: PodRecord): void {
    this.#places.set(record.uid, { node, record });
    const pod = this.client.get('v1/Pod', record.namespace, record.name);
    if (pod?.metadata.uid === record.uid) this.#sources.set(record.uid, podSources(pod, node.name));
    this.pods.add(record.uid, this.clock.now());
  }

  #take(node: NodeRecord, pod: Stored<'v1/Pod'>): void {
    const { uid, namespace = '', name } = pod.metadata;
    if (node.pods[uid]) return;
    const record = newPodRecord(uid, namespace, name);
    node.pods[uid] = record;
    this.#places.set(uid, { node, record });
    this.#sources.set(uid, podSources(pod, node.name));
    this.pods.add(uid, this.clock.now());
  }

  #resumePod(node: NodeRecord, record: PodRecord): void {
    const pod = this.client.get('v1/Pod', record.namespace, record.name);
    if (pod?.metadata.uid !== record.uid) return;
    for (const container of containersOf(pod.spec)) {
      const run = record.containers[container.name ?? '']?.run;
      if (run && !run.exit) resumeContainer(this, node, pod, record, container, run);
    }
    rearmProbes(this, record);
  }

  #podChanged({ type, object, before }: ObjectChange<'v1/Pod'>): void {
    const nodeName = object.spec?.nodeName;
    const node = nodeName ? this.state.nodes[nodeName] : undefined;
    // A node that is cut off hears nothing, and one whose kubelet is stopped does nothing.
    if (node?.state !== 'running') return;
    const { uid, generation, labels, annotations, deletionTimestamp } = object.metadata;
    const record = node.pods[uid];
    if (!record) {
      if (type !== 'DELETED') this.#take(node, object);
      return;
    }
    if (type === 'DELETED') {
      if (record.released) this.forget(node, record);
      else this.pods.add(uid, this.clock.now());
      return;
    }
    const now = this.clock.now();
    if (before && before.metadata.generation !== generation) {
      for (const own of Object.values(record.containers)) if (needsChange(own)) own.retryAt = now;
    }
    if (before && (before.metadata.labels !== labels || before.metadata.annotations !== annotations)) {
      record.refreshAt = now;
    }
    if (this.#isOwnWrite) return;
    if (deletionTimestamp === before?.metadata.deletionTimestamp && record.over) return;
    this.pods.add(uid, now);
  }

  #isOwnWrite = false;

  #sync(uid: string): void {
    const place = this.#places.get(uid);
    if (!place || place.node.state === 'stopped' || this.#isKeptFrom(place)) return;
    syncPod(this, place.node, place.record);
  }

  /** Whether that has changed which a node that is cut off can't know. */
  #isKeptFrom({ node, record }: { readonly node: NodeRecord; readonly record: PodRecord }): boolean {
    if (node.state !== 'cut') return false;
    const pod = this.client.get('v1/Pod', record.namespace, record.name);
    return pod?.metadata.uid !== record.uid || pod.metadata.deletionTimestamp !== undefined;
  }

  #probe(uid: string): void {
    const place = this.#places.get(uid);
    if (!place || place.node.state === 'stopped') return;
    const pod = this.client.get('v1/Pod', place.record.namespace, place.record.name);
    if (pod?.metadata.uid === uid) runProbes(this, place.node, pod, place.record);
  }

  #nextBeat(name: string): void {
    const at = this.clock.now() + HEARTBEAT_MS;
    this.#beats.set(name, at);
    this.#nodes.add(name, at, { background: true });
  }

  #heartbeat(name: string): void {
    const node = this.state.nodes[name];
    // One that was stopped and started in between has another rhythm.
    if (!node || node.state === 'stopped' || this.#beats.get(name) !== this.clock.now()) return;
    this.#nextBeat(name);
    if (node.state === 'running') beat(this, node);
  }
}
