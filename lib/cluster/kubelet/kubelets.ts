/** The kubelets of all nodes: see ./index.ts. What they know lies in ./state.ts; here is what goes with them when they stop. */
import { parseTime, type Client, type ObjectChange, type Stored } from '@/lib/kube';
import type { ControllerContext } from '../controllers/controller';
import type { EventRecorder } from '../event-recorder';
import type { Image, Registry } from '../images/process';
import type { Network } from '../network/message';
import { Agenda } from './agenda';
import { resumeContainer } from './create-container';
import { type Engine, type KubeletConfig, type PodRuntime } from './engine';
import { newHostFiles } from './host-path';
import { Followers } from './logs';
import { renewLease } from './node-lease';
import { imagesOf, registerNode, reportNode } from './node-status';
import { needsChange, nextTry } from './pod-actions';
import { nodeAddress } from './pod-address';
import { podSources } from './pod-sources';
import { syncPod } from './pod-worker';
import { rearmProbes } from './probe-schedule';
import { runProbes } from './prober';
import { isSameJson } from './same-json';
import { ServiceVariables } from './service-variables';
import type { KubeletsState, NodeRecord, PodRecord } from './state';

const HEARTBEAT_MS = 10_000;
const REPORT_MS = 300_000;
/** How long a change of a ConfigMap may take to be seen in a volume. */
const RESYNC_MS = 60_000;

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
  readonly #context: ControllerContext;
  readonly #nodes: Agenda;
  readonly #recorders = new Map<string, EventRecorder>();
  readonly #runtimes = new Map<string, PodRuntime>();
  /** Where each Pod is, by uid. */
  readonly #places = new Map<string, { readonly node: NodeRecord; readonly record: PodRecord }>();
  readonly #watchers = new Map<string, Set<string>>();
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
      client.onChange('v1/Service', ({ object }) => this.#services.changed(object.metadata.namespace ?? '')),
    ];
    this.#services.clear();
  }

  unsubscribe(): void {
    for (const end of this.#subscriptions) end();
    this.#subscriptions = [];
  }

  recorder(node: string): EventRecorder {
    const known = this.#recorders.get(node);
    if (known) return known;
    const made = this.#context.recorder('kubelet', node);
    this.#recorders.set(node, made);
    return made;
  }

  runtime(uid: string): PodRuntime {
    const known = this.#runtimes.get(uid);
    if (known) return known;
    const made: PodRuntime = { ports: new Map(), processes: new Map() };
    this.#runtimes.set(uid, made);
    return made;
  }

  serviceEnv(namespace: string, links: boolean): Readonly<Record<string, string>> {
    return this.#services.of(namespace, links);
  }

  hostIP(node: NodeRecord): string {
    return nodeAddress(node.index);
  }

  /** Undefined where nothing of it runs. */
  runtimeOf(uid: string): PodRuntime | undefined {
    return this.#runtimes.get(uid);
  }

  placeOf(uid: string): { readonly node: NodeRecord; readonly record: PodRecord } | undefined {
    return this.#places.get(uid);
  }

  /** A node's kubelet begins, or begins again: the containers that it finds are its own. */
  begin(name: string): void {
    const node = (this.state.nodes[name] ??= this.#newNode(name));
    node.state = 'running';
    registerNode(this, node);
    renewLease(this, node);
    this.#nodes.add(name, this.clock.now() + HEARTBEAT_MS, { background: true });
    for (const record of Object.values(node.pods)) this.#adopt(node, record);
    for (const pod of this.client.podsOn(name)) this.#take(node, pod);
  }

  /** After a load: programs run again, and what was to come comes. */
  resume(): void {
    for (const node of Object.values(this.state.nodes)) {
      if (node.state !== 'stopped') this.#nodes.add(node.name, this.clock.now() + HEARTBEAT_MS, { background: true });
      for (const record of Object.values(node.pods)) {
        this.#adopt(node, record);
        this.#resumePod(node, record);
      }
    }
  }

  /** Ends every process, and forgets what is no data. */
  reset(): void {
    for (const { processes } of this.#runtimes.values()) for (const process of processes.values()) process.end();
    this.#runtimes.clear();
    this.#places.clear();
    this.#watchers.clear();
    this.#services.clear();
    this.pods.clear();
    this.probes.clear();
    this.#nodes.clear();
  }

  changed(source: string): void {
    const now = this.clock.now();
    for (const uid of this.#watchers.get(source) ?? []) {
      const place = this.#places.get(uid);
      if (place) this.#mayRetry(place.record, now);
    }
  }

  forget(node: NodeRecord, record: PodRecord): void {
    const { uid } = record;
    for (const name of this.runtime(uid).processes.keys()) this.followers.end(uid, name);
    for (const process of this.runtime(uid).processes.values()) process.end();
    this.#runtimes.delete(uid);
    this.#places.delete(uid);
    for (const [source, uids] of this.#watchers) {
      if (uids.delete(uid) && uids.size === 0) this.#watchers.delete(source);
    }
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
    if (pod?.metadata.uid === record.uid) this.#watch(node, pod);
    this.pods.add(record.uid, this.clock.now());
  }

  #take(node: NodeRecord, pod: Stored<'v1/Pod'>): void {
    const { uid, namespace = '', name } = pod.metadata;
    if (node.pods[uid]) return;
    const record: PodRecord = { uid, namespace, name, containers: {} };
    node.pods[uid] = record;
    this.#places.set(uid, { node, record });
    this.#watch(node, pod);
    this.pods.add(uid, this.clock.now());
  }

  #watch(node: NodeRecord, pod: Stored<'v1/Pod'>): void {
    for (const source of podSources(pod, node.name)) {
      const uids = this.#watchers.get(source) ?? new Set();
      this.#watchers.set(source, uids.add(pod.metadata.uid));
    }
  }

  #resumePod(node: NodeRecord, record: PodRecord): void {
    const pod = this.client.get('v1/Pod', record.namespace, record.name);
    if (pod?.metadata.uid !== record.uid) return;
    for (const container of [...(pod.spec?.initContainers ?? []), ...(pod.spec?.containers ?? [])]) {
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

  #mayRetry(record: PodRecord, now: number): void {
    const { uid, mountFailure } = record;
    if (mountFailure) {
      // Twice as long each time, up to about two minutes.
      let wait = 500;
      while (mountFailure.since + wait < now && wait < 122_000) wait *= 2;
      mountFailure.retryAt = Math.max(now, Math.min(mountFailure.since + wait, now + 122_000));
      this.pods.add(uid, mountFailure.retryAt);
      return;
    }
    for (const own of Object.values(record.containers)) {
      if (!needsChange(own)) continue;
      own.retryAt = nextTry(own.waitingSince ?? now, now);
      this.pods.add(uid, own.retryAt);
    }
    if (!record.volumes || record.over) return;
    // Each Pod is looked at once a minute, each at its own second.
    const offset = (Number.parseInt(uid.slice(0, 4), 16) || 0) % RESYNC_MS;
    const turns = Math.ceil((now - offset) / RESYNC_MS);
    record.refreshAt = turns * RESYNC_MS + offset;
    this.pods.add(uid, record.refreshAt, { background: true });
  }

  #sync(uid: string): void {
    const place = this.#places.get(uid);
    if (!place || place.node.state === 'stopped') return;
    const outer = this.#isOwnWrite;
    this.#isOwnWrite = true;
    try {
      syncPod(this, place.node, place.record);
    } finally {
      this.#isOwnWrite = outer;
    }
  }

  #probe(uid: string): void {
    const place = this.#places.get(uid);
    if (!place || place.node.state === 'stopped') return;
    const pod = this.client.get('v1/Pod', place.record.namespace, place.record.name);
    if (pod?.metadata.uid === uid) runProbes(this, place.node, pod, place.record);
  }

  #heartbeat(name: string): void {
    const node = this.state.nodes[name];
    if (!node || node.state === 'stopped') return;
    this.#nodes.add(name, this.clock.now() + HEARTBEAT_MS, { background: true });
    if (node.state === 'cut') return;
    renewLease(this, node);
    const stored = this.client.get('v1/Node', undefined, name);
    if (!stored) return registerNode(this, node);
    const ready = stored.status?.conditions?.find(({ type }) => type === 'Ready');
    const isOld = this.clock.now() - (parseTime(ready?.lastHeartbeatTime) ?? 0) >= REPORT_MS;
    if (isOld || ready?.status !== 'True' || !isSameJson(imagesOf(node), stored.status?.images)) {
      reportNode(this, node);
    }
  }
}
