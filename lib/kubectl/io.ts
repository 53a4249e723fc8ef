/** What a kubectl needs of the world: an API server, files, a terminal, and time. Everything it does goes through this. */
import type { ApiRequest, ApiResponse } from '@/lib/kube';

export interface KubectlIO {
  /** Undefined where nobody answers. */
  request(request: Omit<ApiRequest, 'user'>): Promise<ApiResponse | undefined>;
  out(text: string): void;
  err(text: string): void;
  /** What is piped in; undefined at a terminal. */
  readonly stdin: string | undefined;
  readonly files: KubectlFiles;
  readonly config: KubeConfig;
  /** Milliseconds since 1970, as the client's clock shows it. */
  now(): number;
  /** Lets time pass. Resolves early to false where the learner has pressed Ctrl+C. */
  wait(ms: number): Promise<boolean>;
  /** exec, attach and port-forward: connects the terminal; resolves to an exit code. Undefined where it can't be done. */
  connect?(response: ApiResponse, options: Connection): Promise<number>;
  /** Opens a file in the editor and resolves to what it was saved as, for `kubectl edit`. */
  edit?(name: string, text: string): Promise<string | undefined>;
  /** What outlives a command: what the server was found to serve. Without it, it is asked each time. */
  readonly cache?: KubectlCache;
}

export interface Connection {
  readonly stdin: boolean;
  readonly tty: boolean;
  /** In place of the terminal, for `kubectl cp`. */
  readonly exchange?: Exchange;
}

/** What goes into a command, and where what it says goes. */
export interface Exchange {
  readonly input: string;
  out(text: string): void;
  err(text: string): void;
}

/** Values are JSON. `until`: milliseconds since 1970, by the client's clock. */
export type KubectlCache = Map<string, { readonly value: unknown; readonly until: number }>;

/** Paths as they were typed, relative to the working folder. */
export interface KubectlFiles {
  /** Undefined where there is no such file. */
  read(path: string): string | undefined;
  isFolder(path: string): boolean;
  /** Sorted. */
  list(folder: string): readonly string[];
  write(path: string, text: string): void;
  /** The whole path, as messages name it; without it they name what was typed. */
  absolute?(path: string): string;
}

/** The kubeconfig, as far as it matters here; may be changed (`kubectl config use-context`). */
export interface KubeConfig {
  /** Its path, as messages name it. */
  readonly file?: string;
  readonly server: string;
  currentContext: string;
  readonly contexts: Record<string, { cluster: string; user: string; namespace?: string }>;
}
