/** Tools that turn lines into lines. */
import type { Call, Steps, Tool } from '../call';
import { byteLength } from '../utf8-bytes';
import { sha256 } from '../sha256';
import { fromBase64, toBase64 } from '../http';
import { COLUMN_TOOLS } from './columns';
import { COMPARE_TOOLS } from './compare';
import { linesOf, readFile, readInputs } from './inputs';
import { parseOptions } from './options';
import { sort } from './sort';

/** What seq prints at most. */
const MOST_NUMBERS = 1_000_000;

/** A tool over all of its input's lines. */
function lineTool(run: (lines: readonly string[], call: Call) => readonly string[]): Tool {
  return (call) => {
    const names = parseOptions(call.args).operands;
    const { inputs, failed } = readInputs(call, names);
    const lines = run(
      inputs.flatMap(({ text }) => linesOf(text)),
      call,
    );
    if (lines.length > 0) call.out(`${lines.join('\n')}\n`);
    return failed ? 1 : 0;
  };
}

const cat: Tool = (call) => {
  const options = parseOptions(call.args);
  const names = options.operands.length > 0 ? options.operands : ['-'];
  let [number, status] = [0, 0];
  // One after the other: what is wrong with one is said in its place.
  for (const name of names) {
    const { inputs, failed } = readInputs(call, [name]);
    if (failed) status = 1;
    for (const { text } of inputs) {
      if (!options.has('n', 'b')) call.out(text);
      else
        for (const line of linesOf(text)) {
          const isCounted = !options.has('b') || line !== '';
          call.out(isCounted ? `${String((number += 1)).padStart(6)}\t${line}\n` : '\n');
        }
    }
  }
  return status;
};

const head: Tool = (call) => {
  const options = parseOptions(normalCount(call.args), ['n', 'c', 'lines', 'bytes']);
  const { inputs, failed } = readInputs(call, options.operands);
  const bytes = options.value('c', 'bytes');
  const count = Number(options.value('n', 'lines') ?? 10);
  for (const [at, { name, text }] of inputs.entries()) {
    if (inputs.length > 1) call.out(`${at > 0 ? '\n' : ''}==> ${name} <==\n`);
    if (bytes === undefined)
      call.out(
        linesOf(text)
          // Counted from the end where it is negative.
          .slice(0, count)
          .map((line) => `${line}\n`)
          .join(''),
      );
    else call.out(text.slice(0, Number(bytes)));
  }
  return failed ? 1 : 0;
};

const tail: Tool = (call) => {
  const options = parseOptions(normalCount(call.args), ['n', 'c', 's', 'lines', 'bytes', 'sleep-interval', 'pid']);
  const { inputs, failed } = readInputs(call, options.operands);
  const wanted = options.value('n', 'lines') ?? '10';
  for (const [at, { name, text }] of inputs.entries()) {
    if (inputs.length > 1) call.out(`${at > 0 ? '\n' : ''}==> ${name} <==\n`);
    const bytes = options.value('c', 'bytes');
    const lines = linesOf(text);
    const kept = wanted.startsWith('+')
      ? lines.slice(Number(wanted) - 1)
      : lines.slice(Math.max(0, lines.length - Number(wanted)));
    call.out(bytes === undefined ? kept.map((line) => `${line}\n`).join('') : text.slice(-Number(bytes)));
  }
  if (!options.has('f', 'F', 'follow') || (inputs.length === 0 && !options.has('F'))) return failed ? 1 : 0;
  return follow(call, options.operands);
};

/** What comes to the files, looked at each second. */
function* follow(call: Call, names: readonly string[]): Steps {
  const seen = new Map(names.map((name) => [name, readFile(call, name)?.length ?? 0]));
  const files = names.filter((name) => name !== '/dev/null' && name !== '-');
  while (files.length === 0) yield { step: 'wait' };
  for (;;) {
    yield { step: 'sleep', ms: 1_000, foreground: false };
    for (const name of files) {
      const text = readFile(call, name) ?? '';
      const before = seen.get(name) ?? 0;
      if (text.length !== before) call.out(text.length > before ? text.slice(before) : text);
      seen.set(name, text.length);
    }
  }
}

/** `-5` is `-n 5`. */
function normalCount(args: readonly string[]): readonly string[] {
  const isValue = (at: number): boolean => /^-[nc]$|^--(?:lines|bytes)$/.test(args[at - 1] ?? '');
  return args.flatMap((arg, at) => (/^-\d+$/.test(arg) && !isValue(at) ? ['-n', arg.slice(1)] : [arg]));
}

