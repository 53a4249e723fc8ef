/** `printf`, and the escapes of `echo -e`. */
import { matchesNumber } from './number';

export function formatEscapes(text: string): string {
  return text.replace(
    /\\(?:([abefnrtv\\])|0([0-7]{1,3})|x([0-9a-fA-F]{1,2})|(c)[\s\S]*)/g,
    (_, letter?: string, octal?: string, hex?: string, stop?: string) => {
      if (stop) return '';
      if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8));
      if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
      return LETTERS[letter ?? ''] ?? '';
    },
  );
}

const LETTERS: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  e: '\u001B',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};

/** The format is used again until nothing is left to print. */
export function printf(args: readonly string[]): { readonly output: string; readonly fault?: string } {
  const [format, ...rest] = args;
  if (format === undefined) return { output: '', fault: 'usage: printf FORMAT [ARG]...' };
  let left = rest;
  let output = '';
  let fault: string | undefined;
  do {
    const before = left.length;
    output += formatEscapes(format).replace(
      /%(-?0?\d*)(?:\.(\d+))?([%sdiuxXocbqf])/g,
      (_, flags: string, precision: string | undefined, kind: string) => {
        if (kind === '%') return '%';
        const [value = '', ...others] = left;
        left = others;
        if (/[diuxXof]/.test(kind) && value !== '' && !matchesNumber(value)) fault = `invalid number '${value}'`;
        return pad(converted(kind, value, precision), flags);
      },
    );
    if (left.length === before) break;
  } while (left.length > 0);
  return fault === undefined ? { output } : { output, fault };
}

function converted(kind: string, value: string, precision: string | undefined): string {
  const number = matchesNumber(value) ? Number(value) : 0;
  switch (kind) {
    case 'b':
      return formatEscapes(value);
    case 'c':
      return value.slice(0, 1);
    case 'x':
      return number.toString(16);
    case 'X':
      return number.toString(16).toUpperCase();
    case 'o':
      return number.toString(8);
    case 'f':
      return number.toFixed(Math.min(precision === undefined ? 6 : Number(precision), 100));
    case 'd':
    case 'i':
    case 'u':
      return String(Math.trunc(number));
    default:
      return precision === undefined ? value : value.slice(0, Number(precision));
  }
}

function pad(text: string, flags: string): string {
  const width = Math.min(Number(/\d+$/.exec(flags)?.[0] ?? 0), 4_096);
  if (flags.startsWith('-')) return text.padEnd(width);
  return text.padStart(width, flags.startsWith('0') ? '0' : ' ');
}
