/**
 * Runs a tool to its end at this moment, as `kubectl exec`, probes and hooks want it: the time it sleeps is counted as
 * passed, the clock stands still. What would go on for too long is ended as if by `kill`.
 * Not modelled: a job that goes on after its command has ended.
 */
import { Input, MOST_JOBS, type Call, type Steps, type Tool, type Toolbox } from './call';
import type { Command, CommandResult, Process } from './process';
import { mainProcessOf, type MainProcesses } from './run-main';

const MOST_STEPS = 30_000;
const MOST_MS = 3_600_000;
const MOST_OUTPUT = 1_048_576;
const KILLED = 143;

/** `elapsedMs` is the time that the command would have taken. */
export interface TimedResult extends CommandResult {
  readonly elapsedMs: number;
}

interface Thread {
  readonly job: number;
  readonly steps: Steps;
  /** Undefined while it waits for another's end. */
  at: number | undefined;
}

/** Whose container it is run in. */
export interface Surroundings {
  readonly tools: Toolbox;
  readonly mains: MainProcesses;
}

export function runAtOnce(tool: Tool, command: Command, process: Process, surroundings: Surroundings): TimedResult {
  const run = new Run(process, surroundings);
  const exitCode = run.run(tool, command.args, command.stdin);
  return { stdout: run.stdout, stderr: run.stderr, exitCode, elapsedMs: run.elapsed };
}

/** One command after another, with what they printed. */
export class Run {
  stdout = '';
  stderr = '';
  /** What is printed, both streams in their order. */
  output = '';
  elapsed = 0;
  readonly #process: Process;
  readonly #surroundings: Surroundings;
  #threads: Thread[] = [];
  #nextJob = 20;
  #steps = 0;
  #printed = 0;

  constructor(process: Process, surroundings: Surroundings) {
    this.#process = process;
    this.#surroundings = surroundings;
  }

  /** Forgets what was printed. */
  clear(): void {
    this.stdout = this.stderr = this.output = '';
    this.#printed = this.#steps = 0;
  }

  run(tool: Tool, args: readonly string[], stdin: string): number {
    const started = tool(this.call(args, stdin));
    return typeof started === 'number' ? started : this.finish(started);
  }

  call(args: readonly string[], stdin: string): Call {
    const process = this.#process;
    return {
      args,
      get env() {
        return process.env;
      },
      workingDir: process.workingDir,
      input: new Input(stdin),
      out: (text) => this.#print('stdout', text),
      err: (text) => this.#print('stderr', text),
      process,
      now: () => process.now() + this.elapsed,
      tools: this.#surroundings.tools,
      isMain: false,
      signals: { onTerminate: () => {} },
      depth: 0,
      spawn: (steps) => this.#spawn(steps),
      isRunning: (job) => this.#threads.some((thread) => thread.job === job),
      stop: (job) => void (this.#threads = this.#threads.filter((thread) => thread.job !== job)),
      signalMain: (signal) => mainProcessOf(this.#surroundings.mains, process)?.signal(signal),
      mainArgs: () => mainProcessOf(this.#surroundings.mains, process)?.args ?? process.args,
    };
  }

  finish(steps: Steps): number {
    const first: Thread = { job: 0, steps, at: this.elapsed };
    this.#threads.push(first);
    const end = this.elapsed + MOST_MS;
    for (;;) {
      const thread = this.#next();
      if (thread?.at === undefined || thread.at > end || this.#steps > MOST_STEPS || this.#printed > MOST_OUTPUT) {
        this.#threads = [];
        return KILLED;
      }
      this.elapsed = Math.max(this.elapsed, thread.at);
      const code = this.#advance(thread);
      if (code === undefined) continue;
      this.#threads = this.#threads.filter((other) => other !== thread);
      if (thread === first) return code;
      for (const other of this.#threads) other.at ??= this.elapsed;
    }
  }

  #advance(thread: Thread): number | undefined {
    this.#steps += 1;
    const next = thread.steps.next();
    if (next.done) return next.value;
    if (next.value.step === 'sleep') thread.at = this.elapsed + next.value.ms;
    else if (next.value.step === 'wait') thread.at = undefined;
    return undefined;
  }

  /** Who is first; the one that was started first where both are. */
  #next(): Thread | undefined {
    let first: Thread | undefined;
    for (const thread of this.#threads) {
      if (thread.at !== undefined && (first?.at === undefined || thread.at < first.at)) first = thread;
    }
    return first;
  }

  #spawn(steps: Steps): number | undefined {
    if (this.#threads.length > MOST_JOBS) return undefined;
    const job = this.#nextJob++;
    this.#threads.push({ job, steps, at: this.elapsed });
    return job;
  }

  #print(stream: 'stdout' | 'stderr', text: string): void {
    this[stream] += text;
    this.output += text;
    this.#printed += text.length;
  }
}