const wc: Tool = (call) => {
  const options = parseOptions(call.args);
  const { inputs, failed } = readInputs(call, options.operands);
  const asked = [options.has('l'), options.has('w'), options.has('c', 'm')];
  const shown = asked.includes(true) ? asked : [true, true, true];
  const rows = inputs.map(({ name, text }) => ({
    name,
    counts: [
      text.split('\n').length - 1,
      text.split(/\s+/).filter(Boolean).length,
      options.has('m') ? Array.from(text).length : byteLength(text),
    ],
  }));
  if (rows.length > 1) {
    const total = (at: number): number => rows.reduce((sum, { counts }) => sum + (counts[at] ?? 0), 0);
    rows.push({ name: 'total', counts: [total(0), total(1), total(2)] });
  }
  const width = wcWidth(call, rows, asked.includes(true) ? shown.filter(Boolean).length : 3);
  for (const { name, counts } of rows) {
    const cells = counts.filter((_, at) => shown[at]).map((count) => String(count).padStart(width));
    call.out(`${cells.join(' ')}${name === '' ? '' : ` ${name}`}\n`);
  }
  return failed ? 1 : 0;
};

/** busybox has columns of nine; GNU's are as wide as the longest number needs, and of seven for what is piped in. */
function wcWidth(
  call: Call,
  rows: readonly { readonly name: string; readonly counts: readonly number[] }[],
  columns: number,
): number {
  if (columns === 1 && rows.length === 1) return 0;
  if (call.tools.flavour === 'busybox') return columns === 1 ? 0 : 9;
  if (rows.some(({ name }) => name === '' || name === '-')) return columns === 1 ? 0 : 7;
  return Math.max(...rows.flatMap(({ counts }) => counts.map((count) => String(count).length)));
}

const uniq = lineTool((lines, call) => {
  const groups: { line: string; count: number }[] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    if (last?.line === line) last.count += 1;
    else groups.push({ line, count: 1 });
  }
  const options = parseOptions(call.args);
  const kept = groups.filter(({ count }) => (options.has('d') ? count > 1 : options.has('u') ? count === 1 : true));
  return kept.map(({ line, count }) => (options.has('c') ? `${String(count).padStart(7)} ${line}` : line));
});

const cut: Tool = (call) => {
  const options = parseOptions(call.args, ['d', 'f', 'c', 'b']);
  const { inputs, failed } = readInputs(call, options.operands);
  const list = options.value('f', 'c', 'b');
  if (list === undefined) {
    call.err('cut: you must specify a list of bytes, characters, or fields\n');
    return 1;
  }
  const delimiter = options.value('d') ?? '\t';
  const isWanted = rangeTest(list);
  for (const line of inputs.flatMap(({ text }) => linesOf(text))) {
    if (!options.has('f'))
      call.out(
        `${Array.from(line)
          .filter((_, at) => isWanted(at + 1))
          .join('')}\n`,
      );
    else if (!line.includes(delimiter)) call.out(options.has('s') ? '' : `${line}\n`);
    else
      call.out(
        `${line
          .split(delimiter)
          .filter((_, at) => isWanted(at + 1))
          .join(delimiter)}\n`,
      );
  }
  return failed ? 1 : 0;
};

/** `1,3-5,7-` */
function rangeTest(list: string): (at: number) => boolean {
  const ranges = list.split(',').map((range) => {
    const [from = '', to] = range.split('-');
    return [Number(from || 1), to === undefined ? Number(from) : Number(to || Number.POSITIVE_INFINITY)] as const;
  });
  return (at) => ranges.some(([from, to]) => at >= from && at <= to);
}

const tr: Tool = (call) => {
  const options = parseOptions(call.args);
  const [from = '', to = ''] = options.operands.map(characterSet);
  const isIn = (character: string) => from.includes(character) !== options.has('c');
  let last = '';
  let output = '';
  for (const character of call.input.all()) {
    if (options.has('d') && isIn(character)) continue;
    const at = from.indexOf(character);
    const changed =
      options.has('d') || to === '' || !isIn(character)
        ? character
        : (to[options.has('c') ? to.length - 1 : at] ?? to.at(-1) ?? '');
    const isSqueezed = options.has('s') && changed === last && (to === '' ? from : to).includes(changed);
    if (!isSqueezed) output += changed;
    last = changed;
  }
  call.out(output);
  return 0;
};

