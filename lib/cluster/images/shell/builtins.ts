/** The commands that change the shell itself, or are so small that every shell has them inside. */
import type { Steps } from '../call';
import { resolvePath } from '../paths';
import { evaluate, faultOf, type Evaluated } from './arithmetic';
import { arrayOf, variablesOf } from './arrays';
import { declare, exportVariables, unset } from './declare';
import { cd, foldersText, pushd } from './folders';
import { getopts } from './getopts';
import { mapfile, read } from './read';
import { formatEscapes, printf } from './printf';
import { parseScript } from './parser';
import type { Shell } from './shell';
import { faultText } from './fault-text';
import { test } from './test-command';

export type Builtin = (shell: Shell, words: readonly string[]) => number | Steps;

const BUILTINS: Readonly<Record<string, Builtin>> = {
  ':': () => 0,
  true: () => 0,
  false: () => 1,
  echo,
  printf: (shell, words) => {
    const isStored = words[1] === '-v';
    const printed = printf(words.slice(isStored ? 3 : 1), shell.call.tools.flavour === 'bash');
    if (printed.fault !== undefined) shell.streams.err(`${printfName(shell)}${printed.fault}\n`);
    if (isStored) return shell.set(words[2] ?? '', printed.output) ? 0 : 1;
    shell.streams.out(printed.output);
    return printed.fault === undefined ? 0 : 1;
  },
  cd,
  pwd: (shell) => {
    shell.streams.out(`${shell.state.folder}\n`);
    return 0;
  },
  exit: (shell, words) => leave(shell, 'exit', words[1]),
  return: (shell, words) => {
    const { state, call, streams } = shell;
    if (call.tools.flavour !== 'bash' || state.locals || state.sourceDepth > 0) return leave(shell, 'return', words[1]);
    streams.err(`${state.parameters[0] ?? 'bash'}: return: can only \`return' from a function or sourced script\n`);
    return 1;
  },
  break: (shell, words) => leaveLoop(shell, 'break', words[1]),
  continue: (shell, words) => leaveLoop(shell, 'continue', words[1]),
  export: exportVariables,
  readonly: declare,
  local: declare,
  declare,
  typeset: declare,
  unset,
  set: setOptions,
  shift: (shell, words) => {
    const [own = 'sh', ...rest] = shell.state.parameters;
    shell.state.parameters = [own, ...rest.slice(Number(words[1] ?? 1))];
    return 0;
  },
  test: (shell, words) => runTest(shell, words.slice(1), 'test'),
  '[': (shell, words) => {
    if (words.at(-1) === ']') return runTest(shell, words.slice(1, -1), '[');
    const missing = shell.call.tools.flavour === 'bash' ? "[: missing `]'" : 'missing ]';
    shell.streams.err(`${shell.state.parameters[0] ?? 'sh'}: ${missing}\n`);
    return 2;
  },
  let: (shell, words) => {
    let value: Evaluated = 0n;
    for (const text of words.slice(1)) {
      value = evaluate(text, variablesOf(shell));
      if (typeof value === 'bigint') continue;
      const fault = faultOf(value, text, shell.call.tools.flavour);
      shell.streams.err(`${shell.state.parameters[0] ?? 'sh'}: ${fault}\n`);
      return 1;
    }
    return value === 0n ? 1 : 0;
  },
  read,
  eval: evaluateText,
  '.': source,
  source,
  exec: executeInstead,
  command: (shell, words) => {
    if (words[1] === '-v' || words[1] === '-V') return which(shell, words.slice(2));
    return shell.runProgram(words.slice(1));
  },
  type: (shell, words) => which(shell, words.slice(1)),
  trap,
  wait: waitForJobs,
  jobs: () => 0,
  umask: (shell, words) => {
    if (words.length === 1) shell.streams.out('0022\n');
    return 0;
  },
  builtin: (shell, words) => {
    const own = builtinOf(words[1] ?? '');
    if (own) return own(shell, words.slice(1));
    shell.streams.err(`${shell.state.parameters[0] ?? 'sh'}: builtin: ${words[1] ?? ''}: not a shell builtin\n`);
    return 1;
  },
  // Options of bash alone: none of them changes anything here.
  shopt: () => 0,
  getopts,
  mapfile,
  readarray: mapfile,
  pushd,
  popd: pushd,
  dirs: (shell) => {
    shell.streams.out(`${foldersText(shell)}\n`);
    return 0;
  },
  ulimit: () => 0,
  hash: () => 0,
  alias: () => 0,
  times: () => 0,
};

