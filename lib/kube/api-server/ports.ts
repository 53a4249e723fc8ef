/** What the API server asks of the rest of the cluster: kubelets' logs, and ways into Pods and Services. */
import type { Failure } from './failure';

export interface LogRequest {
  readonly container: string;
  readonly previous?: boolean;
  readonly tailLines?: number;
  /** Milliseconds since 1970. */
  readonly since?: number;
}

export interface LoggedLine {
  readonly at: number;
  readonly text: string;
}

export interface PodLogs {
  logs(podUid: string, request: LogRequest): readonly LoggedLine[] | Failure;
  /** Each further line, until the container ends. Answers how to stop. */
  follow(podUid: string, container: string, line: (line: LoggedLine) => void, end: () => void): () => void;
}

export interface ProxyRequest {
  readonly to: 'pods' | 'services';
  readonly namespace: string;
  readonly name: string;
  /** A number or a name; undefined is the first. */
  readonly port: string | undefined;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Proxied {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Without them, the cluster has no kubelets: the API alone. */
export interface Ports {
  readonly logs?: PodLogs;
  readonly proxy?: (request: ProxyRequest) => Proxied | Failure;
}