function characterSet(text: string): string {
  const named = text
    .replaceAll('[:lower:]', 'a-z')
    .replaceAll('[:upper:]', 'A-Z')
    .replaceAll('[:digit:]', '0-9')
    .replaceAll('[:space:]', ' \\t\\n')
    .replaceAll('[:alnum:]', 'a-zA-Z0-9')
    .replaceAll('\\n', '\n')
    .replaceAll('\\t', '\t');
  return named.replace(/(.)-(.)/gs, (_, first: string, last: string) => {
    const [from, to] = [first.codePointAt(0) ?? 0, last.codePointAt(0) ?? 0];
    return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => String.fromCodePoint(from + at)).join('');
  });
}

const tee: Tool = (call) => {
  const options = parseOptions(call.args);
  const text = call.input.all();
  call.out(text);
  let status = 0;
  for (const name of options.operands) {
    const path = name.startsWith('/') ? name : `${call.workingDir}/${name}`;
    const before = options.has('a') ? (call.process.files.read(path) ?? '') : '';
    if (call.process.files.write(path, before + text) === undefined) continue;
    call.err(`tee: ${name}: Read-only file system\n`);
    status = 1;
  }
  return status;
};

const base64: Tool = (call) => {
  const options = parseOptions(call.args, ['w']);
  const { inputs, failed } = readInputs(call, options.operands);
  const text = inputs.map((input) => input.text).join('');
  if (options.has('d', 'D', 'decode')) {
    const decoded = fromBase64(text);
    if (decoded === undefined) {
      call.err(call.tools.flavour === 'busybox' ? 'base64: truncated input\n' : 'base64: invalid input\n');
      return 1;
    }
    call.out(decoded);
    return failed ? 1 : 0;
  }
  const width = Number(options.value('w') ?? 76);
  const encoded = toBase64(text);
  call.out(width === 0 ? encoded : encoded.replace(new RegExp(`.{1,${width}}`, 'g'), '$&\n'));
  return failed ? 1 : 0;
};

const sha256sum: Tool = (call) => {
  const { inputs, failed } = readInputs(call, parseOptions(call.args).operands);
  for (const { name, text } of inputs) call.out(`${sha256(text)}  ${name === '' ? '-' : name}\n`);
  return failed ? 1 : 0;
};

const seq: Tool = (call) => {
  const options = parseOptions(
    call.args.map((arg, at) => (at > 0 && /^-\d/.test(arg) ? ` ${arg}` : arg)),
    ['s'],
  );
  const { operands } = options;
  if (operands.length === 0) {
    call.err("seq: missing operand\nTry 'seq --help' for more information.\n");
    return 1;
  }
  const numbers = operands.map(Number);
  const [first = 1, step = 1, last = 1] =
    numbers.length === 1 ? [1, 1, ...numbers] : numbers.length === 2 ? [numbers[0], 1, numbers[1]] : numbers;
  if (numbers.some(Number.isNaN) || step === 0) {
    call.err(`seq: invalid number '${operands.find((text) => Number.isNaN(Number(text))) ?? '0'}'\n`);
    return 1;
  }
  const wanted = Math.max(0, Math.floor((last - first) / step + 1e-9) + 1);
  const count = Math.min(wanted, MOST_NUMBERS);
  const digits = Math.max(0, ...operands.map((text) => /\.(\d+)/.exec(text)?.[1]?.length ?? 0));
  const texts = Array.from({ length: count }, (_, at) => (first + at * step).toFixed(Math.min(digits, 20)));
  const width = options.has('w') ? Math.max(0, texts[0]?.length ?? 0, texts.at(-1)?.length ?? 0) : 0;
  const separator = options.value('s') ?? '\n';
  if (count > 0) call.out(`${texts.map((text) => text.padStart(width, '0')).join(separator)}\n`);
  if (wanted === count) return 0;
  call.err(`seq: stopped after ${MOST_NUMBERS} numbers: more are not printed here\n`);
  return 1;
};

export const TEXT_TOOLS: Readonly<Record<string, Tool>> = {
  cat,
  head,
  tail,
  wc,
  ...COMPARE_TOOLS,
  ...COLUMN_TOOLS,
  sort,
  uniq,
  cut,
  tr,
  tee,
  base64,
  sha256sum,
  seq,
  rev: lineTool((lines) => lines.map((line) => Array.from(line).reverse().join(''))),
  tac: lineTool((lines) => [...lines].reverse()),
  less: cat,
  more: cat,
};
