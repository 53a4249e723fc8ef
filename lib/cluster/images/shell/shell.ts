/**
 * Runs scripts. Models busybox' ash (shell/ash.c) as far as lessons go; dash and bash differ in their words only.
 * Not modelled: job control.
 */
import { WORK, Input, InputAwaited, type Call, type Step, type Steps, type Tool } from '../call';
import { builtinOf, runTest } from './builtins';
import { assignAll, meanwhile } from './assign';
import { aliasOf, readInstead } from './command-parts';
import { restore } from './declare';
import { expandExpression, expandPattern, expandText, expandWords, type Expansion } from './expand';
import { matchesPattern } from './pattern';
import { notFoundText } from './fault-text';
import { countsUp } from './foresight';
import { runPipeline } from './pipeline';
import { redirectAll, streamsOf, timesText, withRedirects, type Streams } from './redirect';
import { resolvePath } from '../paths';
import type { ShellState } from './state';
import type { Command, Script } from './syntax';

/** How deep functions, `eval` and scripts may call each other. */
const MOST_DEPTH = 120;

export class Shell implements Expansion {
  readonly state: ShellState;
  readonly call: Call;
  streams: Streams;
  /** Files of `<(…)`. */
  readonly #temporary: string[] = [];

  constructor(call: Call, state: ShellState, streams: Streams = call) {
    this.call = call;
    this.state = state;
    this.streams = streams;
  }

  /** A list of commands; answers the last one's status. */
  *run(script: Script): Steps {
    const { state } = this;
    for (const { command, isBackground } of script.items) {
      if (isBackground) this.#startJob(command);
      else state.status = yield* this.execute(command);
      if (state.pending.length > 0) yield* this.#runTraps();
      if (state.leaving) break;
    }
    return state.status;
  }

  *execute(command: Command): Steps {
    const { state } = this;
    switch (command.kind) {
      case 'simple': {
        const status = yield* this.#simple(command);
        state.status = status;
        state.pipeStatuses = [status];
        this.#leaveOnFailure(status);
        return status;
      }
      case 'pipeline':
        return yield* this.#wholePipeline(command);
      case 'and-or': {
        const parts = [{ operator: '&&', command: command.first }, ...command.rest];
        let status = 0;
        for (const [at, part] of parts.entries()) {
          if (at > 0 && (part.operator === '&&') !== (status === 0)) continue;
          const isQuestion = at < parts.length - 1;
          if (isQuestion) state.conditionDepth += 1;
          status = yield* this.execute(part.command);
          if (isQuestion) state.conditionDepth -= 1;
          state.status = status;
          if (state.leaving) break;
        }
        return status;
      }
      case 'function':
        state.functions.set(command.name, command.body);
        return 0;
      default:
        return yield* withRedirects(this, command.redirects, () => this.#compound(command));
    }
  }

  *#compound(command: Exclude<Command, { kind: 'simple' | 'pipeline' | 'and-or' | 'function' }>): Steps {
    const { state } = this;
    switch (command.kind) {
      case 'group': {
        if (!command.isSubshell) return yield* this.run(command.body);
        return yield* this.beside(this.streams).run(command.body);
      }
      case 'if': {
        for (const { condition, body } of command.arms) {
          const status = yield* this.#ask(condition);
          if (state.leaving) return status;
          if (status === 0) return yield* this.run(body);
        }
        return command.otherwise ? yield* this.run(command.otherwise) : 0;
      }
      case 'for': {
        const words = command.words ? yield* expandWords(this, command.words) : state.parameters.slice(1);
        let status = 0;
        state.loopDepth += 1;
        for (const word of words) {
          state.variables.set(command.name, word);
          status = yield* this.run(command.body);
          if (this.#leavesLoop()) break;
          yield WORK;
        }
        state.loopDepth -= 1;
        return status;
      }
      case 'while':
        return yield* this.#while(command);
      case 'test': {
        const status = yield* this.#test(command);
        state.status = status;
        this.#leaveOnFailure(status);
        return status;
      }
      case 'case': {
        const word = yield* expandText(this, command.word);
        for (const { patterns, body } of command.arms) {
          for (const pattern of patterns) {
            if (matchesPattern(word, yield* expandPattern(this, pattern))) return yield* this.run(body);
          }
        }
        return 0;
      }
    }
  }

  *#while({ isUntil, condition, body }: Extract<Command, { kind: 'while' }>): Steps {
    const { state } = this;
    const isEndless = !countsUp(condition);
    if (isEndless) state.endlessDepth += 1;
    state.loopDepth += 1;
    let status = 0;
    for (;;) {
      const asked = yield* this.#ask(condition);
      if (state.leaving ? this.#leavesLoop() : (asked === 0) === isUntil) break;
      status = yield* this.run(body);
      if (this.#leavesLoop()) break;
      yield WORK;
    }
    if (isEndless) state.endlessDepth -= 1;
    state.loopDepth -= 1;
    return status;
  }

  *#ask(condition: Script): Steps {
    this.state.conditionDepth += 1;
    const status = yield* this.run(condition);
    this.state.conditionDepth -= 1;
    return status;
  }

  /** Whether `break`, `return` or `exit` end this loop; `continue` only its round. */
  #leavesLoop(): boolean {
    const { leaving } = this.state;
    if (!leaving) return false;
    if (leaving.kind !== 'break' && leaving.kind !== 'continue') return true;
    const isHere = leaving.levels <= 1;
    this.state.leaving = isHere ? undefined : { ...leaving, levels: leaving.levels - 1 };
    return !isHere || leaving.kind === 'break';
  }

