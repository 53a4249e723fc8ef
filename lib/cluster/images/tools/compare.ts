/** What tells texts apart: diff (plain, `-u`, `-q`, `-r`), cmp, comm. Not modelled: `diff -y`, `-c`, patches. */
import type { Call, Tool } from '../call';
import { timeText } from '../clock-face';
import { baseName, resolvePath } from '../paths';
import { linesOf, readFile, readInputs } from './inputs';
import { parseOptions, type Options } from './options';

/** Lines that were taken out and put in at the same place; counted from 0. */
interface Hunk {
  readonly from: number;
  readonly fromEnd: number;
  readonly to: number;
  readonly toEnd: number;
}

/** Beyond it everything between what is equal at both ends counts as changed. */
const MOST_CELLS = 4_000_000;

const diff: Tool = (call) => {
  const options = parseOptions(call.args, ['U', 'label']);
  const [left, right] = options.operands;
  if (left === undefined || right === undefined) {
    call.err(`diff: missing operand after '${left ?? 'diff'}'\ndiff: Try 'diff --help' for more information.\n`);
    return 2;
  }
  const { files } = call.process;
  const pathOf = (name: string): string => resolvePath(call.workingDir, name);
  const inside = (folder: string, file: string): string => `${folder.replace(/\/$/, '')}/${baseName(file)}`;
  const [isLeft, isRight] = [files.isFolder(pathOf(left)), files.isFolder(pathOf(right))];
  if (isLeft && isRight) return ofFolders(call, options, left, right);
  return ofFiles(call, options, isLeft ? inside(left, right) : left, isRight ? inside(right, left) : right);
};

function ofFolders(call: Call, options: Options, left: string, right: string): number {
  const { files } = call.process;
  const list = (name: string): readonly string[] => files.list(resolvePath(call.workingDir, name)) ?? [];
  const [here, there] = [list(left), list(right)];
  let status = 0;
  for (const name of [...new Set([...here, ...there])].sort()) {
    if (!here.includes(name) || !there.includes(name)) {
      call.out(`Only in ${here.includes(name) ? left : right}: ${name}\n`);
      status = Math.max(status, 1);
      continue;
    }
    const pair = [`${left}/${name}`, `${right}/${name}`] as const;
    const areFolders = pair.every((each) => files.isFolder(resolvePath(call.workingDir, each)));
    if (areFolders && !options.has('r')) call.out(`Common subdirectories: ${pair[0]} and ${pair[1]}\n`);
    else if (areFolders) status = Math.max(status, ofFolders(call, options, ...pair));
    else status = Math.max(status, ofFiles(call, options, ...pair));
  }
  return status;
}

function ofFiles(call: Call, options: Options, left: string, right: string): number {
  const texts = [left, right].map((name) => {
    const text = name === '-' ? call.input.all() : readFile(call, name);
    if (text === undefined && !options.has('N')) call.err(`diff: ${name}: No such file or directory\n`);
    return text ?? (options.has('N') ? '' : undefined);
  });
  const [a, b] = texts;
  if (a === undefined || b === undefined) return 2;
  const [before, after] = [linesOf(a), linesOf(b)];
  const hunks = hunksBetween(before, after, keyOf(options));
  if (hunks.length === 0 && (a === b || options.has('i', 'w', 'b', 'B'))) return 0;
  if (options.has('q', 'brief')) call.out(`Files ${left} and ${right} differ\n`);
  else if (options.has('u', 'U', 'unified')) {
    const time = timeText(call.now(), '%Y-%m-%d %H:%M:%S');
    call.out(`--- ${left}\t${time}.000000000 +0000\n+++ ${right}\t${time}.000000000 +0000\n`);
    call.out(unified(before, after, hunks, Number(options.value('U') ?? 3)));
  } else call.out(hunks.map((hunk) => plain(before, after, hunk)).join(''));
  return 1;
}

/** What of a line counts. */
function keyOf(options: Options): (line: string) => string {
  return (line) => {
    const text = options.has('w')
      ? line.replace(/\s+/g, '')
      : options.has('b')
        ? line.replace(/\s+/g, ' ').trimEnd()
        : line;
    return options.has('i') ? text.toLowerCase() : text;
  };
}

