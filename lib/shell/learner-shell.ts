/** The shell that is typed into: one line after the other, with all that it remembers between them. */
import { Input, newShellState, parseScript, Shell, type Call, type ShellState } from '@/lib/cluster';
import { complete } from './complete/complete';
import { Computer } from './computer/computer';
import { drive, INTERRUPTED } from './drive';
import { isIncomplete, refusedText, syntaxFaultText } from './incomplete';
import { Jobs } from './jobs';
import { Printer } from './printer';
import { newPrograms } from './programs/programs';
import { TerminalInput } from './terminal-input';
import { HOME, type Completion, type Running, type Screen, type TerminalShell, type Workstation } from './workstation';

export function newShell(workstation: Workstation): TerminalShell {
  return new LearnerShell(workstation);
}

/** A command line under way, or the last one. */
interface Current {
  readonly line: string;
  readonly printer: Printer;
  readonly stop: AbortController;
  isOver: boolean;
}

export class LearnerShell implements TerminalShell {
  history: readonly string[] = [];
  readonly #computer: Computer;
  readonly #jobs: Jobs;
  readonly #call: Call;
  readonly #state: ShellState;
  #current: Current | undefined;
  /** What jobs print while no command line runs. */
  #late = '';

  constructor(workstation: Workstation) {
    this.#computer = new Computer(workstation);
    this.#jobs = new Jobs({
      wait: (ms, signal) => this.#computer.wait(ms, signal),
      pause: () => this.#pause(),
      broke: (error) => this.#broke(error),
    });
    this.#call = this.#newCall();
    this.#state = newShellState(this.#call, ['bash']);
    this.#state.isInteractive = true;
  }

  get folder(): string {
    const { folder } = this.#state;
    return folder === HOME ? '~' : folder.startsWith(`${HOME}/`) ? `~${folder.slice(HOME.length)}` : folder;
  }

  isIncomplete(line: string): boolean {
    return isIncomplete(line);
  }

  complete(line: string, cursor: number): Promise<Completion> {
    return complete({ computer: this.#computer, state: this.#state, tools: this.#call.tools }, line, cursor);
  }

  run(line: string, screen: Screen): Running {
    const stop = new AbortController();
    const input = new TerminalInput();
    const printer = new Printer(screen, () => this.#computer.cluster.clock.now());
    const current: Current = { line, printer, stop, isOver: false };
    this.#current = current;
    return {
      type: (text) => input.type(text),
      endInput: () => input.end(),
      interrupt: () => {
        if (!input.interrupt()) stop.abort();
      },
      done: this.#run(current, input).finally(() => {
        printer.flush();
        current.isOver = true;
        this.#computer.files.save();
      }),
    };
  }

  async #run(current: Current, input: TerminalInput): Promise<number> {
    const { line, printer, stop } = current;
    // Whoever runs a line gets its output only after it was given the Running.
    await Promise.resolve();
    this.#tellLate(printer);
    const refused = refusedText(line);
    if (refused !== undefined) {
      printer.print(refused, true);
      this.#state.status = 1;
      return 1;
    }
    const script = parseScript(line);
    if ('fault' in script) {
      printer.print(syntaxFaultText(script.fault), true);
      this.#state.status = 2;
      return 2;
    }
    this.#computer.begin(line);
    this.#restore();
    const streams = { input, out: (text: string) => this.#call.out(text), err: (text: string) => this.#call.err(text) };
    try {
      const shell = new Shell(this.#call, this.#state, streams);
      const status = await drive(shell.run(script), stop.signal, this.#world());
      this.#state.status = stop.signal.aborted ? INTERRUPTED : status;
    } catch (error) {
      this.#state.status = this.#broke(error);
    }
    if (this.#state.leaving?.kind === 'exit') printer.print('exit: this terminal stays open\n', true);
    printer.print(this.#jobs.notices(), true);
    return this.#state.status;
  }

  /** A bug of ours, or more than the browser's stack or memory holds: the prompt comes back all the same. */
  #broke(error: unknown): number {
    const isLimit = error instanceof RangeError;
    const isDeep = isLimit && /call stack/i.test(error.message);
    const why = isDeep
      ? 'nested too deeply'
      : isLimit
        ? 'out of memory'
        : `this went wrong here, not with you: ${String(error)}`;
    this.#print(`bash: ${why}\n`, true);
    return isLimit ? 2 : 1;
  }

  /** What a line that was ended in its middle may have left. */
  #restore(): void {
    const state = this.#state;
    state.leaving = state.locals = undefined;
    state.depth = state.endlessDepth = state.conditionDepth = state.loopDepth = state.sourceDepth = 0;
    state.parameters = ['bash'];
    state.pending.splice(0);
  }

  #tellLate(printer: Printer): void {
    const late = this.#late + this.#jobs.notices();
    this.#late = '';
    printer.print(late, false);
  }

  #world() {
    return {
      wait: (ms: number, signal: AbortSignal) => this.#computer.wait(ms, signal),
      pause: () => this.#pause(),
      jobEnd: () => this.#jobs.jobEnd(),
    };
  }

  #print(text: string, isError: boolean): void {
    const current = this.#current;
    if (!current || current.isOver) {
      this.#late = (this.#late + text).slice(-10_000);
      return;
    }
    const { printer, stop } = current;
    if (stop.signal.aborted) return;
    if (!printer.print(text, isError)) stop.abort();
  }

  /** Others have a turn: what was printed and written is shown to them. */
  #pause(): void {
    this.#current?.printer.flush();
    this.#computer.files.save();
  }

  #newCall(): Call {
    const process = this.#computer.process();
    const tools = newPrograms({
      computer: this.#computer,
      jobs: this.#jobs,
      history: () => this.history,
      state: () => this.#state,
      line: () => this.#current?.line ?? '',
    });
    return {
      args: ['bash'],
      env: process.env,
      workingDir: HOME,
      input: new Input(''),
      out: (text) => this.#print(text, false),
      err: (text) => this.#print(text, true),
      process,
      now: () => this.#computer.now(),
      tools,
      isMain: false,
      signals: { onTerminate: () => {} },
      depth: 0,
      spawn: (steps) => {
        const job = this.#jobs.start(steps, this.#current?.line.trim() ?? '');
        if (job) this.#print(`[${job.number}] ${job.pid}\n`, true);
        return job?.pid;
      },
      isRunning: (job) => this.#jobs.isRunning(job),
      stop: (job) => this.#jobs.stop(job),
      signalMain: () => {},
      mainArgs: () => ['bash'],
    };
  }
}
