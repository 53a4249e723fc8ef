/** sort: `-n`, `-h`, `-V`, `-f`, `-r`, `-u`, `-k`, `-t`, `-o`, `-c`. By the codes of characters, as with LC_ALL=C. */
import type { Tool } from '../call';
import { resolvePath } from '../paths';
import { linesOf, readInputs } from './inputs';
import { parseOptions, type Options } from './options';

type Order = (a: string, b: string) => number;

export const sort: Tool = (call) => {
  const options = parseOptions(call.args, ['k', 't', 'o', 'S', 'T']);
  const { inputs, failed } = readInputs(call, options.operands);
  if (failed) return 2;
  const keys = call.args.flatMap((arg, at) => {
    if (call.args[at - 1] === '-k') return [arg];
    return /^-k./.test(arg) ? [arg.slice(2)] : [];
  });
  const orders = (keys.length > 0 ? keys : ['']).map((key) => orderOf(key, options));
  const isReversed = options.has('r');
  const byKeys: Order = (a, b) => {
    for (const order of orders) {
      const found = order(a, b);
      if (found !== 0) return found;
    }
    return 0;
  };
  // What is equal by its keys is sorted by the whole line, and `-r` turns that too.
  const byAll: Order = (a, b) => byKeys(a, b) || (options.has('s', 'u') ? 0 : byCode(a, b) * (isReversed ? -1 : 1));
  const lines = inputs.flatMap(({ text }) => linesOf(text));
  if (options.has('c')) {
    const at = lines.findIndex((line, index) => index > 0 && byKeys(lines[index - 1] ?? '', line) > 0);
    if (at >= 0) call.err(`sort: -:${at + 1}: disorder: ${lines[at] ?? ''}\n`);
    return at < 0 ? 0 : 1;
  }
  const sorted = lines.sort(byAll);
  const kept = options.has('u')
    ? sorted.filter((line, at) => at === 0 || byKeys(line, sorted[at - 1] ?? '') !== 0)
    : sorted;
  const text = kept.map((line) => `${line}\n`).join('');
  const file = options.value('o');
  if (file === undefined) call.out(text);
  else if (call.process.files.write(resolvePath(call.workingDir, file), text) !== undefined) {
    call.err(`sort: open failed: ${file}: Read-only file system\n`);
    return 2;
  }
  return 0;
};

/** `2`, `2,3`, `2nr`, `1.3` */
function orderOf(key: string, options: Options): Order {
  const [, from = '0', skipped = '1', flags = '', to] =
    /^(\d+)(?:\.(\d+))?([a-zA-Z]*)(?:,(\d+)(?:\.\d+)?([a-zA-Z]*))?/.exec(key) ?? [];
  const own = key.replace(/[\d.,]/g, '') || flags;
  const has = (letter: string): boolean => (own === '' ? options.has(letter) : own.includes(letter));
  const separator = options.value('t');
  const fieldOf = (line: string): string => {
    if (from === '0') return line;
    const fields = separator === undefined ? (line.match(/\s*\S+/g) ?? []) : line.split(separator);
    const text = fields.slice(Number(from) - 1, to === undefined ? undefined : Number(to)).join(separator ?? '');
    return (has('b') ? text.trimStart() : text).slice(Number(skipped) - 1);
  };
  const sign = has('r') ? -1 : 1;
  const compare = comparison(has);
  return (a, b) => sign * compare(fieldOf(a), fieldOf(b));
}

function comparison(has: (letter: string) => boolean): Order {
  if (has('h')) return (a, b) => sizeOf(a) - sizeOf(b);
  if (has('n') || has('g')) return (a, b) => (Number.parseFloat(a) || 0) - (Number.parseFloat(b) || 0);
  if (has('V')) return (a, b) => a.localeCompare(b, 'en', { numeric: true });
  return has('f') ? (a, b) => byCode(a.toUpperCase(), b.toUpperCase()) : byCode;
}

function byCode(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** `10K`, `2.5Mi` */
function sizeOf(text: string): number {
  const [, number = '0', unit = ''] = /^\s*(-?[\d.]+)([KMGTPE]?)/i.exec(text) ?? [];
  return Number(number) * 1024 ** ' KMGTPE'.indexOf(unit.toUpperCase() || ' ');
}
