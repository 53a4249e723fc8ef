/** JSON as Go's encoding/json scans it, with its words for what is wrong; told to the same listener as YAML's nodes. */
import { quoteGo } from './go-syntax';
import type { NodeListener } from './parser';
import { firstByte } from './utf8';

const MAX_DEPTH = 10_000;
const SPACE = /[ \t\r\n]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
/** What a string is made of: anything from the blank up but quotes and backslashes, and escapes. */
const STRING_PART = /[ !#-[\]-\uffff]+|\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;

export type JsonEnd =
  | { readonly is: 'value'; readonly end: number }
  /** Only white space was left. */
  | { readonly is: 'nothing' }
  | { readonly is: 'cut short' }
  | { readonly is: 'refused'; readonly problem: string; readonly at: number };

type Expected = 'value' | 'value or end' | 'key' | 'key or end' | 'colon' | 'comma or end';

/** A value without parts: where it ends, or where and why it is none. */
type Literal = { readonly end: number; readonly text: string } | { readonly at: number; readonly where: string };

/** Reads the value that a text starts with, after white space. */
export function readJson(text: string, listener: NodeListener): JsonEnd {
  const open: ('map' | 'list')[] = [];
  let expected: Expected = 'value';
  let pos = skipSpace(text, 0);
  if (pos === text.length) return { is: 'nothing' };
  for (; pos < text.length; pos = skipSpace(text, pos)) {
    const char = text.charAt(pos);
    const inMap = open.at(-1) === 'map';
    const closes = expected.endsWith('or end') && char === (inMap ? '}' : ']');
    if (closes) {
      open.pop();
      listener.close(++pos);
      expected = 'comma or end';
    } else if (expected === 'colon') {
      if (char !== ':') return refuse(text, pos, 'after object key');
      pos++;
      expected = 'value';
    } else if (expected === 'comma or end') {
      if (char !== ',') return refuse(text, pos, inMap ? 'after object key:value pair' : 'after array element');
      pos++;
      expected = inMap ? 'key' : 'value';
    } else if ((char === '{' || char === '[') && expected.startsWith('value')) {
      if (open.length === MAX_DEPTH) return refuse(text, pos, 'exceeded max depth');
      const kind = char === '{' ? 'map' : 'list';
      listener.open(kind, 'flow', pos++, '', undefined);
      open.push(kind);
      expected = kind === 'map' ? 'key or end' : 'value or end';
    } else {
      const isKey = expected.startsWith('key');
      if (isKey && char !== '"') return refuse(text, pos, 'looking for beginning of object key string');
      const literal = readLiteral(text, pos, char);
      if ('where' in literal) return refuse(text, literal.at, literal.where);
      listener.scalar(pos, literal.end, literal.text, char === '"' ? 'double' : 'plain', '', undefined);
      pos = literal.end;
      expected = isKey ? 'colon' : 'comma or end';
    }
    if (open.length === 0) return { is: 'value', end: pos };
  }
  return { is: 'cut short' };
}

function readLiteral(text: string, start: number, char: string): Literal {
  if (char === '"') return readString(text, start);
  if (/[-\d]/.test(char)) return readNumber(text, start);
  const word = ['true', 'false', 'null'].find((literal) => literal.startsWith(char));
  if (word === undefined) return { at: start, where: 'looking for beginning of value' };
  for (let k = 1; k < word.length; k++) {
    const letter = word.charAt(k);
    if (text.charAt(start + k) !== letter)
      return { at: start + k, where: `in literal ${word} (expecting '${letter}')` };
  }
  return { end: start + word.length, text: word };
}

function readNumber(text: string, start: number): Literal {
  const end = endOf(NUMBER, text, start);
  if (end === undefined) return { at: start + 1, where: 'in numeric literal' };
  const [more] = /^(?:\.|[eE][-+]?)?/.exec(text.slice(end, end + 2)) ?? [''];
  if (more === '') return { end, text: text.slice(start, end) };
  return {
    at: end + more.length,
    where: more === '.' ? 'after decimal point in numeric literal' : 'in exponent of numeric literal',
  };
}

function readString(text: string, start: number): Literal {
  let end = start + 1;
  for (let next: number | undefined = end; next !== undefined; next = endOf(STRING_PART, text, end)) end = next;
  if (text.charAt(end) === '"') {
    const content: unknown = JSON.parse(text.slice(start, end + 1));
    return { end: end + 1, text: wellFormed(String(content)) };
  }
  if (text.charAt(end) !== '\\') return { at: end, where: 'in string literal' };
  if (text.charAt(end + 1) !== 'u') return { at: end + 1, where: 'in string escape code' };
  const digits = /^[\da-fA-F]*/.exec(text.slice(end + 2, end + 6))?.[0].length ?? 0;
  return { at: end + 2 + digits, where: 'in \\u hexadecimal character escape' };
}

function endOf(pattern: RegExp, text: string, start: number): number | undefined {
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

function skipSpace(text: string, start: number): number {
  return endOf(SPACE, text, start) ?? start;
}

/** Go looks at bytes: of a character beyond ASCII it names the first byte as if that were one. */
function refuse(text: string, at: number, where: string): JsonEnd {
  if (at >= text.length) return { is: 'cut short' };
  const char = String.fromCharCode(firstByte(text.codePointAt(at) ?? 0));
  const quoted = char === '"' ? char : char === "'" ? "\\'" : quoteGo(char).slice(1, -1);
  return { is: 'refused', problem: `invalid character '${quoted}' ${where}`, at };
}

/** A surrogate without its other half becomes U+FFFD. */
function wellFormed(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, '\ufffd');
}