const BY_NAME = new Map(Object.entries(BUILTINS));

export function builtinOf(name: string): Builtin | undefined {
  return BY_NAME.get(name);
}

export function builtinNames(): readonly string[] {
  return [...BY_NAME.keys()];
}

function printfName({ state, call }: Shell): string {
  return call.tools.flavour === 'bash' ? `${state.parameters[0] ?? 'bash'}: printf: ` : 'printf: ';
}

function echo(shell: Shell, words: readonly string[]): number {
  // dash knows -n only, and takes escapes without being asked.
  const isDash = shell.call.tools.flavour === 'dash';
  let [at, ends, escapes] = [1, '\n', isDash];
  for (; (isDash ? /^-n$/ : /^-[neE]+$/).test(words[at] ?? ''); at += 1) {
    const flags = words[at] ?? '';
    if (flags.includes('n')) ends = '';
    if (flags.includes('e')) escapes = true;
    if (flags.includes('E')) escapes = false;
  }
  const text = words.slice(at).join(' ');
  shell.streams.out(`${escapes ? formatEscapes(text) : text}${ends}`);
  return 0;
}

function leave({ state, streams }: Shell, kind: 'exit' | 'return', status: string | undefined): number {
  if (status !== undefined && !/^\d+$/.test(status)) {
    streams.err(`${state.parameters[0] ?? 'sh'}: ${kind}: Illegal number: ${status}\n`);
    state.status = 2;
  } else if (status !== undefined) state.status = Number(status) % 256;
  state.leaving = { kind, levels: 0 };
  return state.status;
}

function leaveLoop({ state, call, streams }: Shell, kind: 'break' | 'continue', levels = '1'): number {
  if (state.loopDepth === 0) {
    if (call.tools.flavour === 'bash')
      streams.err(
        `${state.parameters[0] ?? 'bash'}: ${kind}: only meaningful in a \`for', \`while', or \`until' loop\n`,
      );
    return 0;
  }
  state.leaving = { kind, levels: Number(levels) || 1 };
  return 0;
}

const NAMED_OPTIONS: Readonly<Record<string, string>> = {
  errexit: 'e',
  nounset: 'u',
  xtrace: 'x',
  pipefail: 'pipefail',
};

function setOptions({ state, streams }: Shell, words: readonly string[]): number {
  if (words.length === 1) {
    for (const [name, value] of [...state.variables].sort(([a], [b]) => (a < b ? -1 : 1)))
      streams.out(`${name}='${value}'\n`);
    return 0;
  }
  for (let at = 1; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word === '--') {
      state.parameters = [state.parameters[0] ?? 'sh', ...words.slice(at + 1)];
      return 0;
    }
    if (!/^[-+]./.test(word)) {
      state.parameters = [state.parameters[0] ?? 'sh', ...words.slice(at)];
      return 0;
    }
    for (const letter of word.slice(1)) {
      const option = letter === 'o' ? NAMED_OPTIONS[words[++at] ?? ''] : letter;
      if (option === undefined) continue;
      if (word.startsWith('-')) state.options.add(option);
      else state.options.delete(option);
    }
  }
  return 0;
}

