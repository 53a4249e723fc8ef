/** The clients of databases when they are talked to: `kubectl exec -it … -- mongosh`. */
import type { Process, Session } from '../process';
import { baseName } from '../paths';
import { Run, type Surroundings } from '../run-at-once';
import { parseOptions } from './options';

interface Dialog {
  /** Options of the client that take a value: what is left is where it connects. */
  readonly valued: readonly string[];
  /** Options by which a client is given what to run: then nobody talks to it. */
  readonly given: readonly string[];
  /** Where it is: a database's name. */
  place(operands: readonly string[], value: (...names: readonly string[]) => string | undefined): string;
  prompt(place: string): string;
  /** Whether the line ends what is asked; else more lines follow. */
  isComplete(text: string): boolean;
  /** The place that a line goes to: `use shop`. */
  goes?(text: string): string | undefined;
  readonly leave: RegExp;
  /** The command line that runs what was typed, there. */
  command(args: readonly string[], text: string, place: string): readonly string[];
}

const LEAVE = /^(?:exit|quit|\\q)(?:\(\))?;?$/i;

const MYSQL: Dialog = {
  valued: ['h', 'u', 'P', 'D', 'e', 'host', 'user', 'port', 'database', 'execute', 'password'],
  given: ['e', 'execute'],
  place: (operands, value) => value('D', 'database') ?? operands[0] ?? '',
  prompt: () => 'mysql> ',
  isComplete: (text) => /(?:;|\\g)\s*$/.test(text) || /^use\s+\w+\s*$/i.test(text),
  goes: (text) => /^use\s+`?(\w+)`?\s*;?$/i.exec(text.trim())?.[1],
  leave: LEAVE,
  command: ([name = '', ...args], text, place) => [
    name,
    '--table',
    ...args.filter((arg) => arg.startsWith('-')),
    ...(place === '' ? [] : ['-D', place]),
    '-e',
    text,
  ],
};

const MONGO: Dialog = {
  valued: ['u', 'p', 'host', 'port', 'username', 'password', 'authenticationDatabase', 'eval'],
  given: ['eval'],
  place: ([target = 'test']) => /(?:\/\/[^/]*\/(\w+)|^(\w+)$)/.exec(target)?.slice(1).find(Boolean) ?? 'test',
  prompt: (place) => `${place}> `,
  isComplete: (text) => count(text, /[({[]/g) <= count(text, /[)}\]]/g),
  goes: (text) => /^use\s+(\w+)\s*;?$/.exec(text.trim())?.[1],
  leave: LEAVE,
  command: (args, text, place) => [...movedTo(args, place), '--eval', text.replaceAll('\n', ' ')],
};

/** The same server, another database. */
function movedTo(args: readonly string[], place: string): readonly string[] {
  const [target] = parseOptions(args, MONGO.valued).operands;
  if (target === undefined) return [...args, place];
  const moved = target.includes('://') ? target.replace(/^(\w+:\/\/[^/]*).*$/, `$1/${place}`) : place;
  return args.map((arg) => (arg === target ? moved : arg));
}

const REDIS: Dialog = {
  valued: ['h', 'p', 'a', 'n', 'u'],
  given: [],
  place: (_, value) => `${value('h') ?? '127.0.0.1'}:${value('p') ?? '6379'}`,
  prompt: (place) => `${place}> `,
  isComplete: () => true,
  leave: LEAVE,
  command: (args, text) => [
    ...args,
    '--no-raw',
    ...(text.match(/"[^"]*"|'[^']*'|\S+/g) ?? []).map((word) => word.replace(/^(["'])([\s\S]*)\1$/, '$2')),
  ],
};

const PSQL: Dialog = {
  valued: ['h', 'p', 'U', 'd', 'c', 'f', 'host', 'port', 'username', 'dbname', 'command'],
  given: ['c', 'f', 'command'],
  place: (operands, value) => value('d', 'dbname') ?? operands[0] ?? value('U', 'username') ?? 'root',
  prompt: (place) => `${place}=# `,
  isComplete: (text) => /;\s*$/.test(text) || text.startsWith('\\'),
  goes: (text) => /^\\c(?:onnect)?\s+(\w+)/.exec(text.trim())?.[1],
  leave: LEAVE,
  command: (args, text, place) => [...args, '-d', place, '-c', text],
};

const DIALOGS: ReadonlyMap<string, Dialog> = new Map(
  Object.entries({
    mysql: MYSQL,
    mariadb: MYSQL,
    mongosh: MONGO,
    mongo: MONGO,
    'redis-cli': REDIS,
    psql: PSQL,
  }),
);

/** Undefined where that command line is none to talk to. */
export function newDialog(args: readonly string[], process: Process, surroundings: Surroundings): Session | undefined {
  const [name = ''] = args;
  const dialog = DIALOGS.get(baseName(name));
  const tool = surroundings.tools.find(name);
  if (!dialog || !tool) return undefined;
  const options = parseOptions(args, dialog.valued);
  const hasCommand = dialog === REDIS && options.operands.length > 0;
  if (hasCommand || options.has(...dialog.given)) return undefined;
  let [place, typed, pending, hasBegun] = [
    dialog.place(options.operands, (...names) => options.value(...names)),
    '',
    '',
    false,
  ];

  function enter(line: string): { output: string; closed?: number } {
    pending += pending === '' ? line : `\n${line}`;
    const text = pending.trim();
    if (text === '') {
      pending = '';
      return { output: '' };
    }
    if (dialog?.leave.test(text)) return { output: '', closed: 0 };
    if (!dialog?.isComplete(text)) return { output: '' };
    pending = '';
    const run = new Run(process, surroundings);
    if (tool) run.run(tool, dialog.command(args, text, place), '');
    place = (run.stderr === '' ? dialog.goes?.(text) : undefined) ?? place;
    return { output: run.output };
  }

  return {
    write(input) {
      const prompt = () => (pending === '' ? dialog.prompt(place) : '... ');
      let output = hasBegun ? '' : prompt();
      hasBegun = true;
      for (const character of input.replaceAll('\r\n', '\n')) {
        if (character === '\u0004') return { output, closed: 0 };
        if (character === '\u0003') {
          typed = pending = '';
          output += `^C\n${prompt()}`;
        } else if (character === '\u007F' || character === '\b') typed = typed.slice(0, -1);
        else if (character !== '\n' && character !== '\r') typed += character;
        else {
          const entered = enter(typed);
          typed = '';
          output += entered.output;
          if (entered.closed !== undefined) return { output, closed: entered.closed };
          output += prompt();
        }
      }
      return { output };
    },
  };
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
