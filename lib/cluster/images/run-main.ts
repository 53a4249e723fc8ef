/**
 * Runs a tool as a container's main process: its sleeps pass in simulated time, its output is the container's log, and its
 * end is the container's end. Work is rationed: a loop that never sleeps gets a few thousand steps at once and then some each
 * simulated second, and is seen by `kubectl top` as one busy core.
 */
import { Input, MOST_JOBS, type Call, type Signals, type Steps, type Tool, type Toolbox } from './call';
import type { Process } from './process';

const FIRST_STEPS = 2_000;
const STEPS_PER_SECOND = 120;
const IDLE = { cpuMillis: 1, memoryBytes: 1_048_576 };
const BUSY = { cpuMillis: 1_000, memoryBytes: 1_572_864 };

interface Thread {
  readonly steps: Steps;
  isWaiting: boolean;
  isStopped?: boolean;
}

/**
 * The main processes of an image's containers, so that `kill 1` in one of them finds it. Held weakly: what a kubelet has
 * dropped is nobody's any more.
 */
export type MainProcesses = Map<string, WeakRef<MainProcess>>;

export function mainProcessOf(mains: MainProcesses, process: Process): MainProcess | undefined {
  return mains.get(placeOf(process))?.deref();
}

function placeOf({ namespace, hostname }: Process): string {
  return `${namespace}/${hostname}`;
}

export function runMain(process: Process, tool: Tool, tools: Toolbox, mains: MainProcesses): void {
  const main = new MainProcess(process, tools, mains);
  mains.set(placeOf(process), new WeakRef(main));
  const started = tool(main.call(process.args));
  if (typeof started === 'number') main.end(started);
  else main.start(started);
}

/** There is one for each container that runs, thousands of them: it holds little until it needs more. */
export class MainProcess implements Signals {
  readonly #process: Process;
  readonly #tools: Toolbox;
  readonly #mains: MainProcesses;
  #jobs: Map<number, Thread> | undefined;
  /** What was said without a line's end. */
  #stdout = '';
  #stderr = '';
  #main: Thread | undefined;
  #handler: (() => void) | undefined;
  #nextJob = 7;
  #left = FIRST_STEPS;
  #refilledAt: number;
  #isBusy = false;
  #hasEnded = false;

  /** @param mains where it is found until its end */
  constructor(process: Process, tools: Toolbox, mains: MainProcesses) {
    this.#process = process;
    this.#tools = tools;
    this.#mains = mains;
    this.#refilledAt = process.now();
  }

  call(args: readonly string[]): Call {
    // oxlint-disable-next-line typescript/no-this-alias -- for methods of another object, which are cheaper than named functions
    const main = this;
    const process = this.#process;
    // What a kubelet makes only when it is asked for (environment, files) is not asked for here.
    return {
      args,
      get env() {
        return process.env;
      },
      workingDir: process.workingDir,
      input: new Input(''),
      out(text) {
        main.#print('stdout', text);
      },
      err(text) {
        main.#print('stderr', text);
      },
      process,
      now() {
        return process.now();
      },
      tools: this.#tools,
      isMain: true,
      signals: this,
      depth: 0,
      spawn(steps) {
        return main.#spawn(steps);
      },
      isRunning(job) {
        return main.#jobs?.has(job) ?? false;
      },
      stop(job) {
        main.#stop(job);
      },
      signalMain(signal) {
        main.signal(signal);
      },
      mainArgs() {
        return process.args;
      },
    };
  }

  onTerminate(run: () => void): void {
    this.#handler = run;
    this.#process.onTerminate(() => this.#terminate());
  }

  #terminate(): void {
    if (!this.#handler) return;
    this.#handler();
    this.#wake();
  }

  get args(): readonly string[] {
    return this.#process.args;
  }

  /** From inside the container: what the process handles not does nothing, it is PID 1. */
  signal(signal: string): void {
    if (/^(?:TERM|INT|QUIT)$/.test(signal)) this.#terminate();
  }

  start(steps: Steps): void {
    this.#main = { steps, isWaiting: false };
    this.#resume(this.#main, (code) => this.end(code));
  }

  end(code: number): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#flush();
    this.#mains.delete(placeOf(this.#process));
    this.#process.exit(code);
  }

  #spawn(steps: Steps): number | undefined {
    this.#jobs ??= new Map();
    if (this.#jobs.size >= MOST_JOBS) return undefined;
    const job = this.#nextJob++;
    const thread: Thread = { steps, isWaiting: false };
    this.#jobs.set(job, thread);
    this.#process.after(0, () => this.#resume(thread, () => this.#endJob(job)), { foreground: true });
    return job;
  }

  #stop(job: number): void {
    const thread = this.#jobs?.get(job);
    if (!thread) return;
    thread.isStopped = true;
    this.#endJob(job);
  }

  #endJob(job: number): void {
    this.#jobs?.delete(job);
    this.#wake();
  }

  /** Only the main thread waits for others. */
  #wake(): void {
    const main = this.#main;
    if (!main?.isWaiting) return;
    this.#process.after(0, () => main.isWaiting && this.#resume(main, (code) => this.end(code)));
  }

  #resume(thread: Thread, whenDone: (code: number) => void): void {
    thread.isWaiting = false;
    while (!this.#hasEnded && !thread.isStopped) {
      const next = thread.steps.next();
      if (next.done) return whenDone(next.value);
      const again = () => this.#resume(thread, whenDone);
      switch (next.value.step) {
        case 'sleep':
          this.#setBusy(false);
          this.#process.after(next.value.ms, again, { foreground: next.value.foreground });
          return;
        case 'wait':
          thread.isWaiting = true;
          return;
        case 'work':
          if (!this.#mayWork()) {
            this.#setBusy(true);
            this.#process.after(1_000, again);
            return;
          }
      }
    }
  }

  #mayWork(): boolean {
    if (this.#left > 0) {
      this.#left -= 1;
      return true;
    }
    const now = this.#process.now();
    const seconds = Math.floor((now - this.#refilledAt) / 1_000);
    if (seconds < 1) return false;
    this.#refilledAt = now;
    this.#left = Math.min(FIRST_STEPS, seconds * STEPS_PER_SECOND) - 1;
    return true;
  }

  #setBusy(isBusy: boolean): void {
    if (this.#isBusy === isBusy) return;
    this.#isBusy = isBusy;
    this.#process.setLoad(isBusy ? BUSY : IDLE);
  }

  #print(stream: 'stdout' | 'stderr', text: string): void {
    const isError = stream === 'stderr';
    const lines = ((isError ? this.#stderr : this.#stdout) + text).split('\n');
    const rest = lines.pop() ?? '';
    if (isError) this.#stderr = rest;
    else this.#stdout = rest;
    for (const line of lines) this.#process.log(line, stream);
  }

  #flush(): void {
    if (this.#stdout !== '') this.#process.log(this.#stdout, 'stdout');
    if (this.#stderr !== '') this.#process.log(this.#stderr, 'stderr');
    this.#stdout = '';
    this.#stderr = '';
  }
}
