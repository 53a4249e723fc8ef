/**
 * The whole of a simulated cluster: API server, scheduler, controllers, nodes, network and images around one clock.
 *
 *     const cluster = await Cluster.create({ start: Date.UTC(2026, 0, 5), seed: 1 });
 *     cluster.handle({ method: 'GET', url: '/api/v1/nodes', headers: {}, body: '' });
 *     cluster.clock.runUntilIdle();
 *
 * Nothing happens but by its clock and by what is asked of it: the same seed and the same requests give the same history.
 */
import {
  ApiServer,
  newClient,
  parseTime,
  type ApiRequest,
  type ApiResponse,
  type ApiServerOptions,
  type CelEngine,
  type Client,
  type Registry,
  type Snapshot,
  type Store,
  type User,
  type types,
} from '@/lib/kube';
import { newApi } from './api';
import { bootstrap } from './bootstrap';
import { SimulatedClock } from './clock';
import type { Component } from './component';
import { addonControllers, controllersOf } from './control-plane';
import type { ControllerContext } from './controllers/controller';
import { ControllerManager } from './controllers/manager';
import { hostpathProvisionerController } from './controllers/persistent-volumes/hostpath-provisioner';
import { EventWriter } from './events';
import type { BuiltImage, ImageRegistry } from './images';
import { newKubelets, type Kubelets, type KubeletsState } from './kubelet';
import type { NetworkConfig } from './network/network';
import { newNetwork } from './network/network';
import type { Listener, Network } from './network/message';
import { newProxy } from './proxy';
import { Random } from './random';
import { objectsOf, readCluster, writeCluster, type ReadCluster } from './saved-cluster';
import { newScheduler } from './scheduler/scheduler';
import { Toggle } from './toggle';

export interface ClusterOptions extends Pick<ApiServerOptions, 'yaml' | 'descriptions'> {
  /** When it is started, milliseconds since 1970. */
  readonly start: number;
  readonly seed?: number;
  /** `minikube`, `minikube-m02`, … Default: 1. */
  readonly nodes?: number;
  /** Scales how long pulling and starting take. Default: 1; 0 is at once. */
  readonly latency?: number;
  /** Without it, policies and CEL rules are not evaluated. */
  readonly cel?: CelEngine;
  /** Whether minikube's storage provisioner runs. Default: true. */
  readonly provisioner?: boolean;
  /** Where the API server says it listens. Default: 192.168.49.2:8443, as minikube's. */
  readonly apiServer?: { readonly address: string; readonly port: number };
  /** For tests: nobody may change what the store holds. */
  readonly frozen?: boolean;
}

/** All there is to a cluster at one moment. */
export interface Moment {
  readonly time: number;
  readonly random: number;
  readonly store: Snapshot;
  readonly kubelets: KubeletsState;
  readonly images: readonly BuiltImage[];
  readonly stopped: readonly ComponentName[];
  readonly addons: readonly Addon[];
  readonly isTunnelOpen: boolean;
}

/** What a learner can stop and start, besides the nodes. */
export type ComponentName = (typeof COMPONENTS)[number];

export const COMPONENTS = [
  'kube-apiserver',
  'kube-scheduler',
  'kube-controller-manager',
  'storage-provisioner',
  'addon-controllers',
  'coredns',
] as const;

export type Addon = (typeof ADDONS)[number];

const ADDONS = ['ingress', 'metrics-server'] as const;

/** What minikube's addon brings, its Pods apart. */
const INGRESS_CLASS: types.IngressClass = {
  metadata: {
    name: 'nginx',
    annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' },
    labels: { 'app.kubernetes.io/component': 'controller', 'app.kubernetes.io/name': 'ingress-nginx' },
  },
  spec: { controller: 'k8s.io/ingress-nginx' },
};

function isComponentName(name: string): name is ComponentName {
  return COMPONENTS.some((known) => known === name);
}

function isAddon(name: string): name is Addon {
  return ADDONS.some((known) => known === name);
}

const API_SERVER = { address: '192.168.49.2', port: 8443 };

/** Who shows no token. */
const ANONYMOUS: User = { name: 'system:anonymous', groups: ['system:unauthenticated'] };

/** Events are forgotten after an hour. */
const EVENT_LIFE = 3_600_000;
const HOUSEKEEPING = 60_000;

