/**
 * A command line as it is run, whichever way: as a container's main process, by `kubectl exec`, or from a shell script.
 * Tools are written once: one that takes time is a generator that says how long it sleeps, and who runs it (./run-main,
 * ./run-at-once) decides whether the clock moves on meanwhile.
 */
import type { Process } from './process';

/** What a tool asks for on its way. */
export type Step =
  /** Nothing, but another may have a turn: so that a loop without end costs bounded work. */
  | { readonly step: 'work' }
  | { readonly step: 'sleep'; readonly ms: number; readonly foreground: boolean }
  /** Until something wakes it: a signal, or a job's end. */
  | { readonly step: 'wait' }
  /** Until that is settled. Only on the learner's own computer, whose programs (kubectl) are asynchronous: never in a container. */
  | { readonly step: 'await'; readonly promise: Promise<unknown> };

export const WORK: Step = { step: 'work' };
export const WAIT: Step = { step: 'wait' };

/** Ends with the exit code. */
export type Steps = Generator<Step, number, undefined>;

export interface Call {
  /** With its name: `['ls', '-l']`. */
  readonly args: readonly string[];
  readonly env: ReadonlyMap<string, string>;
  readonly workingDir: string;
  readonly input: Input;
  /** Text with its line ends. */
  out(text: string): void;
  err(text: string): void;
  readonly process: Process;
  /** Milliseconds since 1970, with the time that was only counted as passed. */
  now(): number;
  readonly tools: Toolbox;
  /** Whether it is, or runs in, the container's main process: only there a server can start. */
  readonly isMain: boolean;
  /** How SIGTERM reaches the main process. */
  readonly signals: Signals;
  /** How many programs started each other on the way here: a script that starts itself comes to an end. */
  readonly depth: number;
  /** Starts a job beside it, as `&` does; its number is its process id. Undefined where there are too many. */
  spawn(steps: Steps): number | undefined;
  /** Whether that job still runs. */
  isRunning(job: number): boolean;
  /** Ends a job. */
  stop(job: number): void;
  /** Sends a signal to the container's main process, from wherever this one runs. */
  signalMain(signal: string): void;
  /** What the main process was started with, as `ps` shows it. */
  mainArgs(): readonly string[];
}

/** Jobs of a process that run at the same time. */
export const MOST_JOBS = 64;

export type Tool = (call: Call) => number | Steps;

/** The programs of an image, by name. */
export interface Toolbox {
  /** How its shell and tools word their errors. */
  readonly flavour: 'busybox' | 'bash' | 'dash';
  find(name: string): Tool | undefined;
  /** All that `find` finds by a bare name. */
  names?(): readonly string[];
  /** Those that go before the shell's builtin of the same name. */
  readonly shadowing?: ReadonlySet<string>;
  /** What is said beside `command not found`, with its line end. */
  advice?(name: string): string;
}

/** What SIGTERM does. A process that is PID 1 and says nothing here is not ended by it. */
export interface Signals {
  onTerminate(run: () => void): void;
}

/** Thrown by an input that is still being typed: who reads it is begun again once `typed` is settled. */
export class InputAwaited extends Error {
  readonly typed: Promise<unknown>;

  constructor(typed: Promise<unknown>) {
    super('the input is still being typed');
    this.typed = typed;
  }
}

/** A standard input that is all there. */
export class Input {
  #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  all(): string {
    const text = this.#text;
    this.#text = '';
    return text;
  }

  /** Without its end; undefined at the end. */
  line(): string | undefined {
    if (this.#text === '') return undefined;
    const end = this.#text.indexOf('\n');
    const line = end < 0 ? this.#text : this.#text.slice(0, end);
    this.#text = end < 0 ? '' : this.#text.slice(end + 1);
    return line;
  }
}

/**
 * A tool that starts a server: it goes on until the process ends. Beside a main process nothing can be started. Of the call
 * nothing is kept but what the server itself keeps: there may be thousands.
 */
export function server(start: (call: Call) => void): Tool {
  return (call) => {
    const { process } = call;
    if (!call.isMain) {
      call.err(`${call.args[0] ?? ''}: bind() failed: Address in use\n`);
      return 1;
    }
    call.signals.onTerminate(() => process.exit(0));
    start(call);
    return forEver();
  };
}

function* forEver(): Steps {
  for (;;) yield WAIT;
}
