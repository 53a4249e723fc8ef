/**
 * What kubelets and container runtimes know and the API does not hold: plain JSON, so that a cluster can be saved, loaded and
 * set back in time. Moments are milliseconds since 1970.
 *
 * Not modelled: the checkpoints of a real kubelet; what a real one asks of its container runtime is here, too.
 */
import type { LogLine } from './runtime';

/** Files by path; null is a folder, false a file of the image that was removed. */
export type Files = Record<string, string | null | false>;

export interface KubeletsState {
  readonly nodes: Record<string, NodeRecord>;
  /** Data that belongs to no node: of PersistentVolumes and file servers. */
  readonly volumes: Record<string, Files>;
}

export interface NodeRecord {
  readonly name: string;
  /** 0 is the first node. */
  readonly index: number;
  /** `cut` is a node that runs on but reaches nobody; `stopped` one whose kubelet does not run. */
  state: 'running' | 'cut' | 'stopped';
  nextAddress: number;
  /** Whether addresses have been given for a second time. */
  wrapped?: boolean;
  /** By reference with its tag: `nginx:1.27`. */
  readonly images: Record<string, NodeImage>;
  /** When pulls that are under way end. */
  readonly pulls: Record<string, number>;
  readonly files: Files;
  readonly pods: Record<string, PodRecord>;
}

export interface NodeImage {
  /** `docker.io/library/nginx:1.27` */
  readonly name: string;
  /** `docker.io/library/nginx@sha256:…` */
  readonly id: string;
  readonly sizeBytes: number;
  /** It could not be had without a pull Secret. */
  readonly isPrivate?: boolean;
}

export interface PodRecord {
  readonly uid: string;
  readonly namespace: string;
  readonly name: string;
  ip?: string | undefined;
  sandbox?: boolean | undefined;
  work?: Work | undefined;
  readonly containers: Record<string, ContainerRecord>;
  /** Contents of its own volumes, by volume; undefined until all are mounted. */
  volumes?: Record<string, Files> | undefined;
  mountFailure?: { readonly since: number; readonly message: string; retryAt?: number } | undefined;
  /** When files of ConfigMaps, Secrets and the downward API are brought up to date. */
  refreshAt?: number | undefined;
  termination?: { readonly deadline: number } | undefined;
  /** Why it is ended by the kubelet. */
  evicted?: { readonly reason: string; readonly message: string } | undefined;
  /** Its containers can write nothing any more, neither beside their images nor in volumes. */
  isDiskFull?: boolean | undefined;
  /** Nothing runs, and nothing will. */
  over?: boolean | undefined;
  /** Said to the API server that nothing is left. */
  released?: boolean | undefined;
}

/** All of one shape: what is not there is undefined, and never deleted. That keeps thousands of them small. */
export function newPodRecord(uid: string, namespace: string, name: string): PodRecord {
  return {
    uid,
    namespace,
    name,
    ip: undefined,
    sandbox: undefined,
    work: undefined,
    containers: {},
    volumes: undefined,
  };
}

/** What a pod worker is in the middle of, as one SyncPod: one container after the other. */
export interface Work {
  readonly step: 'sandbox' | 'pull' | 'start';
  readonly until: number;
  /** Containers to start, the first one now. */
  readonly queue: readonly string[];
  readonly since: number;
}

export interface ContainerRecord {
  /** The container that is or was the last one. */
  run?: Run | undefined;
  /** The one before it. */
  last?: Run | undefined;
  /** Why it was not started, as the kubelet's reason cache has it. */
  waiting?: { readonly reason: string; readonly message: string } | undefined;
  /** Since when the reason stands. */
  waitingSince?: number | undefined;
  /** When a start that would only fail again without a change outside is tried again. */
  retryAt?: number | undefined;
  crashBackOff?: BackOffEntry | undefined;
  pullBackOff?: BackOffEntry | undefined;
  pullError?: string | undefined;
  /** What was written beside the image's files. */
  files?: Files | undefined;
  logs: LogLine[];
  previousLogs?: LogLine[] | undefined;
  probes?: Partial<Record<ProbeType, ProbeRecord>> | undefined;
  stopping?: Stopping | undefined;
}

export function newContainerRecord(): ContainerRecord {
  return { run: undefined, waiting: undefined, waitingSince: undefined, logs: [] };
}

export interface BackOffEntry {
  readonly ms: number;
  readonly updated: number;
}

export interface Run {
  readonly id: string;
  readonly restarts: number;
  readonly image: string;
  readonly imageID: string;
  /** As the spec had it: a changed one restarts the container. */
  readonly reference: string;
  readonly startedAt: number;
  readonly user: number;
  /** What the Pod declares; kept, for the sources may change while it runs. What Services give is not: it would be many times the same. */
  readonly env: Readonly<Record<string, string>>;
  exit?: Exit;
}

export interface Exit {
  readonly code: number;
  /** `Completed`, `Error`, `OOMKilled`, `StartError`, … */
  readonly reason: string;
  readonly message?: string;
  readonly finishedAt: number;
}

export type ProbeType = 'startup' | 'liveness' | 'readiness';

export interface ProbeRecord {
  /** What counts; undefined until a threshold is reached. */
  result?: boolean;
  last?: boolean;
  /** How often the last answer came in a row. */
  inRow: number;
  /** When it is asked again; undefined: not until something changes. */
  next?: number;
  /** When it was asked last. */
  asked?: number;
  /** Not asked again of this container. */
  held?: boolean;
}

export interface Stopping {
  readonly termAt: number;
  readonly killAt: number;
  termSent: boolean;
}
