/** What the network is told of what is not in the API. All of it is asked anew with each request. */
import type { Client } from '@/lib/kube';
import type { Clock } from '../clock';
import type { Runtime } from '../kubelet/runtime';
import type { Random } from '../random';
import type { Listener } from './message';

export interface NetworkOptions {
  readonly client: Client;
  readonly runtime: Pick<Runtime, 'listener'>;
  readonly clock: Clock;
  readonly random: Random;
  readonly config: NetworkConfig;
}

export interface NetworkConfig {
  /** Default: yes. */
  isDnsRunning?(): boolean;
  /** Whether the Ingress addon is on. Default: no. */
  isIngressEnabled?(): boolean;
  /** Whether addresses of Services and Pods are reachable from outside: `minikube tunnel`. Default: no. */
  isTunnelOpen?(): boolean;
  /** A node that nobody reaches, and that reaches nobody. Default: none. */
  isCutOff?(node: string): boolean;
  /** Hosts on the internet, by name in lower case. Default: none. */
  outside?(name: string): OutsideHost | undefined;
  /** What a person outside calls addresses: their /etc/hosts. Default: nothing. */
  hostsOutside?(): ReadonlyMap<string, string>;
  /** The API server, at the address that its endpoints name. */
  readonly apiServer?: ServerAddress;
}

export interface OutsideHost {
  readonly address: string;
  /** Undefined is a port that is closed. */
  listener(port: number): Listener | undefined;
}

export interface ServerAddress {
  readonly address: string;
  readonly port: number;
  /** Undefined while it is stopped. */
  listener(): Listener | undefined;
}
