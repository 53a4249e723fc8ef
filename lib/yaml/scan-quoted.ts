import { APOSTROPHE, BACKSLASH, hexValue, isBlank, isBreak, isGap, NUL, QUOTE } from './characters';
import type { Cursor } from './cursor';
import { joinLines } from './scan-plain';
import { newToken, type Token } from './token';

const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\u0007',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\u001b',
  ' ': ' ',
  '"': '"',
  "'": "'",
  '\\': '\\',
  N: '\u0085',
  _: '\u00a0',
  L: '\u2028',
  P: '\u2029',
};

const CODE_LENGTHS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** Scans a scalar in quotes. Models yaml_parser_scan_flow_scalar; `\/` is unknown to it. */
export function scanQuoted(cursor: Cursor): Token {
  const { pos: start, line } = cursor;
  const quote = cursor.code();
  cursor.pos++;
  let content = '';
  for (;;) {
    if (cursor.atDocumentIndicator()) cursor.fail('found unexpected document indicator', start);
    if (cursor.code() === NUL) cursor.fail('found unexpected end of stream', start);
    const word = scanWord(cursor, quote);
    content += word.text;
    if (cursor.code() === quote) break;
    content += scanGap(cursor, word.brokeLine);
  }
  cursor.pos++;
  return newToken('scalar', start, cursor.pos, line, content, '', quote === APOSTROPHE ? 'single' : 'double');
}

/** Takes what is neither blank nor the closing quote, and a line break that is escaped. */
function scanWord(cursor: Cursor, quote: number): { text: string; brokeLine: boolean } {
  const { text } = cursor;
  let content = '';
  let run = cursor.pos;
  let code = cursor.code();
  while (!isGap(code)) {
    if (code === quote) {
      if (quote === QUOTE || cursor.code(1) !== quote) break;
      content += text.slice(run, ++cursor.pos);
      run = ++cursor.pos;
    } else if (code === BACKSLASH && quote === QUOTE) {
      content += text.slice(run, cursor.pos);
      if (isBreak(cursor.code(1))) {
        cursor.pos++;
        cursor.takeBreak();
        return { text: content, brokeLine: true };
      }
      content += scanEscape(cursor);
      run = cursor.pos;
    } else cursor.pos++;
    code = cursor.code();
  }
  return { text: content + text.slice(run, cursor.pos), brokeLine: false };
}

/** Blanks stay as they are within a line and fold around line breaks. */
function scanGap(cursor: Cursor, afterEscapedBreak: boolean): string {
  const start = cursor.pos;
  let first = '';
  let more = '';
  let brokeLine = afterEscapedBreak;
  for (;;) {
    const code = cursor.code();
    if (isBlank(code)) cursor.pos++;
    else if (!isBreak(code)) break;
    else if (brokeLine) more += cursor.takeBreak();
    else {
      first = cursor.takeBreak();
      brokeLine = true;
    }
  }
  return brokeLine ? joinLines(first, more) : cursor.text.slice(start, cursor.pos);
}

function scanEscape(cursor: Cursor): string {
  const letter = cursor.text.charAt(cursor.pos + 1);
  const simple = ESCAPES[letter];
  const length = CODE_LENGTHS[letter];
  if (simple === undefined && length === undefined) cursor.fail('found unknown escape character');
  cursor.pos += 2;
  if (length === undefined) return simple ?? '';
  let value = 0;
  for (let k = 0; k < length; k++) {
    const digit = hexValue(cursor.code(k));
    if (digit < 0) cursor.fail('did not find expected hexdecimal number', cursor.pos - 2);
    value = value * 16 + digit;
  }
  if ((value >= 0xd800 && value <= 0xdfff) || value > 0x10ffff) {
    cursor.fail('found invalid Unicode character escape code', cursor.pos - 2);
  }
  cursor.pos += length;
  return String.fromCodePoint(value);
}
