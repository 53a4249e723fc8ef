/** What sets lines side by side: paste, nl, column, fold. */
import type { Tool } from '../call';
import { formatEscapes } from '../shell/printf';
import { linesOf, readInputs } from './inputs';
import { parseOptions } from './options';

const paste: Tool = (call) => {
  const options = parseOptions(call.args, ['d']);
  const delimiters = Array.from(formatEscapes(options.value('d') ?? '\t'));
  const { inputs, failed } = readInputs(call, options.operands);
  const columns = inputs.map(({ text }) => linesOf(text));
  const joined = (cells: readonly string[]): string =>
    cells.map((cell, at) => (at === 0 ? cell : (delimiters[(at - 1) % delimiters.length] ?? '') + cell)).join('');
  const rows = options.has('s')
    ? columns
    : Array.from({ length: Math.max(0, ...columns.map(({ length }) => length)) }, (_, at) =>
        columns.map((column) => column[at] ?? ''),
      );
  call.out(rows.map((row) => `${joined(row)}\n`).join(''));
  return failed ? 1 : 0;
};

const nl: Tool = (call) => {
  const options = parseOptions(call.args, ['b', 'w', 's', 'v']);
  const { inputs, failed } = readInputs(call, options.operands);
  const width = Number(options.value('w') ?? 6);
  let number = Number(options.value('v') ?? 1) - 1;
  for (const line of inputs.flatMap(({ text }) => linesOf(text))) {
    const isCounted = line !== '' || options.value('b') === 'a';
    if (isCounted) number += 1;
    const start = isCounted ? String(number).padStart(width) + (options.value('s') ?? '\t') : ' '.repeat(width + 1);
    call.out(`${start}${line}\n`);
  }
  return failed ? 1 : 0;
};

const column: Tool = (call) => {
  const options = parseOptions(call.args, ['s', 'o', 'c']);
  const { inputs, failed } = readInputs(call, options.operands);
  const lines = inputs.flatMap(({ text }) => linesOf(text)).filter((line) => line.trim() !== '');
  const separator = options.value('s');
  if (!options.has('t')) {
    call.out(lines.map((line) => `${line}\n`).join(''));
    return failed ? 1 : 0;
  }
  const rows = lines.map((line) =>
    separator === undefined
      ? line.trim().split(/\s+/)
      : line.split(new RegExp(`[${separator.replace(/[\\\]^-]/g, '\\$&')}]`)),
  );
  const widths: number[] = [];
  for (const row of rows) for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, cell.length);
  const between = options.value('o') ?? '  ';
  for (const row of rows) {
    const cells = row.map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at] ?? 0)));
    call.out(`${cells.join(between)}\n`);
  }
  return failed ? 1 : 0;
};

const fold: Tool = (call) => {
  const options = parseOptions(call.args, ['w']);
  const { inputs, failed } = readInputs(call, options.operands);
  const width = Math.max(1, Number(options.value('w') ?? 80) || 80);
  for (const line of inputs.flatMap(({ text }) => linesOf(text))) {
    const characters = Array.from(line);
    do call.out(`${characters.splice(0, width).join('')}\n`);
    while (characters.length > 0);
  }
  return failed ? 1 : 0;
};

export const COLUMN_TOOLS: Readonly<Record<string, Tool>> = { paste, nl, column, fold };
