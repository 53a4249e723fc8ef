/** JSON as Go's encoding/json writes it: `<`, `>` and `&` escaped. */
import { isObject } from './json-object';

export interface JsonStyle {
  /** Default: 4 blanks; empty is one line. */
  readonly indent?: string;
  /** Whether keys are sorted, as of a map; Go keeps the order of a struct. Default: true. */
  readonly sorted?: boolean;
}

/** Without a line's end. */
export function printJson(value: unknown, { indent = '    ', sorted = true }: JsonStyle = {}): string {
  return write(value, '');

  function write(value: unknown, margin: string): string {
    const inner = margin + indent;
    const [open, between, close] = indent === '' ? ['', ',', ''] : [`\n${inner}`, `,\n${inner}`, `\n${margin}`];
    if (Array.isArray(value)) {
      return value.length === 0 ? '[]' : `[${open}${value.map((item) => write(item, inner)).join(between)}${close}]`;
    }
    if (!isObject(value)) return scalar(value);
    const keys = Object.keys(value).filter((key) => value[key] !== undefined);
    if (sorted) keys.sort(byCodePoint);
    if (keys.length === 0) return '{}';
    const colon = indent === '' ? ':' : ': ';
    const fields = keys.map((key) => `${goString(key)}${colon}${write(value[key], inner)}`);
    return `{${open}${fields.join(between)}${close}}`;
  }
}

function scalar(value: unknown): string {
  return typeof value === 'string' ? goString(value) : (JSON.stringify(value) ?? 'null');
}

function goString(text: string): string {
  return JSON.stringify(text).replace(
    /[<>&\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

export function byCodePoint(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