/** @param name as it was called; `[[` knows patterns */
export function runTest(shell: Shell, args: readonly string[], name: 'test' | '[' | '[['): number {
  const { state, call, streams } = shell;
  const isBash = call.tools.flavour === 'bash';
  const own = state.parameters[0] ?? 'sh';
  return test(args, {
    files: call.process.files,
    folder: state.folder,
    hasPatterns: name === '[[',
    isBash,
    isSet: (variable) => state.parameter(variable, call) !== undefined || state.arrays.has(variable),
    matched: (match) => {
      const groups = match?.groups.map((group) => group ?? '') ?? [];
      state.arrays.set('BASH_REMATCH', arrayOf(groups));
    },
    fault: (message) => streams.err(`${own}: ${isBash ? `${name}: ` : ''}${message}\n`),
  });
}

function* evaluateText(shell: Shell, words: readonly string[]): Steps {
  const script = parseScript(words.slice(1).join(' '));
  if ('fault' in script) {
    shell.streams.err(faultText(script.fault, shell.call.tools.flavour, shell.state.parameters[0] ?? 'sh'));
    return 2;
  }
  if (!shell.enter()) return 2;
  const status = yield* shell.run(script);
  shell.leave();
  return status;
}

function* runSourced(shell: Shell, text: string, args: readonly string[]): Steps {
  const { state } = shell;
  const outer = state.parameters;
  if (args.length > 0) state.parameters = [outer[0] ?? 'sh', ...args];
  state.sourceDepth += 1;
  const status = yield* evaluateText(shell, ['eval', text]);
  state.sourceDepth -= 1;
  state.parameters = outer;
  if (state.leaving?.kind !== 'return') return status;
  state.leaving = undefined;
  return state.status;
}

function source(shell: Shell, words: readonly string[]): number | Steps {
  const name = words[1] ?? '';
  const text = shell.call.process.files.read(resolvePath(shell.state.folder, name));
  if (text !== undefined) return runSourced(shell, text, words.slice(2));
  const isBash = shell.call.tools.flavour === 'bash';
  const fault = isBash ? `${name}: No such file or directory` : `.: can't open '${name}': No such file or directory`;
  shell.streams.err(`${shell.state.parameters[0] ?? 'sh'}: ${fault}\n`);
  return isBash ? 1 : 2;
}

function* executeInstead(shell: Shell, words: readonly string[]): Steps {
  if (words.length === 1) return 0;
  const status = yield* shell.runProgram(words.slice(1));
  shell.state.status = status;
  shell.state.leaving = { kind: 'exit', levels: 0 };
  return status;
}

function which(shell: Shell, names: readonly string[]): number {
  let status = 0;
  for (const name of names) {
    if (BY_NAME.has(name) || shell.state.functions.has(name)) shell.streams.out(`${name}\n`);
    else if (shell.call.tools.find(name)) shell.streams.out(`${name.startsWith('/') ? name : `/bin/${name}`}\n`);
    else status = 127;
  }
  return status;
}

function trap({ state, call }: Shell, words: readonly string[]): number {
  const [action = '', ...signals] = words.slice(1);
  for (const written of signals) {
    const signal = written.toUpperCase().replace(/^SIG/, '').replace(/^15$/, 'TERM').replace(/^0$/, 'EXIT');
    if (action === '-') {
      state.traps.delete(signal);
      continue;
    }
    state.traps.set(signal, action);
    if (signal === 'TERM' && call.isMain) call.signals.onTerminate(() => void state.pending.push('TERM'));
  }
  return 0;
}

/** Until the jobs have ended, or a signal comes. */
function* waitForJobs(shell: Shell, words: readonly string[]): Steps {
  const { state, call } = shell;
  const given = words.slice(1).map(Number);
  const jobs = given.length > 0 ? given : state.lastJob === undefined ? [] : [state.lastJob];
  while (jobs.some((job) => call.isRunning(job)) && state.pending.length === 0) yield { step: 'wait' };
  return state.pending.length > 0 ? 143 : 0;
}
