/** Tools that start others, and expr. */
import type { Call, Steps, Tool } from '../call';
import { evaluate } from '../shell/arithmetic';
import { builtinOf } from '../shell/builtins';
import { Shell } from '../shell/shell';
import { newShellState } from '../shell/state';
import { parseOptions } from './options';

/** Starts what follows, in this process. */
export function runOther(call: Call, args: readonly string[], env = call.env): number | Steps {
  const [name = ''] = args;
  const tool = call.tools.find(name) ?? (builtinOf(name) && asTool(name));
  if (tool) return tool({ ...call, args, env });
  const own = call.args[0] ?? '';
  call.err(
    call.tools.flavour === 'busybox'
      ? `${own}: can't execute '${name}': No such file or directory\n`
      : `${own}: '${name}': No such file or directory\n`,
  );
  return 127;
}

/** A builtin of the shell that is also a program of its own. */
export function asTool(name: string): Tool {
  return (call) => {
    const builtin = builtinOf(name);
    return builtin ? builtin(new Shell(call, newShellState(call, [name])), [name, ...call.args.slice(1)]) : 127;
  };
}

export const env: Tool = (call) => {
  const variables = new Map(parseOptions(call.args).has('i') ? [] : call.env);
  let at = 1;
  for (; at < call.args.length; at += 1) {
    const arg = call.args[at] ?? '';
    const match = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(arg);
    if (match) variables.set(match[1] ?? '', match[2] ?? '');
    else if (!arg.startsWith('-')) break;
  }
  if (at < call.args.length) return runOther(call, call.args.slice(at), variables);
  for (const [name, value] of variables) call.out(`${name}=${value}\n`);
  return 0;
};

const xargs: Tool = (call) => {
  const options = parseOptions(call.args.slice(0, firstOperand(call.args)), ['n', 'I', 'd', 'P', 'L']);
  const command = call.args.slice(firstOperand(call.args));
  const words = call.input
    .all()
    .split(options.has('I') ? '\n' : /\s+/)
    .filter(Boolean);
  const program = command.length > 0 ? command : ['echo'];
  return xargsSteps(call, program, words, options.value('I'), Number(options.value('n') ?? 0));
};

function* xargsSteps(
  call: Call,
  program: readonly string[],
  words: readonly string[],
  placeholder: string | undefined,
  size: number,
): Steps {
  const groups =
    placeholder !== undefined
      ? words.map((word) => program.map((part) => part.replaceAll(placeholder, word)))
      : chunks(words, size || words.length || 1).map((chunk) => [...program, ...chunk]);
  let status = 0;
  for (const args of groups) {
    const ran = runOther(call, args);
    const code = typeof ran === 'number' ? ran : yield* ran;
    if (code !== 0) status = 123;
  }
  return status;
}

function chunks(words: readonly string[], size: number): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(words.length / size) }, (_, at) => words.slice(at * size, at * size + size));
}

function firstOperand(args: readonly string[]): number {
  for (let at = 1; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    if (!arg.startsWith('-')) return at;
    if (/^-[nIdPL]$/.test(arg)) at += 1;
  }
  return args.length;
}

function* timeout(call: Call): Steps {
  const options = parseOptions(call.args.slice(0, firstOperand(call.args)));
  const at = firstOperand(call.args);
  const hasOldForm = options.has('t');
  const seconds = Number.parseFloat(call.args[at] ?? '0');
  const end = call.now() + seconds * 1_000;
  const ran = runOther(call, call.args.slice(at + 1));
  if (typeof ran === 'number') return ran;
  for (;;) {
    const next = ran.next();
    if (next.done) return next.value;
    const left = end - call.now();
    if (next.value.step === 'await') {
      // It is looked at now and then.
      if (left <= 0) break;
      yield { step: 'sleep', ms: Math.min(left, 500), foreground: true };
      continue;
    }
    const isLonger = next.value.step === 'wait' || (next.value.step === 'sleep' && next.value.ms > left);
    if (!isLonger) {
      yield next.value;
      continue;
    }
    yield { step: 'sleep', ms: Math.max(0, left), foreground: true };
    break;
  }
  ran.return(0);
  return hasOldForm || call.tools.flavour === 'busybox' ? 143 : 124;
}

/** `expr 1 + 2`: each part a word of its own. */
const expr: Tool = (call) => {
  const [left = '', operator = '', right = ''] = call.args.slice(1);
  const isText =
    call.args.length === 4 && /^(?:=|!=)$/.test(operator) && !(/^-?\d+$/.test(left) && /^-?\d+$/.test(right));
  const value = isText
    ? BigInt((left === right) === (operator === '='))
    : evaluate(call.args.slice(1).join(' ').replace(/ = /g, ' == '), { get: () => undefined, set: () => {} });
  if (typeof value !== 'bigint') {
    call.err(`expr: ${value === undefined ? 'syntax error' : 'division by zero'}\n`);
    return 2;
  }
  call.out(`${value}\n`);
  return value === 0n ? 1 : 0;
};

export const STARTERS: Readonly<Record<string, Tool>> = {
  env,
  xargs,
  timeout,
  expr,
  nice: (call) => runOther(call, call.args.slice(1)),
  nohup: (call) => runOther(call, call.args.slice(1)),
  setsid: (call) => runOther(call, call.args.slice(1)),
  tini: (call) => runOther(call, call.args.slice(call.args[1] === '--' ? 2 : 1)),
  'dumb-init': (call) => runOther(call, call.args.slice(1)),
};
