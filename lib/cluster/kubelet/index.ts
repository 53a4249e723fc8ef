/**
 * The kubelets of a cluster, and the containers that they run.
 *
 *     const kubelets = newKubelets({ context, registry, network: () => network });
 *     kubelets.start('minikube');                    // registers the Node; from now on its Pods run
 *     kubelets.logs(pod.metadata.uid, { container: 'web' });
 *     kubelets.cutOff('minikube-m02');               // it runs on, and reaches nobody
 *     const saved = kubelets.save();                 // JSON; with the store's own, all there is to a cluster
 *     kubelets.load(saved);                          // programs run again, no restart is counted
 *
 * Addresses: the first node that is started is 192.168.49.2 with Pods in 10.244.0.0/24, the next 192.168.49.3, and so on.
 */
import type { ControllerContext } from '../controllers/controller';
import type { FileSystem, Registry } from '../images/process';
import type { Network } from '../network/message';
import { loadImage } from './image-manager';
import { KubeletEngine } from './kubelets';
import { newRuntime } from './container-runtime';
import type { KubeletConfig } from './engine';
import { ContainerFiles } from './files';
import type { Runtime } from './runtime';
import type { KubeletsState, NodeImage } from './state';

export type { KubeletConfig } from './engine';
export type { LogLine, LogOptions, Runtime, RuntimeFailure, Usage } from './runtime';
export type { KubeletsState } from './state';

export interface KubeletsOptions {
  readonly context: ControllerContext;
  readonly registry: Registry;
  /** Asked for at each request: the network may be made later than the kubelets. */
  readonly network: () => Network;
  readonly config?: KubeletConfig;
}

export interface Kubelets extends Runtime {
  /** A node's kubelet starts: a new node joins, or one that was stopped goes on. */
  start(node: string): void;
  /** The kubelet of a node stops; its containers run on, and nobody looks after them. */
  stop(node: string): void;
  /** A node loses its network: its kubelet goes on, hears nothing, and what it writes does not arrive. */
  cutOff(node: string): void;
  /** Ends what `stop` or `cutOff` began. */
  restore(node: string): void;
  /** Whether requests get to that node and its Pods. */
  isReachable(node: string): boolean;
  /** How each node is, whether or not the API server knows yet. */
  nodeStates(): Readonly<Record<string, 'running' | 'cut' | 'stopped'>>;
  /** Whether its kubelet runs and is heard. */
  isRunning(node: string): boolean;
  /** Puts an image that the registry has as loaded on every node. */
  loadImage(reference: string): void;
  /** The images of a node, by their whole names. */
  imagesOn(node: string): readonly NodeImage[];
  /** The disk of a node, as its hostPath volumes see it; undefined where there is no such node. */
  disk(node: string): FileSystem | undefined;
  /**
   * From now on that Pod's containers can write nothing: what is mounted in it is full, and so is the disk beneath. Answers
   * whether there is such a Pod. Not modelled: a node under DiskPressure, which throws Pods out.
   */
  fillDisk(podUid: string): boolean;
  /** All that kubelets and runtimes know, as JSON. It is a copy. */
  save(): KubeletsState;
  /**
   * Sets them back to what was saved, to go with a store and a clock that were set back to the same moment. What is saved
   * right after is the same again.
   */
  load(saved: KubeletsState): void;
  /** Ends every process and every subscription: the cluster is thrown away. */
  dispose(): void;
}

export function newKubelets({ context, registry, network, config = {} }: KubeletsOptions): Kubelets {
  const engine = new KubeletEngine(context, registry, network, config);
  const setState = (name: string, state: 'cut' | 'stopped'): void => {
    const node = engine.state.nodes[name];
    if (node) node.state = state;
  };
  const begin = (node: string): void => {
    engine.subscribe();
    engine.begin(node);
  };
  return {
    ...newRuntime(engine),
    start: begin,
    restore: begin,
    stop: (node) => setState(node, 'stopped'),
    cutOff: (node) => setState(node, 'cut'),
    isReachable: (node) => engine.state.nodes[node]?.state !== 'cut',
    nodeStates: () => Object.fromEntries(Object.values(engine.state.nodes).map(({ name, state }) => [name, state])),
    isRunning: (node) => engine.state.nodes[node]?.state === 'running',
    loadImage: (reference) => {
      for (const node of Object.values(engine.state.nodes)) loadImage(engine, node, reference);
    },
    imagesOn: (node) => Object.values(engine.state.nodes[node]?.images ?? {}),
    disk: (name) => {
      const node = engine.state.nodes[name];
      return (
        node &&
        new ContainerFiles(
          {},
          () => node.files,
          () => node.files,
          [],
          false,
        )
      );
    },
    fillDisk: (podUid) => {
      const record = engine.placeOf(podUid)?.record;
      if (record) record.isDiskFull = true;
      return record !== undefined;
    },
    save: () => copyJson(engine.state),
    load: (saved) => {
      engine.reset();
      engine.state = copyJson(saved);
      engine.subscribe();
      engine.resume();
    },
    dispose: () => {
      engine.unsubscribe();
      engine.reset();
    },
  };
}

/** Plain data, copied to the ground: what is saved does not change with what runs on. */
function copyJson<T>(value: T): T {
  const copy: T = JSON.parse(JSON.stringify(value));
  return copy;
}
