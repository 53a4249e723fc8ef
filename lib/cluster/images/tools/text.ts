/** Tools that turn lines into lines. */
import type { Call, Steps, Tool } from '../call';
import { byteLength } from '../utf8-bytes';
import { sha256 } from '../sha256';
import { fromBase64, toBase64 } from '../http';
import { linesOf, readFile, readInputs } from './inputs';
import { parseOptions } from './options';

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
  const { inputs, failed } = readInputs(call, options.operands);
  let number = 0;
  for (const { text } of inputs) {
    if (!options.has('n')) call.out(text);
    else for (const line of linesOf(text)) call.out(`${String((number += 1)).padStart(6)}\t${line}\n`);
  }
  return failed ? 1 : 0;
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
  return args.flatMap((arg) => (/^-\d+$/.test(arg) ? ['-n', arg.slice(1)] : [arg]));
}

const wc: Tool = (call) => {
  const options = parseOptions(call.args);
  const { inputs, failed } = readInputs(call, options.operands);
  const asked = [options.has('l'), options.has('w'), options.has('c', 'm')];
  const shown = asked.includes(true) ? asked : [true, true, true];
  const totals = [0, 0, 0];
  const print = (counts: readonly number[], name: string) => {
    const kept = counts.filter((_, at) => shown[at]);
    const isOnly = kept.length === 1;
    call.out(
      `${kept.map((count) => (isOnly ? String(count) : String(count).padStart(9))).join(' ')}${name === '' ? '' : ` ${name}`}\n`,
    );
  };
  for (const { name, text } of inputs) {
    const counts = [text.split('\n').length - 1, text.split(/\s+/).filter(Boolean).length, byteLength(text)];
    for (const [at, count] of counts.entries()) totals[at] = (totals[at] ?? 0) + count;
    print(counts, name);
  }
  if (inputs.length > 1) print(totals, 'total');
  return failed ? 1 : 0;
};

const sort: Tool = (call) => {
  const options = parseOptions(call.args, ['k', 't']);
  const { inputs, failed } = readInputs(call, options.operands);
  const field = Number(/^\d+/.exec(options.value('k') ?? '')?.[0] ?? 0);
  const key = (line: string) =>
    field === 0 ? line : (line.trim().split(options.value('t') ?? /\s+/)[field - 1] ?? '');
  const isNumeric = options.has('n', 'g') || /n/.test(options.value('k') ?? '');
  const order = (a: string, b: string) => {
    if (isNumeric) return (Number.parseFloat(key(a)) || 0) - (Number.parseFloat(key(b)) || 0);
    return key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;
  };
  const sorted = inputs.flatMap(({ text }) => linesOf(text)).sort(order);
  if (options.has('r')) sorted.reverse();
  const lines = options.has('u') ? sorted.filter((line, at) => at === 0 || line !== sorted[at - 1]) : sorted;
  call.out(lines.map((line) => `${line}\n`).join(''));
  return failed ? 1 : 0;
};

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
  const { operands } = parseOptions(
    call.args.map((arg, at) => (at > 0 && /^-\d/.test(arg) ? ` ${arg}` : arg)),
    ['s'],
  );
  const numbers = operands.map(Number);
  const [first = 1, step = 1, last = 1] =
    numbers.length === 1 ? [1, 1, ...numbers] : numbers.length === 2 ? [numbers[0], 1, numbers[1]] : numbers;
  if (numbers.some(Number.isNaN) || step === 0) {
    call.err(`seq: invalid number '${operands.find((text) => Number.isNaN(Number(text))) ?? '0'}'\n`);
    return 1;
  }
  const count = Math.min(Math.floor((last - first) / step) + 1, 100_000);
  call.out(Array.from({ length: Math.max(0, count) }, (_, at) => `${first + at * step}\n`).join(''));
  return 0;
};

export const TEXT_TOOLS: Readonly<Record<string, Tool>> = {
  cat,
  head,
  tail,
  wc,
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
