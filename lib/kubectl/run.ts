/** Finds the command of a command line and runs it. Models cobra as kubectl uses it. */
import { kustomizeProblem } from './change/kustomize';
import type { Command } from './command';
import { actingAs } from './acting-as';
import { commands } from './commands';
import { atServer, configProblem } from './configured';
import { fail, failUsage } from './failure';
import { missingFlags, parseFlags, takesNextWord, type FlagSpec } from './flags';
import { globalFlags } from './global-flags';
import { commandNames, helpText, printGroup, printHelp } from './help';
import type { KubectlIO } from './io';

interface Found {
  readonly command: Command | undefined;
  /** `kubectl rollout status`. */
  readonly path: string;
  readonly words: readonly string[];
}

/** Those that do something of their own although they have subcommands. */
const ACTING = new Set(['create', 'apply', 'cluster-info']);

/** Those that say `-k`'s problem without `error: `. */
const READING = new Set(['get', 'describe']);

/** `args` is what stands behind `kubectl`. Resolves to the exit code. */
export async function runKubectl(args: readonly string[], io: KubectlIO): Promise<number> {
  const { command, path, words } = findCommand(args);
  const specs = withGlobals(command?.flags ?? []);
  const parsed = parseFlags(specs, words);
  const below = path.replace(/^kubectl ?/, '');
  if ('fault' in parsed) {
    if (command?.wrongUse !== undefined) return failUsage(io, path, parsed.fault) * command.wrongUse;
    return fail(io, `${parsed.fault}\nSee '${path} --help' for usage.`);
  }
  const [first] = parsed.args;
  if (!command && first === 'help') return printHelp(io, parsed.args.slice(1));
  if (parsed.flags.bool('help') || (!command && (first === undefined || first === 'options'))) {
    io.out(await helpText(command ? below : (first ?? '')));
    return 0;
  }
  if (!command) return unknown(io, first ?? '');
  if (command.subcommands && !ACTING.has(command.name)) {
    return first === undefined
      ? printGroup(io, below)
      : failUsage(io, path, `unknown command ${JSON.stringify(first)}`);
  }
  const missing = missingFlags(specs, parsed.flags);
  if (missing !== undefined) return fail(io, missing);
  if (!below.startsWith('config')) {
    const wrong = configProblem(
      io,
      parsed.flags,
      command.flags.some(({ name }) => name === 'user'),
    );
    if (wrong !== undefined) {
      io.err(`${wrong}\n`);
      return 1;
    }
  }
  if (command.flags.some(({ name }) => name === 'kustomize') && parsed.flags.has('kustomize')) {
    const problem = parsed.flags.has('filename')
      ? 'only one of -f or -k can be specified'
      : kustomizeProblem(io, parsed.flags.string('kustomize')).message;
    if (READING.has(command.name)) io.err(`${problem}\n`);
    else fail(io, problem);
    return command.wrongUse ?? 1;
  }
  if (parsed.given.has('record')) io.err('Flag --record has been deprecated, --record will be removed in the future\n');
  return command.run({ io: actingAs(atServer(io, parsed.flags), parsed.flags), path, ...parsed });
}

function withGlobals(own: readonly FlagSpec[]): readonly FlagSpec[] {
  const names = new Set(own.map(({ name }) => name));
  const shorts = new Set(own.map(({ short }) => short));
  return [
    ...own,
    ...globalFlags
      .filter(({ name }) => !names.has(name))
      .map(({ short, ...spec }) => (short === undefined || shorts.has(short) ? spec : { ...spec, short })),
  ];
}

function findCommand(args: readonly string[]): Found {
  let command: Command | undefined;
  let path = 'kubectl';
  let words = args;
  for (;;) {
    const among: readonly Command[] = command ? (command.subcommands ?? []) : commands;
    const at = firstArgument(words, withGlobals(command?.flags ?? []));
    const word = at === undefined ? undefined : words[at];
    const next = among.find(
      ({ name, aliases = [] }) => word !== undefined && (name === word || aliases.includes(word)),
    );
    if (!next || at === undefined) return { command, path, words };
    command = next;
    path += ` ${next.name}`;
    words = [...words.slice(0, at), ...words.slice(at + 1)];
  }
}

function firstArgument(words: readonly string[], specs: readonly FlagSpec[]): number | undefined {
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word === '--') return undefined;
    if (!word.startsWith('-') || word === '-') return at;
    if (takesNextWord(specs, word)) at++;
  }
  return undefined;
}

async function unknown(io: KubectlIO, word: string): Promise<number> {
  const names = await commandNames();
  if (names.includes(word)) return fail(io, `kubectl ${word} is not available here`);
  const near = names.filter((name) => distance(word.toLowerCase(), name) <= 2 || name.startsWith(word.toLowerCase()));
  const advice = near.length === 0 ? '' : `\n\nDid you mean this?\n${near.map((name) => `\t${name}\n`).join('')}`;
  return fail(io, `unknown command ${JSON.stringify(word)} for "kubectl"${advice}`);
}

/** How many letters must change. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + Number(a[i - 1] !== b[j - 1]);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
