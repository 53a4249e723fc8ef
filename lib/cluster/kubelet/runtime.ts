/** What the rest of the cluster asks of the kubelets: who listens where, what was logged, what a container is doing. */
import type { CommandResult, Session } from '../images/process';
import type { Listener } from '../network/message';

export interface LogLine {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
}

export interface LogOptions {
  /** Default: the only one, or the default container's annotation. */
  readonly container: string;
  readonly previous?: boolean;
  /** From the end. */
  readonly tailLines?: number;
  /** Milliseconds since 1970. */
  readonly since?: number;
}

/** The reason why not, in the kubelet's words, as the API server passes it on. */
export interface RuntimeFailure {
  readonly code: number;
  readonly reason: string;
  readonly message: string;
}

export interface Usage {
  readonly cpuMillis: number;
  readonly memoryBytes: number;
}

export interface Runtime {
  /** What a Pod's containers have listening on that port; undefined is connection refused. */
  listener(podUid: string, port: number): Listener | undefined;
  logs(podUid: string, options: LogOptions): readonly LogLine[] | RuntimeFailure;
  /** Called with each further line, until the container ends (then `end`). Answers how to stop. */
  follow(podUid: string, container: string, line: (line: LogLine) => void, end: () => void): () => void;
  exec(podUid: string, container: string, args: readonly string[], stdin: string): CommandResult | RuntimeFailure;
  openSession(podUid: string, container: string, args: readonly string[]): Session | RuntimeFailure;
  /**
   * A command line with the main process of a container that has `stdin: true`: where it ends, so does the container.
   * Undefined where nobody can type into it; what it says is `follow`'s.
   */
  attach(podUid: string, container: string, tty: boolean): Session | undefined;
  /** Of each running container. */
  usage(podUid: string): ReadonlyMap<string, Usage>;
}
