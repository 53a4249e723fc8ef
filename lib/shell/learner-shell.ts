/** The shell that is typed into: one line after the other, with all that it remembers between them. */
import { Input, newShellState, parseScript, Shell, type Call, type ShellState } from '@/lib/cluster';
import { complete } from './complete/complete';
import { Computer } from './computer/computer';
import { drive, INTERRUPTED } from './drive';
import { isIncomplete, refusedText, syntaxFaultText } from './incomplete';
import { Jobs } from './jobs';
import { newPrograms } from './programs/programs';
import { CLEAR } from './programs/screen';
import { TerminalInput } from './terminal-input';
import { HOME, type Completion, type Running, type Screen, type TerminalShell, type Workstation } from './workstation';

/** What one command line may print within a minute: beyond it nobody reads, and the page would suffer. */
const MOST_PRINTED = 2_000_000;
const TOO_MUCH =
  '\nbash: the output is longer than 2 MB: the rest was cut (to keep it, write it to a file: command > file)\n';

export function newShell(workstation: Workstation): TerminalShell {
  return new LearnerShell(workstation);
}

/** A command line under way, or the last one. */
interface Current {
  readonly line: string;
  readonly screen: Screen;
  readonly stop: AbortController;
  /** In the last minute of the cluster's time. */
  printed: number;
  since: number;
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
      pause: () => this.#computer.files.save(),
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
    const current: Current = {
      line,
      screen,
      stop,
      printed: 0,
      since: this.#computer.cluster.clock.now(),
      isOver: false,
    };
    this.#current = current;
    return {
      type: (text) => input.type(text),
      endInput: () => input.end(),
      interrupt: () => {
        if (!input.interrupt()) stop.abort();
      },
      done: this.#run(current, input).finally(() => {
        current.isOver = true;
        this.#computer.files.save();
      }),
    };
  }

  async #run(current: Current, input: TerminalInput): Promise<number> {
    const { line, screen, stop } = current;
    // Whoever runs a line gets its output only after it was given the Running.
    await Promise.resolve();
    this.#tellLate(screen);
    const refused = refusedText(line);
    if (refused !== undefined) {
      screen.err(refused);
      this.#state.status = 1;
      return 1;
    }
    const script = parseScript(line);
    if ('fault' in script) {
      screen.err(syntaxFaultText(script.fault));
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
    if (this.#state.leaving?.kind === 'exit') screen.err('exit: this terminal stays open\n');
    screen.err(this.#jobs.notices());
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
    state.leaving = undefined;
    state.depth = state.endlessDepth = state.conditionDepth = 0;
    state.parameters = ['bash'];
    state.pending.splice(0);
  }

  #tellLate(screen: Screen): void {
    const late = this.#late + this.#jobs.notices();
    this.#late = '';
    if (late !== '') screen.out(late);
  }

  #world() {
    return {
      wait: (ms: number, signal: AbortSignal) => this.#computer.wait(ms, signal),
      pause: () => this.#computer.files.save(),
      jobEnd: () => this.#jobs.jobEnd(),
    };
  }

  #print(text: string, isError: boolean): void {
    const current = this.#current;
    if (!current || current.isOver) {
      this.#late = (this.#late + text).slice(-10_000);
      return;
    }
    const { screen, stop } = current;
    if (stop.signal.aborted) return;
    const now = this.#computer.cluster.clock.now();
    if (text.startsWith(CLEAR) || now - current.since > 60_000) {
      current.printed = 0;
      current.since = now;
    }
    const room = MOST_PRINTED - current.printed;
    current.printed += text.length;
    const shown = text.length > room ? text.slice(0, room) : text;
    if (isError) screen.err(shown);
    else screen.out(shown);
    if (text.length <= room) return;
    screen.err(TOO_MUCH);
    stop.abort();
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
