/**
 * YAML as sigs.k8s.io/yaml writes it: keys sorted, lists at their key's margin, lines folded after 80 columns. Models
 * go-yaml v2's encoder and emitter for JSON values.
 */
import { isObject, scalarText } from './json-object';
import { escapeDouble, foldSingle, foldPlain, writeLiteral, type Place } from './yaml-scalar';
import { analyse, resolvesToText } from './yaml-plain';

/** With the line's end. */
export function printYaml(value: unknown): string {
  const lines = block(value, 0, 0);
  return `${lines.replace(/^ /, '')}\n`.replace(/^\n/, '');
}

/**
 * A value behind `key:` or `-`, with the white space before it. `margin` is the column of the keys or dashes of what it lies
 * in, `column` the one that has been reached.
 */
function block(value: unknown, margin: number, column: number, isListInMap = false): string {
  if (Array.isArray(value)) {
    if (value.length === 0) return ' []';
    const at = isListInMap ? margin : margin + 2;
    return value.map((item) => `\n${' '.repeat(at)}-${item === null ? ' null' : inItem(item, at)}`).join('');
  }
  if (isObject(value)) {
    const keys = Object.keys(value).filter((key) => value[key] !== undefined);
    if (keys.length === 0) return ' {}';
    return keys
      .sort(naturally)
      .map((key) => `\n${' '.repeat(margin)}${entry(key, value[key], margin)}`)
      .join('');
  }
  return ` ${scalar(value, { margin: margin === 0 && column === 0 ? 0 : margin, column: column + 1, isKey: false })}`;
}

function entry(key: string, value: unknown, margin: number): string {
  const name = scalar(key, { margin, column: margin, isKey: true });
  const column = margin + Array.from(name).length + 1;
  if (Array.isArray(value)) return `${name}:${block(value, margin, column, true)}`;
  if (isObject(value)) return `${name}:${block(value, margin + 2, column)}`;
  return `${name}: ${scalar(value, { margin: margin + 2, column: column + 1, isKey: false })}`;
}

/** Behind a dash the first key or dash stands on the same line. */
function inItem(item: unknown, at: number): string {
  if (!isObject(item) && !Array.isArray(item)) {
    return ` ${scalar(item, { margin: at + 2, column: at + 2, isKey: false })}`;
  }
  const written = Array.isArray(item) ? block(item, at + 2, at + 1, true) : block(item, at + 2, at + 1);
  return written.startsWith('\n') ? ` ${written.slice(1 + at + 2)}` : written;
}

function scalar(value: unknown, place: Place): string {
  if (typeof value !== 'string') return value === null || value === undefined ? 'null' : scalarText(value);
  if (value.includes('\n')) {
    const { literal } = analyse(value);
    return literal && !place.isKey ? writeLiteral(value, place) : escapeDouble(value, place);
  }
  if (!resolvesToText(value)) return escapeDouble(value, place);
  const { plain, single } = analyse(value);
  if (plain) return foldPlain(value, place);
  return single ? foldSingle(value, place) : escapeDouble(value, place);
}

/** Models go-yaml's keyList: runs of digits compare as numbers, letters stand behind the rest. */
function naturally(a: string, b: string): number {
  return isBefore(Array.from(a), Array.from(b)) ? -1 : Number(isBefore(Array.from(b), Array.from(a)));
}

function isBefore(a: readonly string[], b: readonly string[]): boolean {
  let inDigits = false;
  for (let i = 0; i < a.length && i < b.length; i++) {
    const x = a[i] ?? '';
    const y = b[i] ?? '';
    if (x === y) {
      inDigits = isDigit(x);
      continue;
    }
    const isLetterX = /\p{L}/u.test(x);
    const isLetterY = /\p{L}/u.test(y);
    if (isLetterX && isLetterY) return x < y;
    if (isLetterX || isLetterY) return inDigits ? isLetterX : isLetterY;
    const runX = digitsFrom(a, i);
    const runY = digitsFrom(b, i);
    const hasNumber = (x === '0' || y === '0') && isAfterNumber(a, i);
    const numberX = BigInt(`${hasNumber ? 1 : 0}${runX}`);
    const numberY = BigInt(`${hasNumber ? 1 : 0}${runY}`);
    if (numberX !== numberY) return numberX < numberY;
    if (runX.length !== runY.length) return runX.length < runY.length;
    return x < y;
  }
  return a.length < b.length;
}

function isAfterNumber(text: readonly string[], at: number): boolean {
  for (let j = at - 1; j >= 0 && isDigit(text[j] ?? ''); j--) if (text[j] !== '0') return true;
  return false;
}

function digitsFrom(text: readonly string[], at: number): string {
  let end = at;
  while (isDigit(text[end] ?? '')) end++;
  return text.slice(at, end).join('');
}

function isDigit(char: string): boolean {
  return char >= '0' && char <= '9' && char.length === 1;
}
