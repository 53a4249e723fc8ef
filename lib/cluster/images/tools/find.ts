/** find: `-name`, `-iname`, `-path`, `-type`, `-maxdepth`, `-mindepth`, `-empty`, `-not`, `-print`, `-delete`, `-exec … \\;` and `+`. Not modelled: `-o`, times, sizes. */
import type { Call, Steps, Tool } from '../call';
import { baseName, resolvePath } from '../paths';
import { matchesPattern } from '../shell/pattern';
import { runOther } from './starters';

interface Found {
  /** As it is printed. */
  readonly shown: string;
  readonly path: string;
  readonly isFolder: boolean;
}

type Test = (found: Found) => boolean;

interface Wanted {
  readonly tests: readonly Test[];
  readonly deepest: number;
  readonly shallowest: number;
  readonly deletes: boolean;
  readonly command: readonly string[] | undefined;
  /** `-exec … +`: all of them at once. */
  readonly isAtOnce: boolean;
}

export const find: Tool = (call) => {
  const first = call.args.findIndex((arg, at) => at > 0 && /^[-!(]/.test(arg));
  const wanted = readWanted(call, first < 0 ? [] : call.args.slice(first));
  if ('fault' in wanted) {
    call.err(`find: ${wanted.fault}\n`);
    return 1;
  }
  const starts = call.args.slice(1, first < 0 ? undefined : first);
  const found: Found[] = [];
  let status = 0;
  for (const start of starts.length > 0 ? starts : ['.']) {
    const path = resolvePath(call.workingDir, start);
    if (call.process.files.isFolder(path) || call.process.files.read(path) !== undefined)
      visit(call, wanted, start, 0, found);
    else {
      call.err(`find: ${call.tools.flavour === 'busybox' ? start : `'${start}'`}: No such file or directory\n`);
      status = 1;
    }
  }
  return steps(call, wanted, found, status);
};

function visit(call: Call, wanted: Wanted, shown: string, depth: number, found: Found[]): void {
  const { files } = call.process;
  const path = resolvePath(call.workingDir, shown);
  const one = { shown, path, isFolder: files.isFolder(path) };
  if (depth >= wanted.shallowest && wanted.tests.every((test) => test(one))) found.push(one);
  if (!one.isFolder || depth >= wanted.deepest) return;
  for (const name of files.list(path) ?? [])
    visit(call, wanted, `${shown.replace(/\/$/, '')}/${name}`, depth + 1, found);
}

function* steps(call: Call, { deletes, command, isAtOnce }: Wanted, found: readonly Found[], begun: number): Steps {
  let status = begun;
  if (command) {
    const groups = isAtOnce ? [found.map(({ shown }) => shown)] : found.map(({ shown }) => [shown]);
    for (const group of groups.filter(({ length }) => length > 0)) {
      const [first = ''] = group;
      const args = isAtOnce
        ? [...command.filter((word) => word !== '{}'), ...group]
        : command.map((word) => word.replaceAll('{}', first));
      const ran = runOther(call, args);
      const code = typeof ran === 'number' ? ran : yield* ran;
      if (isAtOnce && code !== 0) status = 1;
    }
  } else if (deletes) for (const { path } of [...found].reverse()) call.process.files.remove(path);
  else call.out(found.map(({ shown }) => `${shown}\n`).join(''));
  return status;
}

function readWanted(call: Call, args: readonly string[]): Wanted | { readonly fault: string } {
  const tests: Test[] = [];
  let [deepest, shallowest, deletes, isAtOnce, isNegated] = [64, 0, false, false, false];
  let command: readonly string[] | undefined;
  const add = (test: Test): void => {
    const isTurned = isNegated;
    tests.push((found) => test(found) !== isTurned);
    isNegated = false;
  };
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] ?? '';
    const value = args[at + 1];
    switch (word) {
      case '!':
      case '-not':
        isNegated = !isNegated;
        continue;
      case '-print':
      case '-a':
      case '-and':
        continue;
      case '-delete':
        deletes = true;
        continue;
      case '-empty':
        add(({ path, isFolder }) =>
          isFolder ? call.process.files.list(path)?.length === 0 : call.process.files.read(path) === '',
        );
        continue;
      case '-exec': {
        const end = args.findIndex(
          (arg, index) => index > at && (arg === ';' || (arg === '+' && args[index - 1] === '{}')),
        );
        if (end < 0) return { fault: "missing argument to `-exec'" };
        command = args.slice(at + 1, end);
        isAtOnce = args[end] === '+';
        at = end;
        continue;
      }
      default:
        break;
    }
    if (!/^-(?:name|iname|path|type|maxdepth|mindepth)$/.test(word)) return { fault: `unknown predicate \`${word}'` };
    if (value === undefined) return { fault: `missing argument to \`${word}'` };
    at += 1;
    if (word === '-maxdepth') deepest = Number(value) || 0;
    else if (word === '-mindepth') shallowest = Number(value) || 0;
    else if (word === '-type') add(({ isFolder }) => isFolder === (value === 'd'));
    else if (word === '-path') add(({ shown }) => matchesPattern(shown, value));
    else if (word === '-name') add(({ shown }) => matchesPattern(baseName(shown), value));
    else add(({ shown }) => matchesPattern(baseName(shown).toLowerCase(), value.toLowerCase()));
  }
  return { tests, deepest, shallowest, deletes, command, isAtOnce };
}
