/** A process in a container, as its program sees it: see ../images/process.ts. What it holds is gone when it ends. */
import type { FileSystem, Process } from '../images/process';
import type { Exchange, Listener, Message, Network, Source, Target } from '../network/message';
import type { Clock, Timer } from '../clock';
import type { Random } from '../random';
import type { PodRuntime } from './pod-runtime';
import type { Usage } from './runtime';

const NO_USAGE: Usage = { cpuMillis: 0, memoryBytes: 0 };

/**
 * What a process is made of, and who hears of it. One object for each process, whose class has the methods: of what runs
 * there are thousands.
 */
export interface ProcessSetting {
  readonly clock: Clock;
  readonly random: Random;
  readonly network: () => Network;
  /** Of its Pod: the containers share the ports. */
  readonly runtime: PodRuntime;
  readonly args: readonly string[];
  readonly workingDir: string;
  readonly user: number;
  readonly group: number;
  readonly hostname: string;
  readonly podIP: string;
  readonly namespace: string;
  readonly podName: string;
  readonly stdin: boolean;
  /** Made anew each time: hardly anybody asks twice. */
  env(): ReadonlyMap<string, string>;
  files(): FileSystem;
  onLog(line: string, stream: 'stdout' | 'stderr'): void;
  onExit(code: number, why: 'oom' | undefined): void;
  /** It listens on another port, or needs more memory. */
  onChange(process: ContainerProcess): void;
}

export class ContainerProcess implements Process {
  readonly #setting: ProcessSetting;
  #timers: Set<Timer> | undefined;
  #files: FileSystem | undefined;
  #terminate: (() => void) | undefined;
  #ended = false;
  usage: Usage = NO_USAGE;

  constructor(setting: ProcessSetting) {
    this.#setting = setting;
  }

  get args(): readonly string[] {
    return this.#setting.args;
  }

  get env(): ReadonlyMap<string, string> {
    return this.#setting.env();
  }

  get files(): FileSystem {
    return this.#files ?? this.#setting.files();
  }

  /** From now on its files are what they are now: a part of a volume does not follow what changes. */
  keepFiles(): void {
    this.#files = this.#setting.files();
  }

  /** Whether somebody may type into it (`stdin: true`): a shell then waits instead of ending. */
  get stdin(): boolean {
    return this.#setting.stdin;
  }

  get workingDir(): string {
    return this.#setting.workingDir;
  }

  get user(): number {
    return this.#setting.user;
  }

  get group(): number {
    return this.#setting.group;
  }

  get hostname(): string {
    return this.#setting.hostname;
  }

  get podIP(): string {
    return this.#setting.podIP;
  }

  get namespace(): string {
    return this.#setting.namespace;
  }

  get random(): Random {
    return this.#setting.random;
  }

  get hasEnded(): boolean {
    return this.#ended;
  }

  now(): number {
    return this.#setting.clock.now();
  }

  log(line: string, stream: 'stdout' | 'stderr' = 'stdout'): void {
    if (!this.#ended) this.#setting.onLog(line, stream);
  }

  exit(code: number, why?: 'oom'): void {
    if (this.#ended) return;
    this.end();
    this.#setting.onExit(code, why);
  }

  after(ms: number, run: () => void, { foreground = false }: { readonly foreground?: boolean } = {}): void {
    if (this.#ended) return;
    const timer = this.#setting.clock.after(
      ms,
      () => {
        this.#timers?.delete(timer);
        run();
      },
      { background: !foreground },
    );
    this.#timers ??= new Set();
    this.#timers.add(timer);
  }

  listen(port: number, listener: Listener): boolean {
    if (this.#ended || !this.#setting.runtime.listen(port, listener, this)) return false;
    this.#setting.onChange(this);
    return true;
  }

  request(target: Target, message: Message): Exchange {
    const { namespace, podName } = this.#setting;
    const source: Source = { from: 'pod', namespace, name: podName };
    return this.#setting.network().request(source, target, message);
  }

  setLoad(load: Usage): void {
    if (this.#ended) return;
    this.usage = load;
    this.#setting.onChange(this);
  }

  onTerminate(run: () => void): void {
    this.#terminate = run;
  }

  /** SIGTERM. */
  terminate(): void {
    if (!this.#ended) this.#terminate?.();
  }

  /** Takes all from it that it holds, and tells nobody. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    for (const timer of this.#timers ?? []) timer.cancel();
    this.#timers = undefined;
    this.#setting.runtime.close(this);
  }
}
