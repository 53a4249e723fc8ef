/** What the shell remembers: alias, unalias, history, and where a name leads: which, type. */
import { builtinOf, parseScript, type Call, type Tool } from '@/lib/cluster';
import type { Desk } from './programs';

export function shellMemory(desk: Desk): Readonly<Record<string, Tool>> {
  return {
    alias: (call) => {
      const { aliases } = desk.state();
      const shown = (name: string, words: readonly string[]): string => `alias ${name}='${words.join(' ')}'\n`;
      if (call.args.length === 1) for (const [name, words] of aliases) call.out(shown(name, words));
      let status = 0;
      for (const word of call.args.slice(1)) {
        const [, name = word, text] = /^([^=]+)=([\s\S]*)$/.exec(word) ?? [];
        const known = aliases.get(name);
        const words = text === undefined ? undefined : wordsOf(text);
        if (words) aliases.set(name, words);
        else if (text === undefined && known) call.out(shown(name, known));
        else {
          call.err(
            text === undefined
              ? `bash: alias: ${name}: not found\n`
              : `bash: alias: ${name}: only words can stand in an alias here\n`,
          );
          status = 1;
        }
      }
      return status;
    },
    unalias: (call) => {
      const { aliases } = desk.state();
      if (call.args[1] === '-a') aliases.clear();
      for (const name of call.args.slice(1)) aliases.delete(name);
      return 0;
    },
    history: (call) => {
      const all = desk.history();
      const most = Number(call.args[1] ?? all.length);
      const from = Math.max(0, all.length - (Number.isNaN(most) ? all.length : most));
      all.slice(from).forEach((line, at) => call.out(`${String(from + at + 1).padStart(5)}  ${line}\n`));
      return 0;
    },
    which: (call) => eachName(call, (name) => (call.tools.find(name) ? `${placeOf(name)}\n` : undefined)),
    type: (call) =>
      eachName(call, (name) => {
        const { aliases, functions } = desk.state();
        if (aliases.has(name)) return `${name} is aliased to \`${aliases.get(name)?.join(' ') ?? ''}'\n`;
        if (functions.has(name)) return `${name} is a function\n`;
        if (builtinOf(name)) return `${name} is a shell builtin\n`;
        if (call.tools.find(name)) return `${name} is ${placeOf(name)}\n`;
        call.err(`bash: type: ${name}: not found\n`);
        return undefined;
      }),
  };
}

function eachName(call: Call, say: (name: string) => string | undefined): number {
  let status = 0;
  for (const name of call.args.slice(1).filter((word) => !word.startsWith('-'))) {
    const text = say(name);
    if (text === undefined) status = 1;
    else call.out(text);
  }
  return status;
}

const LOCAL = new Set(['kubectl', 'minikube', 'aws', 'docker']);

function placeOf(name: string): string {
  return name.startsWith('/') ? name : LOCAL.has(name) ? `/usr/local/bin/${name}` : `/usr/bin/${name}`;
}

/** An alias is a command's first words; what is more than words is a function's business. */
function wordsOf(text: string): readonly string[] | undefined {
  const script = parseScript(text);
  if ('fault' in script) return undefined;
  const [only] = script.items;
  if (script.items.length !== 1 || only?.command.kind !== 'simple') return undefined;
  const { words, redirects } = only.command;
  const texts = words.map((word) => word.map((part) => (part.part === 'text' ? part.text : undefined)));
  if (redirects.length > 0 || texts.some((parts) => parts.includes(undefined))) return undefined;
  return texts.map((parts) => parts.join(''));
}
