/**
 * What a scalar means. Models go-yaml v2's resolve.go: YAML 1.1's booleans, octal and binary numbers, but neither
 * sexagesimal numbers nor, for a value whose type is open, dates.
 */
import { INT64_MAX, parseFloat64, parseFloatByPoint, parseInteger } from './go-number';

export interface Resolved {
  /** The tag in its short form. */
  readonly tag: string;
  /** As kubectl's JSON has it: beyond 2^53 a bigint, beyond int64 a float. */
  readonly value: unknown;
}

const LONG_PREFIX = 'tag:yaml.org,2002:';
const RESOLVABLE = new Set(['!!str', '!!bool', '!!int', '!!float', '!!null', '!!timestamp']);
const LONGEST_WORD = 5;

const WORDS: ReadonlyMap<string, Resolved> = new Map([
  ...spellings('!!bool', true, 'y Y yes Yes YES true True TRUE on On ON'),
  ...spellings('!!bool', false, 'n N no No NO false False FALSE off Off OFF'),
  ...spellings('!!null', null, ' ~ null Null NULL'),
  ...spellings('!!float', Number.NaN, '.nan .NaN .NAN'),
  ...spellings('!!float', Number.POSITIVE_INFINITY, '.inf .Inf .INF +.inf +.Inf +.INF'),
  ...spellings('!!float', Number.NEGATIVE_INFINITY, '-.inf -.Inf -.INF'),
]);

function spellings(tag: string, value: unknown, words: string): [string, Resolved][] {
  return words.split(' ').map((word) => [word, { tag, value }]);
}

export function shortTag(tag: string): string {
  return tag.startsWith(LONG_PREFIX) ? `!!${tag.slice(LONG_PREFIX.length)}` : tag;
}

/** A plain scalar without a tag. go-yaml goes by the first character: nothing but a word or a number begins with these. */
export function resolvePlain(text: string): Resolved {
  const first = text.charAt(0);
  if (!'yYnNtTfFoO~.+-0123456789'.includes(first)) return { tag: '!!str', value: text };
  const word = text.length <= LONGEST_WORD ? WORDS.get(text) : undefined;
  if (word) return word;
  if (first === '.') return resolveFloat(text, parseFloatByPoint(text));
  return first < 'A' ? resolveNumber(text) : { tag: '!!str', value: text };
}

function resolveNumber(text: string): Resolved {
  const plain = text.includes('_') ? text.replaceAll('_', '') : text;
  const integer = parseInteger(plain);
  if (integer !== undefined) return { tag: '!!int', value: isUnsigned(integer) ? Number(integer) : integer };
  return resolveFloat(text, parseFloat64(plain));
}

function resolveFloat(text: string, float: number | undefined): Resolved {
  return float === undefined ? { tag: '!!str', value: text } : { tag: '!!float', value: float };
}

/** A scalar with a tag in its long form, quoted or not; the fault's words if the text can't be what the tag says. */
export function resolveTagged(longTag: string, text: string): Resolved | { readonly problem: string } {
  if (!longTag.startsWith(LONG_PREFIX)) return { tag: longTag, value: text };
  const tag = shortTag(longTag);
  if (tag === '!!binary') return resolveBinary(text);
  if (tag === '!!str' || !RESOLVABLE.has(tag)) return { tag, value: text };
  if (tag === '!!timestamp' && isTimestamp(text)) return { tag, value: text };
  const resolved = resolvePlain(text);
  if (resolved.tag === tag) return resolved;
  // An unsigned integer beyond int64 is not taken for a float.
  if (tag === '!!float' && resolved.tag === '!!int' && !isUnsigned(resolved.value)) {
    return { tag, value: Number(resolved.value) };
  }
  return { problem: `cannot decode ${resolved.tag} \`${text}\` as a ${tag}` };
}

/** Whether an integer is one that Go can hold only without a sign. */
export function isUnsigned(integer: unknown): boolean {
  return (typeof integer === 'bigint' || typeof integer === 'number') && integer > INT64_MAX;
}

const DATE = /^(\d{4})-(\d\d?)-(\d\d?)(?:(?:[Tt]|( ))(\d\d?):(\d\d?):(\d\d?)(?:[.,]\d+)?(Z|[-+]\d\d:\d\d)?)?$/;
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The four forms that go-yaml knows; a time behind a space has no zone, one behind a T must have one. */
function isTimestamp(text: string): boolean {
  const match = DATE.exec(text);
  if (!match) return false;
  const [, year, month, day, space, hour, minute, second, zone] = match;
  if (hour !== undefined && (space === undefined) !== (zone !== undefined)) return false;
  const isLeap = Number(year) % 4 === 0 && (Number(year) % 100 !== 0 || Number(year) % 400 === 0);
  const days = (DAYS_IN_MONTH[Number(month) - 1] ?? 0) + (Number(month) === 2 && isLeap ? 1 : 0);
  if (Number(day) < 1 || Number(day) > days) return false;
  return hour === undefined || (Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60);
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const BASE64_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function resolveBinary(text: string): Resolved | { readonly problem: string } {
  const digits = text.replaceAll(/[\r\n]/g, '');
  if (!BASE64.test(digits)) return { problem: '!!binary value contains invalid base64 data' };
  const octets: number[] = [];
  let bits = 0;
  let held = 0;
  for (const digit of digits.replaceAll('=', '')) {
    held = ((held << 6) | BASE64_DIGITS.indexOf(digit)) & 0xffff;
    bits += 6;
    if (bits >= 8) octets.push((held >> (bits -= 8)) & 0xff);
  }
  return { tag: '!!binary', value: decodeUtf8(octets) };
}

/** As Go's JSON encoder writes a string of any bytes: each byte that belongs to no character becomes U+FFFD. */
function decodeUtf8(octets: readonly number[]): string {
  let text = '';
  for (let at = 0; at < octets.length;) {
    const [code, width] = decodeCharacter(octets, at);
    text += String.fromCodePoint(code);
    at += width;
  }
  return text;
}

function decodeCharacter(octets: readonly number[], at: number): [code: number, width: number] {
  const first = octets[at] ?? 0;
  if (first < 0x80) return [first, 1];
  const width = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  let code = first & (0xff >> (width + 1));
  for (let k = 1; k < width; k++) {
    const octet = octets[at + k] ?? 0;
    if ((octet & 0xc0) !== 0x80) return [0xfffd, 1];
    code = code * 64 + (octet & 0x3f);
  }
  const least = [0, 0, 0x80, 0x800, 0x10000][width] ?? 0;
  const isCharacter =
    first >= 0xc2 && first <= 0xf4 && code >= least && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return isCharacter ? [code, width] : [0xfffd, 1];
}
