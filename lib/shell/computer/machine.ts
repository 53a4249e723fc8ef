/**
 * The machine that minikube runs the cluster on. Whether it runs stands in the cluster itself, so that it is undone with it;
 * a machine that is off has no control plane that runs and no node that can be reached.
 *
 * Not modelled: containers do not begin anew when it is turned on again.
 */
import { COMPONENTS } from '@/lib/cluster';
import type { KubeConfig } from '@/lib/kubectl';
import type { Workstation } from '../workstation';
import { chooseMinikube } from './kube-config';

export const PRIMARY = 'minikube';

export class Machine {
  readonly #workstation: Workstation;
  readonly #config: KubeConfig;
  #isDeleted = false;
  /** Its context was taken out of the kubeconfig when it was turned off. */
  #isUnset = false;

  constructor(workstation: Workstation, config: KubeConfig) {
    this.#workstation = workstation;
    this.#config = config;
  }

  get state(): 'Running' | 'Stopped' | 'Nonexistent' {
    const { cluster } = this.#workstation;
    const isOff = COMPONENTS.every((name) => !cluster.isRunning(name)) && !cluster.kubelets.isReachable(PRIMARY);
    if (!isOff) return 'Running';
    return this.#isDeleted ? 'Nonexistent' : 'Stopped';
  }

  /** By name, the primary one first. */
  get nodes(): readonly string[] {
    return this.#workstation.cluster.client.sorted('v1/Node').map(({ metadata }) => metadata.name);
  }

  /** Of `minikube-m02`, or `m02` for short. */
  addressOf(node: string): string | undefined {
    const name = this.nodes.find((each) => each === node || each === `${PRIMARY}-${node}`);
    const found = name === undefined ? undefined : this.#workstation.cluster.client.get('v1/Node', undefined, name);
    return found?.status?.addresses?.find(({ type }) => type === 'InternalIP')?.address;
  }

  start(): void {
    const { cluster } = this.#workstation;
    for (const name of COMPONENTS) cluster.start(name);
    for (const node of this.nodes) if (!cluster.kubelets.isRunning(node)) cluster.kubelets.restore(node);
    this.#isDeleted = this.#isUnset = false;
    chooseMinikube(this.#config);
  }

  stop(): void {
    const { cluster } = this.#workstation;
    cluster.isTunnelOpen = false;
    for (const node of this.nodes) cluster.kubelets.cutOff(node);
    for (const name of COMPONENTS) cluster.stop(name);
    this.#config.currentContext = '';
    this.#isUnset = true;
  }

  /** What is started after it is a new cluster. */
  delete(): void {
    this.#workstation.cluster.goTo(this.#workstation.fresh);
    this.stop();
    delete this.#config.contexts['minikube'];
    this.#isDeleted = true;
  }

  /** After an undo the machine may run again of which the kubeconfig knows nothing more. */
  catchUp(): void {
    if (!this.#isUnset || this.state !== 'Running') return;
    chooseMinikube(this.#config);
    this.#isDeleted = this.#isUnset = false;
  }
}
