/**
 * Runs scripts. Models busybox' ash (shell/ash.c) as far as lessons go; dash and bash differ in their words only.
 * Not modelled: job control, `exec` with redirections only, arrays, `[[ ]]` beyond `[ ]`, a pipe's two ends at once (the left
 * side runs to its end, or to where it waits, before the right side is given its text).
 */
import { WORK, Input, InputAwaited, type Call, type Step, type Steps, type Tool } from '../call';
import { builtinOf } from './builtins';
import { expandPattern, expandText, expandWords, type Expansion } from './expand';
import { matchesPattern } from './pattern';
import { notFoundText } from './fault-text';
import { countsUp, isReadingOn } from './foresight';
import { openForWriting, type Streams } from './redirect';
import { resolvePath } from '../paths';
import type { ShellState } from './state';
import type { Command, Redirect, Script, Word } from './syntax';

/** How deep functions, `eval` and scripts may call each other. */
const MOST_DEPTH = 120;
/** No variable and no argument is longer. */
const MOST_TEXT = 1_048_576;

/** What a pipe holds before its writer is ended for want of a reader. */
const MOST_PIPED = 262_144;
/** Of one that takes its time, and is therefore not one that writes for ever. */
const MOST_AWAITED = 8_388_608;

export class Shell implements Expansion {
  readonly state: ShellState;
  readonly call: Call;
  streams: Streams;

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
        if (status !== 0 && state.options.has('e') && state.conditionDepth === 0)
          state.leaving ??= { kind: 'exit', levels: 0 };
        return status;
      }
      case 'pipeline': {
        if (!command.isNegated) return yield* this.#pipeline(command.commands);
        state.conditionDepth += 1;
        const status = yield* this.#pipeline(command.commands);
        state.conditionDepth -= 1;
        return status === 0 ? 1 : 0;
      }
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
        return yield* this.#withRedirects(command.redirects, () => this.#compound(command));
    }
  }

  *#compound(command: Exclude<Command, { kind: 'simple' | 'pipeline' | 'and-or' | 'function' }>): Steps {
    const { state } = this;
    switch (command.kind) {
      case 'group': {
        if (!command.isSubshell) return yield* this.run(command.body);
        return yield* new Shell(this.call, state.copy(), this.streams).run(command.body);
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
        for (const word of words) {
          state.variables.set(command.name, word);
          status = yield* this.run(command.body);
          if (this.#leavesLoop()) break;
          yield WORK;
        }
        return status;
      }
      case 'while':
        return yield* this.#while(command);
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
    let status = 0;
    for (;;) {
      const asked = yield* this.#ask(condition);
      if (state.leaving ? this.#leavesLoop() : (asked === 0) === isUntil) break;
      status = yield* this.run(body);
      if (this.#leavesLoop()) break;
      yield WORK;
    }
    if (isEndless) state.endlessDepth -= 1;
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

  *#pipeline(commands: readonly Command[]): Steps {
    const [first, ...rest] = commands;
    if (!first) return 0;
    if (rest.length === 0) return yield* this.execute(first);
    let piped = '';
    const left = new Shell(this.call, this.state.copy(), {
      ...streamsOf(this.streams),
      out: (text) => (piped += text),
    });
    left.state.conditionDepth += 1;
    const steps = left.execute(first);
    const readsOn = rest.every(isReadingOn);
    let status = 0;
    let isOver = false;
    try {
      for (;;) {
        const next = steps.next();
        if (next.done) break;
        const waits = next.value.step === 'sleep' || next.value.step === 'await';
        if (piped.length > (waits ? MOST_AWAITED : MOST_PIPED)) {
          steps.return(0);
          break;
        }
        if (readsOn && piped !== '' && waits) {
          const text = piped;
          piped = '';
          status = yield* this.#right(rest, text);
        }
        yield next.value;
      }
      isOver = true;
    } finally {
      if (!isOver) steps.return(0);
    }
    return piped === '' && readsOn && status !== 0 ? status : yield* this.#right(rest, piped);
  }

  /** The other commands of a pipe; all but the last one of a script run in a shell of their own. */
  *#right(commands: readonly Command[], text: string): Steps {
    const shell = new Shell(this.call, this.state.copy(), { ...streamsOf(this.streams), input: new Input(text) });
    return yield* shell.#pipeline(commands);
  }

  *#simple(command: Extract<Command, { kind: 'simple' }>): Steps {
    const { state } = this;
    yield WORK;
    const words = yield* expandWords(this, command.words);
    const assigned = new Map<string, string>();
    let substituted = 0;
    for (const { name, value, appends, list } of command.assignments) {
      if (list) {
        const before = appends ? (state.arrays.get(name) ?? []) : [];
        state.arrays.set(name, [...before, ...(yield* expandWords(this, list))]);
        continue;
      }
      state.arrays.delete(name);
      state.status = 0;
      const text = yield* expandText(this, value);
      substituted = state.status;
      assigned.set(name, appends ? (state.variables.get(name) ?? '') + text : text);
      if (text.length > MOST_TEXT) this.fail('out of memory');
    }
    if (state.leaving) return state.status;
    if (state.options.has('x')) this.streams.err(`+ ${words.join(' ')}\n`);
    const alias = state.aliases.size > 0 ? this.#aliasOf(command.words[0]) : undefined;
    if (alias) words.splice(0, 1, ...alias);
    const [name] = words;
    if (name === undefined) {
      for (const [variable, value] of assigned) state.variables.set(variable, value);
      if (command.redirects.length === 0) return substituted;
      return yield* this.#withRedirects(command.redirects, nothing);
    }
    return yield* this.#withRedirects(command.redirects, () => this.invoke(words, assigned));
  }

  /** `alias k='kubectl -n web'`: words only, and no alias within another. */
  #aliasOf(word: Word | undefined): readonly string[] | undefined {
    const [first] = word ?? [];
    if (word?.length !== 1 || first?.part !== 'text' || first.quoted) return undefined;
    return this.state.aliases.get(first.text);
  }

  /** A function, a builtin or a program. */
  *invoke(words: readonly string[], assigned: ReadonlyMap<string, string> = new Map()): Steps {
    const { state } = this;
    const [name = ''] = words;
    const own = state.functions.get(name);
    if (own) return yield* this.#callFunction(own, words);
    const builtin = this.call.tools.shadowing?.has(name) ? undefined : builtinOf(name);
    if (builtin) {
      for (const [variable, value] of assigned) state.variables.set(variable, value);
      return yield* this.#onceTyped(() => builtin(this, words));
    }
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
    const outer = state.parameters;
    state.parameters = [outer[0] ?? 'sh', ...words.slice(1)];
    const status = yield* this.execute(body);
    this.leave();
    state.parameters = outer;
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

  *#withRedirects(redirects: readonly Redirect[], body: () => Steps): Steps {
    if (redirects.length === 0) return yield* body();
    const outer = this.streams;
    for (const redirect of redirects) {
      const fault = yield* this.#redirect(redirect);
      if (fault === undefined) continue;
      this.streams = outer;
      outer.err(`${this.state.parameters[0] ?? 'sh'}: ${fault}\n`);
      return 1;
    }
    const status = yield* body();
    this.streams = outer;
    return status;
  }

  *#redirect({ operator, descriptor, word }: Redirect): Generator<Step, string | undefined, undefined> {
    const before = streamsOf(this.streams);
    const text = yield* expandText(this, word);
    const isBash = this.call.tools.flavour === 'bash';
    switch (operator) {
      case '<<':
        this.streams = { ...before, input: new Input(text) };
        return undefined;
      case '<<<':
        this.streams = { ...before, input: new Input(`${text}\n`) };
        return undefined;
      case '<': {
        const content = text === '/dev/null' ? '' : this.call.process.files.read(resolvePath(this.state.folder, text));
        if (content === undefined)
          return isBash ? `${text}: No such file or directory` : `can't open ${text}: no such file`;
        this.streams = { ...before, input: new Input(content) };
        return undefined;
      }
      case '<&':
        return undefined;
      case '>&': {
        const to = text === '1' ? before.out : text === '2' ? before.err : undefined;
        if (to) this.streams = descriptor === 2 ? { ...before, err: to } : { ...before, out: to };
        return undefined;
      }
      default: {
        const opened = openForWriting(this.call, this.state.folder, text, operator === '>>');
        if (typeof opened !== 'function') {
          const why = isBash
            ? opened.fault.replace('nonexistent directory', 'No such file or directory')
            : opened.fault;
          return isBash ? `${text}: ${why}` : `can't create ${text}: ${why}`;
        }
        if (operator === '&>') this.streams = { ...before, out: opened, err: opened };
        else this.streams = descriptor === 2 ? { ...before, err: opened } : { ...before, out: opened };
        return undefined;
      }
    }
  }

  *capture(script: Script): Generator<Step, string, undefined> {
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
    this.state.status = 2;
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

function streamsOf(streams: Streams): Streams {
  return { input: streams.input, out: (text) => streams.out(text), err: (text) => streams.err(text) };
}

// oxlint-disable-next-line require-yield -- a body that has nothing to do
function* nothing(): Steps {
  return 0;
}
