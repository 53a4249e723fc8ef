/** `printf`, and the escapes of `echo -e`. */
import { matchesNumber } from './number';

export function formatEscapes(text: string): string {
  return text.replace(
    /\\(?:([abefnrtv\\])|0?([0-7]{1,3})|x([0-9a-fA-F]{1,2})|(c)[\s\S]*)/g,
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
export function printf(args: readonly string[], isBash = false): { readonly output: string; readonly fault?: string } {
  const [format, ...rest] = args;
  if (format === undefined) return { output: '', fault: 'usage: printf FORMAT [ARG]...' };
  let left = rest;
  let output = '';
  let fault: string | undefined;
  const take = (): string => {
    const [value = '', ...others] = left;
    left = others;
    return value;
  };
  do {
    const before = left.length;
    output += formatEscapes(format).replace(
      /%([-+ 0#]*)(\*|\d*)(?:\.(\*|\d*))?([%sdiuxXocbqfeEgG])/g,
      (_, flags: string, given: string, precise: string | undefined, kind: string) => {
        if (kind === '%') return '%';
        const width = given === '*' ? take() : given;
        const precision = precise === '*' ? take() : precise;
        const value = take();
        if (/[diuxXofeEgG]/.test(kind) && value !== '' && !matchesNumber(value))
          fault = isBash ? `${value}: invalid number` : `invalid number '${value}'`;
        return pad(signed(converted(kind, value, precision), kind, flags), flags, width);
      },
    );
    if (left.length === before) break;
  } while (left.length > 0);
  return fault === undefined ? { output } : { output, fault };
}

function signed(text: string, kind: string, flags: string): string {
  if (!/[difeEgG]/.test(kind) || text.startsWith('-')) return text;
  return flags.includes('+') ? `+${text}` : flags.includes(' ') ? ` ${text}` : text;
}

function converted(kind: string, value: string, precision: string | undefined): string {
  const number = matchesNumber(value) ? Number(value) : 0;
  const digits = Math.min(precision === undefined ? 6 : Number(precision), 100);
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
    case 'q':
      return quoted(value);
    case 'f':
      return number.toFixed(digits);
    case 'e':
    case 'E': {
      const text = number.toExponential(digits).replace(/e([-+])(\d)$/, 'e$10$2');
      return kind === 'E' ? text.toUpperCase() : text;
    }
    case 'g':
    case 'G':
      return String(Number(number.toPrecision(Math.max(1, digits))));
    case 'd':
    case 'i':
    case 'u':
      return String(Math.trunc(number));
    default:
      return precision === undefined ? value : value.slice(0, Number(precision));
  }
}

/** As bash's `%q` does it. */
function quoted(text: string): string {
  return text === '' ? "''" : text.replace(/[^\w@%+=:,./-]/g, '\\$&');
}

function pad(text: string, flags: string, given: string): string {
  const width = Math.min(Math.abs(Number(given) || 0), 4_096);
  if (flags.includes('-') || given.startsWith('-')) return text.padEnd(width);
  if (!flags.includes('0')) return text.padStart(width);
  const [, sign = '', digits = text] = /^([-+ ]?)([\s\S]*)$/.exec(text) ?? [];
  return sign + digits.padStart(width - sign.length, '0');
}