  *#wholePipeline(command: Extract<Command, { kind: 'pipeline' }>): Steps {
    const { state } = this;
    const begun = this.call.now();
    if (command.isNegated) state.conditionDepth += 1;
    const statuses: number[] = [];
    const last = yield* runPipeline(this, command.commands, statuses);
    if (command.isNegated) state.conditionDepth -= 1;
    if (command.isTimed) this.streams.err(timesText(this.call.now() - begun));
    state.pipeStatuses = statuses;
    const status = state.options.has('pipefail') ? (statuses.findLast((each) => each !== 0) ?? 0) : last;
    if (command.isNegated) return status === 0 ? 1 : 0;
    state.status = status;
    if (command.commands.length > 1) this.#leaveOnFailure(status);
    return status;
  }

  /** `set -e` */
  #leaveOnFailure(status: number): void {
    const { state } = this;
    if (status !== 0 && state.options.has('e') && state.conditionDepth === 0)
      state.leaving ??= { kind: 'exit', levels: 0 };
  }

  /** A subshell: what it changes is its own. */
  beside(streams: Streams): Shell {
    return new Shell(this.call, this.state.copy(), streams);
  }

  *#simple(command: Extract<Command, { kind: 'simple' }>): Steps {
    const { state } = this;
    yield WORK;
    const words = yield* expandWords(this, command.words);
    const { status: substituted, own: assigned } = yield* assignAll(this, command);
    if (state.leaving) return state.status;
    if (state.options.has('x')) this.streams.err(`+ ${words.join(' ')}\n`);
    const alias = state.aliases.size > 0 ? aliasOf(state.aliases, command.words[0]) : undefined;
    if (alias) words.splice(0, 1, ...alias);
    const [name] = words;
    if (name === undefined) {
      if (command.redirects.length === 0) return substituted;
      return yield* withRedirects(this, command.redirects, nothing);
    }
    const isForGood = name === 'exec' && words.length === 1;
    const status = isForGood
      ? yield* redirectAll(this, command.redirects)
      : yield* withRedirects(this, command.redirects, () => this.invoke(words, assigned));
    for (const path of this.#temporary.splice(0)) this.call.process.files.remove(path);
    return status;
  }

  /** `[[ … ]]`: nothing is split; what is compared with may be a pattern, or an expression. */
  *#test({ words }: Extract<Command, { kind: 'test' }>): Steps {
    const args: string[] = [];
    for (const [at, word] of words.entries()) {
      const [before] = words[at - 1] ?? [];
      const operator = before?.part === 'text' ? before.text : '';
      if (/^(?:==?|!=)$/.test(operator)) args.push(yield* expandPattern(this, word));
      else args.push(operator === '=~' ? yield* expandExpression(this, word) : yield* expandText(this, word));
    }
    return runTest(this, args, '[[');
  }

  /** A variable; false, and said, where it is not to be changed. */
  set(name: string, value: string): boolean {
    const { state } = this;
    if (state.readonlyNames.has(name)) {
      this.streams.err(`${state.parameters[0] ?? 'sh'}: ${name}: readonly variable\n`);
      state.status = 1;
      return false;
    }
    state.arrays.delete(name);
    state.variables.set(name, value);
    return true;
  }

  /** The name of a file with what the command prints; it is there until the command around it has ended. */
  *outputFile(script: Script): Generator<Step, string, undefined> {
    const path = `/tmp/.output-${this.#temporary.length + 1}-${this.state.depth}`;
    this.call.process.files.write(path, yield* this.capture(script));
    this.#temporary.push(path);
    return path;
  }

  /** A function, a builtin or a program. */
  *invoke(words: readonly string[], assigned: ReadonlyMap<string, string> = new Map()): Steps {
    const { state } = this;
    const [name = ''] = words;
    const own = state.functions.get(name);
    const builtin = this.call.tools.shadowing?.has(name) ? undefined : builtinOf(name);
    if (own) return yield* meanwhile(state, assigned, () => this.#callFunction(own, words));
    if (builtin) return yield* meanwhile(state, assigned, () => this.#onceTyped(() => builtin(this, words)));
    return yield* this.runProgram(words, assigned);
  }

  *runProgram(words: readonly string[], assigned: ReadonlyMap<string, string> = new Map()): Steps {
    const { state, call, streams } = this;
    const [name = ''] = words;
    const tool = call.tools.find(name) ?? this.#scriptFile(name);
    if (!tool) {
      this.streams.err(notFoundText(name, call.tools.flavour, state) + (call.tools.advice?.(name) ?? ''));
      return 127;
    }
    if (state.depth >= MOST_DEPTH) {
      this.fail(`can't fork: Resource temporarily unavailable`);
      return 2;
    }
    const given: Call = {
      ...call,
      depth: state.depth + 1,
      args: words,
      env: state.environment(assigned),
      workingDir: state.folder,
      input: streams.input,
      out: (text) => streams.out(text),
      err: (text) => streams.err(text),
    };
    return yield* this.#onceTyped(() => tool(given));
  }

  /** Who reads what is still to be typed is begun again once it was. */
  *#onceTyped(begin: () => number | Steps): Steps {
    for (;;) {
      try {
        const ran = begin();
        return typeof ran === 'number' ? ran : yield* this.#passOn(ran);
      } catch (error) {
        if (!(error instanceof InputAwaited)) throw error;
        yield { step: 'await', promise: error.typed };
      }
    }
  }

  /** Inside a loop without a foreseeable end nobody waits for a sleep. */
  *#passOn(steps: Steps): Steps {
    try {
      for (;;) {
        const next = steps.next();
        if (next.done) return next.value;
        const step: Step = next.value;
        yield step.step === 'sleep' && this.state.endlessDepth > 0 ? { ...step, foreground: false } : step;
      }
    } finally {
      // Whoever ends this one early ends what it runs.
      steps.return(0);
    }
  }

  /** One more within another; false (and said) where that goes too far. */
  enter(): boolean {
    if (this.state.depth < MOST_DEPTH) {
      this.state.depth += 1;
      return true;
    }
    this.fail('maximum recursion depth reached');
    return false;
  }

  leave(): void {
    this.state.depth -= 1;
  }

  *#callFunction(body: Command, words: readonly string[]): Steps {
    const { state } = this;
    if (!this.enter()) return state.status;
    const { parameters: outer, locals: outerLocals } = state;
    const locals: NonNullable<ShellState['locals']> = new Map();
    state.parameters = [outer[0] ?? 'sh', ...words.slice(1)];
    state.locals = locals;
    const status = yield* this.execute(body);
    this.leave();
    restore(state, locals);
    state.parameters = outer;
    state.locals = outerLocals;
    if (state.leaving?.kind !== 'return') return status;
    state.leaving = undefined;
    return state.status;
  }

  /** A script of the files: `./run.sh`. */
  #scriptFile(name: string): Tool | undefined {
    if (!name.includes('/')) return undefined;
    const path = resolvePath(this.state.folder, name);
    if (this.call.process.files.read(path) === undefined) return undefined;
    const sh = this.call.tools.find('sh');
    return sh && ((call) => sh({ ...call, args: ['sh', path, ...call.args.slice(1)] }));
  }

  *capture(script: Script): Generator<Step, string, undefined> {
    const file = readInstead(script);
    if (file) {
      const name = yield* expandText(this, file);
      const text = this.call.process.files.read(resolvePath(this.state.folder, name));
      this.state.status = text === undefined ? 1 : 0;
      if (text === undefined)
        this.streams.err(`${this.state.parameters[0] ?? 'sh'}: ${name}: No such file or directory\n`);
      return text ?? '';
    }
    let output = '';
    const shell = new Shell(this.call, this.state.copy(), {
      ...streamsOf(this.streams),
      out: (text) => (output += text),
    });
    this.state.status = yield* shell.run(script);
    return output;
  }

  fail(message: string): void {
    this.streams.err(`${this.state.parameters[0] ?? 'sh'}: ${message}\n`);
    const isBash = this.call.tools.flavour === 'bash';
    this.state.status =
      !isBash || message === 'out of memory' || /recursion|fork/.test(message) ? 2 : this.state.isInteractive ? 1 : 127;
    this.state.leaving = { kind: 'fault', levels: 0 };
  }

  #startJob(command: Command): void {
    const shell = new Shell(this.call, this.state.copy(), { ...streamsOf(this.streams), input: new Input('') });
    const job = this.call.spawn(shell.execute(command));
    if (job === undefined) return this.fail("can't fork: Resource temporarily unavailable");
    this.state.lastJob = job;
    this.state.status = 0;
  }

  *#runTraps(): Steps {
    const { state } = this;
    for (const signal of state.pending.splice(0)) {
      const action = state.traps.get(signal);
      if (action !== undefined) yield* this.invoke(['eval', action]);
    }
    return 0;
  }
}

// oxlint-disable-next-line require-yield -- a body that has nothing to do
function* nothing(): Steps {
  return 0;
}