export class Cluster {
  readonly clock: SimulatedClock;
  readonly random: Random;
  readonly store: Store;
  readonly registry: Registry;
  readonly server: ApiServer;
  readonly kubelets: Kubelets;
  readonly network: Network;
  readonly images: ImageRegistry;
  /** In the name of an administrator. */
  readonly client: Client;
  readonly #components: ReadonlyMap<ComponentName, Component>;
  readonly #stopped = new Set<ComponentName>();
  readonly #addons: Readonly<Record<Addon, Toggle>> = { ingress: new Toggle(), 'metrics-server': new Toggle() };
  readonly #tunnel = new Toggle();
  readonly #events: EventWriter;

  private constructor(parts: Parts, options: ClusterOptions) {
    const { clock, random, registry, store, images } = parts;
    this.clock = clock;
    this.random = random;
    this.registry = registry;
    this.store = store;
    this.client = newClient(registry, 'kubetil');
    this.#events = new EventWriter(registry, newClient(registry, 'kube-controller-manager'), clock);
    this.images = images;
    this.kubelets = newKubelets({
      context: this.#context('kubelet'),
      registry: this.images,
      network: () => this.network,
      config: { latency: options.latency ?? 1 },
    });
    this.network = newNetwork({
      client: this.client,
      runtime: this.kubelets,
      clock,
      random,
      config: this.#networkConfig(options),
    });
    this.server = new ApiServer({
      registry,
      now: () => clock.now(),
      logs: this.kubelets,
      proxy: newProxy(this.client, () => this.network),
      metrics: () => (this.#addons['metrics-server'].isOn() ? (uid) => this.kubelets.usage(uid) : undefined),
      ...(options.yaml && { yaml: options.yaml }),
      ...(options.descriptions && { descriptions: options.descriptions }),
    });
    const usage = {
      usage: (uid: string) => this.kubelets.usage(uid),
      isServed: () => this.#addons['metrics-server'].isOn(),
    };
    const provisioners = options.provisioner === false ? [] : [hostpathProvisionerController];
    this.#components = new Map<ComponentName, Component>([
      ['kube-scheduler', newScheduler(this.#context('kube-scheduler'))],
      [
        'kube-controller-manager',
        new ControllerManager(this.#context('kube-controller-manager'), controllersOf(registry, usage)),
      ],
      [
        'addon-controllers',
        new ControllerManager(this.#context('minikube'), addonControllers(this.#addons.ingress, this.#tunnel)),
      ],
      ['storage-provisioner', new ControllerManager(this.#context('storage-provisioner'), provisioners)],
    ]);
  }

  /** Resolves once it is up: every kind can be judged, its nodes are ready. */
  static async create(options: ClusterOptions): Promise<Cluster> {
    const { start, seed = 1, nodes = 1, cel, frozen = false } = options;
    const clock = new SimulatedClock(start);
    const random = new Random(seed);
    // The programs are a third of all code: a chunk of their own, fetched beside the rest.
    const [api, { newRegistry }] = await Promise.all([
      newApi({ clock, random, frozen, ...(cel && { cel }) }),
      import('./images'),
    ]);
    const cluster = new Cluster({ clock, random, ...api, images: newRegistry({ now: () => clock.now() }) }, options);
    cluster.#boot(options, nodes);
    return cluster;
  }

  /** Undefined where nobody answers: the API server is stopped. */
  handle(request: ApiRequest): ApiResponse | undefined {
    return this.#stopped.has('kube-apiserver') ? undefined : this.server.handle(request);
  }

  isRunning(name: ComponentName): boolean {
    return !this.#stopped.has(name);
  }

  stop(name: ComponentName): void {
    this.#stopped.add(name);
    this.#components.get(name)?.stop();
  }

  start(name: ComponentName): void {
    if (this.#stopped.delete(name)) this.#components.get(name)?.start();
  }

  /** What `minikube addons` has enabled. */
  get addons(): readonly Addon[] {
    return ADDONS.filter((addon) => this.#addons[addon].isOn());
  }

  enable(addon: Addon): void {
    if (addon === 'ingress') this.client.create('networking.k8s.io/v1/IngressClass', INGRESS_CLASS);
    this.#addons[addon].turn(true);
  }

  disable(addon: Addon): void {
    this.#addons[addon].turn(false);
    if (addon === 'ingress') this.client.delete('networking.k8s.io/v1/IngressClass', undefined, 'nginx');
  }

  /** `minikube tunnel`: Services of type LoadBalancer get addresses, and those are reachable from outside. */
  get isTunnelOpen(): boolean {
    return this.#tunnel.isOn();
  }

  set isTunnelOpen(open: boolean) {
    this.#tunnel.turn(open);
  }

  /** Joins a node; answers its name. */
  addNode(): string {
    const count = this.client.sorted('v1/Node').length;
    const name = nodeName(count);
    this.kubelets.start(name);
    return name;
  }

  /** All there is to the cluster now; it shares what it can, and does not change with it. */
  moment(): Moment {
    return {
      time: this.clock.now(),
      random: this.random.state,
      store: this.store.snapshot(),
      kubelets: this.kubelets.save(),
      images: [...this.images.built],
      stopped: [...this.#stopped],
      addons: this.addons,
      isTunnelOpen: this.isTunnelOpen,
    };
  }

  /** Sets everything back, or forward. Who watches must list again; programs run anew from what they had written. */
  goTo(moment: Moment): void {
    for (const component of this.#components.values()) component.stop();
    this.clock.reset(moment.time);
    this.store.restore(moment.store);
    this.#events.forget();
    this.#stopped.clear();
    for (const name of moment.stopped) this.#stopped.add(name);
    for (const addon of ADDONS) this.#addons[addon].turn(moment.addons.includes(addon));
    this.isTunnelOpen = moment.isTunnelOpen;
    this.images.replace(moment.images);
    this.kubelets.load(moment.kubelets);
    for (const [name, component] of this.#components) if (!this.#stopped.has(name)) component.start();
    this.#keepHouse();
    this.server.expireWatches();
    // Last: whatever starts anew may have asked chance for something.
    this.random.state = moment.random;
  }

  /** One JSON file. */
  export(): string {
    const { store: _, ...moment } = this.moment();
    return writeCluster({ ...moment, revision: this.store.revision, objects: objectsOf(this.registry) });
  }

  /** Takes the place of all there is. What is wrong with the file, or undefined. */
  import(text: string): Exclude<ReadCluster, { saved: unknown }>['fault'] | undefined {
    const read = readCluster(text);
    if ('fault' in read) return read.fault;
    const { objects, revision, stopped, addons, ...rest } = read.saved;
    const store = this.store.snapshotOf(objects, revision);
    this.goTo({ ...rest, store, stopped: stopped.filter(isComponentName), addons: addons.filter(isAddon) });
    return undefined;
  }

  #context(manager: string): ControllerContext {
    return {
      client: newClient(this.registry, manager),
      clock: this.clock,
      random: this.random,
      recorder: (component, host) => this.#events.recorder(component, host),
    };
  }

  #networkConfig({ apiServer = API_SERVER }: ClusterOptions): NetworkConfig {
    return {
      isDnsRunning: () => this.isRunning('coredns'),
      isIngressEnabled: () => this.#addons.ingress.isOn(),
      isTunnelOpen: () => this.isTunnelOpen,
      isCutOff: (node) => !this.kubelets.isReachable(node),
      apiServer: { ...apiServer, listener: () => (this.isRunning('kube-apiserver') ? this.#apiListener : undefined) },
    };
  }

  /** A Pod that speaks to `https://kubernetes.default`. */
  readonly #apiListener: Listener = (message) => {
    if (!('http' in message)) return { closed: true };
    const { method, path, headers, body } = message.http;
    const answer = this.server.handle({ method, url: path, headers, body, user: ANONYMOUS });
    if (!('body' in answer)) return { closed: true };
    const type = answer.headers['content-type'];
    const text = typeof answer.body === 'string' ? answer.body : '';
    return { http: { status: answer.status, headers: { 'content-type': String(type ?? '') }, body: text } };
  };

  #boot(options: ClusterOptions, nodes: number): void {
    const { apiServer = API_SERVER } = options;
    bootstrap(this.registry, { apiServer, storageClass: true, uid: () => this.random.uuid() });
    for (const component of this.#components.values()) component.start();
    for (let at = 0; at < nodes; at += 1) this.kubelets.start(nodeName(at));
    this.#keepHouse();
    this.clock.runUntilIdle();
  }

  /** Old events go, and watches get bookmarks. */
  #keepHouse(): void {
    this.clock.after(HOUSEKEEPING, () => this.#keepHouse(), { background: true });
    this.server.tick();
    const oldest = this.clock.now() - EVENT_LIFE;
    for (const { metadata } of this.store.table('events').sorted()) {
      if ((parseTime(metadata.creationTimestamp) ?? oldest) < oldest)
        this.store.remove('events', metadata.namespace, metadata.name);
    }
  }
}

interface Parts {
  readonly clock: SimulatedClock;
  readonly random: Random;
  readonly registry: Registry;
  readonly store: Store;
  readonly images: ImageRegistry;
}

function nodeName(at: number): string {
  return at === 0 ? 'minikube' : `minikube-m${String(at + 1).padStart(2, '0')}`;
}
