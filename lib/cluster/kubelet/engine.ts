/** What the parts of the kubelets share. */
import type { Client, Stored } from '@/lib/kube';
import type { Clock } from '../clock';
import type { EventRecorder } from '../event-recorder';
import type { Image, Registry } from '../images/process';
import type { Network } from '../network/message';
import type { Random } from '../random';
import type { Agenda } from './agenda';
import type { Followers } from './logs';
import { containerPath } from './pod-containers';
import type { PodRuntime } from './pod-runtime';
import type { KubeletsState, NodeRecord, PodRecord } from './state';

export interface KubeletConfig {
  /** Scales how long pulling and starting take: 1 is as on a good line, 0 is at once. Default: 1. */
  readonly latency?: number;
  /** What a node has. Default: 4 CPUs, 8Gi, 110 Pods. */
  readonly cpu?: string;
  readonly memory?: string;
  readonly pods?: string;
  /** In milliseconds: what happens to Pods happens at multiples of it. Default: 100; 0 where latency is 0. */
  readonly tick?: number;
}

export interface Engine {
  readonly client: Client;
  readonly clock: Clock;
  readonly random: Random;
  readonly registry: Registry;
  readonly network: () => Network;
  readonly config: Required<KubeletConfig>;
  readonly state: KubeletsState;
  readonly pods: Agenda;
  readonly probes: Agenda;
  readonly followers: Followers;
  /** Programs run again as if they had never stopped: what they say of their start was said before. */
  readonly isResuming: boolean;
  /** How many Pods there are on all nodes. */
  readonly podCount: number;
  /** Images as they were pulled, by reference: programs are no data. */
  readonly images: Map<string, Image>;
  /** Says events in the name of a node's kubelet. */
  recorder(node: string): EventRecorder;
  runtime(uid: string): PodRuntime;
  /** The variables that Services give in a namespace. */
  serviceEnv(namespace: string, links: boolean): Readonly<Record<string, string>>;
  hostIP(node: NodeRecord): string;
  /** A write of its own to a Pod: it is no news. */
  writing<T>(write: () => T): T;
  /** Something that Pods wait for or show has changed: `Secret default/regcred`, `Image minikube/nginx:1.27`. */
  changed(source: string): void;
  /** All of it that is no data is taken away, and the record too. */
  forget(node: NodeRecord, record: PodRecord): void;
}

/** `web_default(uid)`, as kubelets name a Pod in their sentences. */
export function podDescription({ metadata }: Stored<'v1/Pod'>): string {
  return `${metadata.name}_${metadata.namespace}(${metadata.uid})`;
}

/** An event about a container of a Pod. */
export function containerEvent(
  engine: Engine,
  pod: Stored<'v1/Pod'>,
  name: string,
  type: 'Normal' | 'Warning',
  reason: string,
  message: string,
): void {
  const fieldPath = containerPath(pod.spec, name);
  engine.recorder(pod.spec?.nodeName ?? '').event(pod, type, reason, message, { fieldPath });
}
