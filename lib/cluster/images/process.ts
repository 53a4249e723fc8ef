/**
 * The seam between a kubelet and the programs in images. A kubelet starts a program when it starts a container and gives it
 * a process: its arguments, environment, files, ports and clock. A program says what it logs, answers on its ports, and exits.
 *
 * Whatever a program needs to survive (a database's records) lies in its files: the process itself may be gone and started
 * again at any moment, as after the cluster was set back in time.
 */
import type { Exchange, Listener, Message, Target } from '../network/message';
import type { Random } from '../random';

/** Paths are absolute. What lies on a volume outlives the container; what lies beside it goes with it. */
export interface FileSystem {
  /** Undefined where there is no such file. Reading a folder is undefined too. */
  read(path: string): string | undefined;
  /** `read-only`, `no-folder`, `full`, `is-folder` where it can't be written; undefined where it was. Folders on the way are made. */
  write(path: string, text: string): 'read-only' | 'is-folder' | 'full' | undefined;
  remove(path: string): boolean;
  makeFolder(path: string): void;
  /** The names in a folder, sorted; undefined where there is none. */
  list(path: string): readonly string[] | undefined;
  isFolder(path: string): boolean;
  /** Undefined where nothing is. */
  facts?(path: string): FileFacts | undefined;
}

export interface FileFacts {
  /** The permission bits: 0o644. */
  readonly mode: number;
  readonly user: number;
  readonly group: number;
  readonly fileSystem: 'overlay' | 'ext4' | 'tmpfs';
}

export interface Process {
  /** The command and its arguments, $(VAR) replaced: `['mongod', '--bind_ip_all']`. */
  readonly args: readonly string[];
  readonly env: ReadonlyMap<string, string>;
  readonly workingDir: string;
  /** 0 is root. */
  readonly user: number;
  /** Default: 0. */
  readonly group?: number;
  /** The Pod's name, or its hostname. */
  readonly hostname: string;
  readonly podIP: string;
  readonly namespace: string;
  readonly files: FileSystem;
  /** Whether somebody may come to type into it (`stdin: true`): a shell waits for them instead of ending. */
  readonly stdin: boolean;
  readonly random: Random;
  /** Milliseconds since 1970. */
  now(): number;
  /** One line of the container's log, without its end. */
  log(line: string, stream?: 'stdout' | 'stderr'): void;
  /** Ends the process; nothing it asked for happens any more. `oom` is what the kernel does to who takes too much memory. */
  exit(code: number, why?: 'oom'): void;
  /** Later, unless the process has ended. In the background: nobody waits for it, unless `foreground` (work that will end, like a `sleep 5` in a Job). */
  after(ms: number, run: () => void, options?: { readonly foreground?: boolean }): void;
  /** False where another process of the Pod has that port already. */
  listen(port: number, listener: Listener): boolean;
  /** A request of its own, from its Pod. */
  request(target: Target, message: Message): Exchange;
  /** What the process asks of the machine from now on: for `kubectl top`, the HPA, and memory limits. */
  setLoad(load: { readonly cpuMillis: number; readonly memoryBytes: number }): void;
  /** Called on SIGTERM instead of what happens else: a process that is PID 1 and handles no signals goes on until it is killed. */
  onTerminate(run: () => void): void;
}

/** What runs in a container. */
export interface Program {
  start(process: Process): void;
}

/** A command that is run in a container that is there: `kubectl exec`, exec probes, lifecycle hooks. */
export interface Command {
  readonly args: readonly string[];
  readonly stdin: string;
}

export interface CommandResult {
  readonly stdout: string;
  readonly stderr: string;
  /** 126 and 127 as a shell says: not executable, not found. */
  readonly exitCode: number;
}

/** A command line that goes on: `kubectl exec -it … -- sh`. */
export interface Session {
  /** What the learner typed, and what is printed for it. `closed` with an exit code where the shell ended. */
  write(input: string): { readonly output: string; readonly closed?: number };
}

/** What an image is. */
export interface Image {
  /** `docker.io/library/mongo`. */
  readonly repository: string;
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly workingDir: string;
  readonly user: number;
  readonly exposedPorts: readonly number[];
  readonly sizeBytes: number;
  /** `sha256:…`: made of its name. */
  readonly digest: string;
  /** Files of the image, by path. */
  readonly files: Readonly<Record<string, string>>;
  /** The program that a command line starts, or undefined where there is no such file: `exec: "x": executable file not found in $PATH`. */
  program(args: readonly string[]): Program | undefined;
  /** Runs a command beside the main process; undefined where there is no such file. */
  run(command: Command, process: Process): CommandResult | undefined;
  /** An interactive shell; undefined where the image has none. Without a terminal (`-i` alone) it shows no prompt. */
  openSession(args: readonly string[], process: Process, tty?: boolean): Session | undefined;
}

export type Pull =
  | { readonly image: Image }
  /** As containerd words it, after `failed to pull and unpack image "…": `. */
  | { readonly failed: string };

/** Where images come from: the catalogue, the registries' tags, what a learner has built and pushed. */
export interface Registry {
  /**
   * @param reference as it stands in the manifest: `mongo:7`, `nginx`, `123456789012.dkr.ecr.ap-northeast-2.amazonaws.com/app:1`
   * @param credentials of the Pod's imagePullSecrets, by registry host
   */
  pull(reference: string, credentials: ReadonlyMap<string, { username: string; password: string }>): Pull;
  /** What was brought to the nodes without a registry. */
  loaded?(reference: string): Image | undefined;
}
