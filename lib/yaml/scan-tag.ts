import {
  EXCLAMATION,
  GREATER,
  HASH,
  hexValue,
  isBlank,
  isBreak,
  isBreakOrEnd,
  isDigit,
  isGap,
  isWord,
  LESS,
  PERCENT,
  ZERO,
} from './characters';
import type { Cursor } from './cursor';
import { newToken, type Token } from './token';

const MAY_FOLLOW_ANCHOR = '?:,]}%@`';
const URI_PUNCTUATION = ";/?:@&=+$,.!~*'()[]%";

/** Scans `&name` or `*name`. Models yaml_parser_scan_anchor. */
export function scanAnchor(cursor: Cursor, kind: 'anchor' | 'alias'): Token {
  const { pos: start, line, text } = cursor;
  cursor.pos++;
  skipWord(cursor);
  if (cursor.pos === start + 1 || !(isGap(cursor.code()) || MAY_FOLLOW_ANCHOR.includes(text.charAt(cursor.pos)))) {
    cursor.fail('did not find expected alphabetic or numeric character', start);
  }
  return newToken(kind, start, cursor.pos, line, text.slice(start + 1, cursor.pos));
}

/** Scans `!suffix`, `!handle!suffix`, `!<uri>` or `!` alone. Models yaml_parser_scan_tag. */
export function scanTag(cursor: Cursor): Token {
  const { pos: start, line } = cursor;
  let handle = '';
  let suffix: string;
  if (cursor.code(1) === LESS) {
    cursor.pos += 2;
    suffix = scanUri(cursor, '', start);
    if (cursor.code() !== GREATER) cursor.fail("did not find the expected '>'", start);
    cursor.pos++;
  } else {
    handle = scanHandle(cursor, false, start);
    if (handle.length > 1 && handle.endsWith('!')) suffix = scanUri(cursor, '', start);
    else {
      suffix = scanUri(cursor, handle, start);
      handle = '!';
      if (suffix === '') [handle, suffix] = ['', '!'];
    }
  }
  if (!isGap(cursor.code())) cursor.fail('did not find expected whitespace or line break', start);
  return newToken('tag', start, cursor.pos, line, handle, suffix);
}

/** Scans a `%YAML` or `%TAG` line. Models yaml_parser_scan_directive. */
export function scanDirective(cursor: Cursor): Token {
  const { pos: start, line, text } = cursor;
  cursor.pos++;
  skipWord(cursor);
  const name = text.slice(start + 1, cursor.pos);
  if (name === '') cursor.fail('could not find expected directive name', start);
  if (!isGap(cursor.code())) cursor.fail('found unexpected non-alphabetical character', start);
  if (name !== 'YAML' && name !== 'TAG') cursor.fail('found unknown directive name', start);

  skipBlanks(cursor);
  let token: Token;
  if (name === 'YAML') {
    const version = scanVersion(cursor, start);
    token = newToken('version-directive', start, cursor.pos, line, version);
  } else {
    const handle = scanHandle(cursor, true, start);
    if (!isBlank(cursor.code())) cursor.fail('did not find expected whitespace', start);
    skipBlanks(cursor);
    const prefix = scanUri(cursor, '', start);
    if (!isGap(cursor.code())) cursor.fail('did not find expected whitespace or line break', start);
    token = newToken('tag-directive', start, cursor.pos, line, handle, prefix);
  }

  skipBlanks(cursor);
  if (cursor.code() === HASH) while (!isBreakOrEnd(cursor.code())) cursor.pos++;
  if (!isBreakOrEnd(cursor.code())) cursor.fail('did not find expected comment or line break', start);
  if (isBreak(cursor.code())) cursor.takeBreak();
  return token;
}

function scanVersion(cursor: Cursor, start: number): string {
  const major = scanVersionNumber(cursor, start);
  if (cursor.text.charAt(cursor.pos) !== '.') cursor.fail("did not find expected digit or '.' character", start);
  cursor.pos++;
  return `${major}.${scanVersionNumber(cursor, start)}`;
}

function scanVersionNumber(cursor: Cursor, start: number): number {
  const first = cursor.pos;
  let value = 0;
  while (isDigit(cursor.code())) {
    if (cursor.pos - first === 2) cursor.fail('found extremely long version number', start);
    value = value * 10 + cursor.code() - ZERO;
    cursor.pos++;
  }
  if (cursor.pos === first) cursor.fail('did not find expected version number', start);
  return value;
}

function scanHandle(cursor: Cursor, inDirective: boolean, start: number): string {
  const first = cursor.pos;
  if (cursor.code() !== EXCLAMATION) cursor.fail("did not find expected '!'", start);
  cursor.pos++;
  skipWord(cursor);
  if (cursor.code() === EXCLAMATION) cursor.pos++;
  else if (inDirective && cursor.pos > first + 1) cursor.fail("did not find expected '!'", start);
  return cursor.text.slice(first, cursor.pos);
}

/** `head` is what was taken for a handle and is the beginning of the URI; its `!` does not count. */
function scanUri(cursor: Cursor, head: string, start: number): string {
  const first = cursor.pos;
  let uri = head.slice(1);
  for (;;) {
    const code = cursor.code();
    if (code === PERCENT) uri += scanUriEscape(cursor, start);
    else if (isWord(code) || URI_PUNCTUATION.includes(String.fromCharCode(code))) {
      uri += String.fromCharCode(code);
      cursor.pos++;
    } else break;
  }
  if (head === '' && cursor.pos === first) cursor.fail('did not find expected tag URI', start);
  return uri;
}

/** One character, written as its UTF-8 octets: `%ED%95%9C`. */
function scanUriEscape(cursor: Cursor, start: number): string {
  let missing = 0;
  let value = 0;
  do {
    const high = hexValue(cursor.code(1));
    const low = hexValue(cursor.code(2));
    if (cursor.code() !== PERCENT || high < 0 || low < 0) cursor.fail('did not find URI escaped octet', start);
    const octet = high * 16 + low;
    if (missing === 0) {
      missing = octetCount(octet);
      if (missing === 0) cursor.fail('found an incorrect leading UTF-8 octet', start);
      value = missing === 1 ? octet : octet & (0xff >> (missing + 1));
    } else {
      if ((octet & 0xc0) !== 0x80) cursor.fail('found an incorrect trailing UTF-8 octet', start);
      value = value * 64 + (octet & 0x3f);
    }
    cursor.pos += 3;
    missing--;
  } while (missing > 0);
  return String.fromCodePoint(Math.min(value, 0x10ffff));
}

/** How long a UTF-8 sequence is that begins with this octet; 0 where none does. */
function octetCount(octet: number): number {
  if (octet < 0x80) return 1;
  if (octet < 0xc0) return 0;
  if (octet < 0xe0) return 2;
  if (octet < 0xf0) return 3;
  return octet < 0xf8 ? 4 : 0;
}

function skipWord(cursor: Cursor): void {
  while (isWord(cursor.code())) cursor.pos++;
}

function skipBlanks(cursor: Cursor): void {
  while (isBlank(cursor.code())) cursor.pos++;
}