function hunksBetween(
  before: readonly string[],
  after: readonly string[],
  key: (line: string) => string,
): readonly Hunk[] {
  const [a, b] = [before.map(key), after.map(key)];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let [aEnd, bEnd] = [a.length, b.length];
  while (aEnd > start && bEnd > start && a[aEnd - 1] === b[bEnd - 1]) [aEnd, bEnd] = [aEnd - 1, bEnd - 1];
  if (start === aEnd && start === bEnd) return [];
  const [rows, columns] = [aEnd - start, bEnd - start];
  if (rows * columns > MOST_CELLS) return [{ from: start, fromEnd: aEnd, to: start, toEnd: bEnd }];
  // How many lines the rests from here on have in common.
  const common = Array.from({ length: rows + 1 }, () => new Uint32Array(columns + 1));
  for (let i = rows - 1; i >= 0; i -= 1) {
    for (let j = columns - 1; j >= 0; j -= 1) {
      const isEqual = a[start + i] === b[start + j];
      const row = common[i];
      if (!row) continue;
      row[j] = isEqual ? (common[i + 1]?.[j + 1] ?? 0) + 1 : Math.max(common[i + 1]?.[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  const hunks: Hunk[] = [];
  let [i, j] = [0, 0];
  while (i < rows || j < columns) {
    if (i < rows && j < columns && a[start + i] === b[start + j]) {
      [i, j] = [i + 1, j + 1];
      continue;
    }
    const [from, to] = [start + i, start + j];
    while ((i < rows || j < columns) && !(i < rows && j < columns && a[start + i] === b[start + j])) {
      if (j >= columns || (i < rows && (common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? 0))) i += 1;
      else j += 1;
    }
    hunks.push({ from, fromEnd: start + i, to, toEnd: start + j });
  }
  return hunks;
}

function plain(before: readonly string[], after: readonly string[], { from, fromEnd, to, toEnd }: Hunk): string {
  const range = (first: number, end: number): string => (end - first <= 1 ? `${end}` : `${first + 1},${end}`);
  const letter = from === fromEnd ? 'a' : to === toEnd ? 'd' : 'c';
  const out = before.slice(from, fromEnd).map((line) => `< ${line}\n`);
  const put = after.slice(to, toEnd).map((line) => `> ${line}\n`);
  return `${range(from, fromEnd)}${letter}${range(to, toEnd)}\n${out.join('')}${letter === 'c' ? '---\n' : ''}${put.join('')}`;
}

function unified(before: readonly string[], after: readonly string[], hunks: readonly Hunk[], around: number): string {
  const groups: Hunk[][] = [];
  for (const hunk of hunks) {
    const last = groups.at(-1)?.at(-1);
    if (last && hunk.from - last.fromEnd <= 2 * around) groups.at(-1)?.push(hunk);
    else groups.push([hunk]);
  }
  return groups.map((group) => unifiedGroup(before, after, group, around)).join('');
}

function unifiedGroup(
  before: readonly string[],
  after: readonly string[],
  group: readonly Hunk[],
  around: number,
): string {
  const [first, last] = [group[0], group.at(-1)];
  if (!first || !last) return '';
  const lead = Math.min(around, first.from);
  const trail = Math.min(around, before.length - last.fromEnd);
  const range = (start: number, length: number): string => {
    const shown = length === 0 ? start : start + 1;
    return length === 1 ? `${shown}` : `${shown},${length}`;
  };
  const from = range(first.from - lead, last.fromEnd + trail - first.from + lead);
  const to = range(first.to - lead, last.toEnd + trail - first.to + lead);
  let text = `@@ -${from} +${to} @@\n`;
  let at = first.from - lead;
  const keep = (end: number): void => {
    for (; at < end; at += 1) text += ` ${before[at] ?? ''}\n`;
  };
  for (const hunk of group) {
    keep(hunk.from);
    for (const line of before.slice(hunk.from, hunk.fromEnd)) text += `-${line}\n`;
    for (const line of after.slice(hunk.to, hunk.toEnd)) text += `+${line}\n`;
    at = hunk.fromEnd;
  }
  keep(last.fromEnd + trail);
  return text;
}

const cmp: Tool = (call) => {
  const options = parseOptions(call.args);
  const { inputs, failed } = readInputs(call, options.operands.slice(0, 2));
  const [a, b] = inputs;
  if (failed || !a || !b) return 2;
  if (a.text === b.text) return 0;
  let at = 0;
  while (at < a.text.length && a.text[at] === b.text[at]) at += 1;
  if (options.has('s')) return 1;
  if (at >= a.text.length || at >= b.text.length) call.err(`cmp: EOF on ${at >= a.text.length ? a.name : b.name}\n`);
  else call.out(`${a.name} ${b.name} differ: char ${at + 1}, line ${a.text.slice(0, at).split('\n').length}\n`);
  return 1;
};

/** Of two sorted files: what is only in the first, only in the second, in both. */
const comm: Tool = (call) => {
  const options = parseOptions(call.args);
  const { inputs, failed } = readInputs(call, options.operands.slice(0, 2));
  const [left, right] = inputs.map(({ text }) => linesOf(text));
  if (failed || !left || !right) return 1;
  const say = (column: '1' | '2' | '3', line: string): void => {
    if (options.has(column)) return;
    const before = ['1', '2'].filter((other) => other < column && !options.has(other)).length;
    call.out(`${'\t'.repeat(before)}${line}\n`);
  };
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    const [a, b] = [left[i], right[j]];
    if (a !== undefined && a === b) {
      say('3', a);
      [i, j] = [i + 1, j + 1];
    } else if (b === undefined || (a !== undefined && a < b)) {
      say('1', a ?? '');
      i += 1;
    } else {
      say('2', b);
      j += 1;
    }
  }
  return 0;
};

export const COMPARE_TOOLS: Readonly<Record<string, Tool>> = { diff, cmp, comm };
