/**
 * Runs a tool as a container's main process: its sleeps pass in simulated time, its output is the container's log, and its
 * end is the container's end. Work is rationed: a loop that never sleeps gets a few thousand steps at once and then some each
 * simulated second, and is seen by `kubectl top` as one busy core.
 */
import { Input, type Call, type Signals, type Steps, type Tool, type Toolbox } from './call';
import type { Process } from './process';

const FIRST_STEPS = 2_000;
const STEPS_PER_SECOND = 120;
const IDLE = { cpuMillis: 1, memoryBytes: 1_048_576 };
const BUSY = { cpuMillis: 1_000, memoryBytes: 1_572_864 };

interface Thread {
  readonly steps: Steps;
  isWaiting: boolean;
}

/** `tool` with the process's own arguments; or nothing more than its exit code, where it takes no time. */
export function runMain(process: Process, tool: Tool, tools: Toolbox): void {
  const main = new MainProcess(process, tools);
  const started = tool(main.call(process.args));
  if (typeof started === 'number') main.end(started);
  else main.start(started);
}

class MainProcess {
  readonly #process: Process;
  readonly #tools: Toolbox;
  readonly #jobs = new Map<number, Thread>();
  readonly #signals: Signals;
  readonly #partial = { stdout: '', stderr: '' };
  #main: Thread | undefined;
  #nextJob = 7;
  #left = FIRST_STEPS;
  #refilledAt: number;
  #isBusy = false;
  #hasEnded = false;

  constructor(process: Process, tools: Toolbox) {
    this.#process = process;
    this.#tools = tools;
    this.#refilledAt = process.now();
    this.#signals = {
      onTerminate: (run) =>
        process.onTerminate(() => {
          run();
          this.#wake();
        }),
    };
  }

  call(args: readonly string[]): Call {
    const process = this.#process;
    return {
      args,
      env: process.env,
      workingDir: process.workingDir,
      input: new Input(''),
      out: (text) => this.#print('stdout', text),
      err: (text) => this.#print('stderr', text),
      process,
      now: () => process.now(),
      tools: this.#tools,
      isMain: true,
      signals: this.#signals,
      spawn: (steps) => this.#spawn(steps),
      isRunning: (job) => this.#jobs.has(job),
    };
  }

  start(steps: Steps): void {
    this.#main = { steps, isWaiting: false };
    this.#resume(this.#main, (code) => this.end(code));
  }

  end(code: number): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#flush('stdout');
    this.#flush('stderr');
    this.#process.exit(code);
  }

  #spawn(steps: Steps): number {
    const job = this.#nextJob++;
    const thread = { steps, isWaiting: false };
    this.#jobs.set(job, thread);
    this.#process.after(0, () => this.#resume(thread, () => this.#endJob(job)), { foreground: true });
    return job;
  }

  #endJob(job: number): void {
    this.#jobs.delete(job);
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
    while (!this.#hasEnded) {
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
    const lines = (this.#partial[stream] + text).split('\n');
    this.#partial[stream] = lines.pop() ?? '';
    for (const line of lines) this.#process.log(line, stream);
  }

  #flush(stream: 'stdout' | 'stderr'): void {
    if (this.#partial[stream] !== '') this.#process.log(this.#partial[stream], stream);
    this.#partial[stream] = '';
  }
}
