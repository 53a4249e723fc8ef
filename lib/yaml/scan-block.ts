import { DASH, HASH, isBlank, isBreak, isBreakOrEnd, isDigit, NUL, PLUS, SPACE, TAB, ZERO } from './characters';
import type { Cursor } from './cursor';
import { newToken, type Token } from './token';

type Chomping = 'strip' | 'clip' | 'keep';

/** Scans `|` and `>` scalars inside a block that is indented by `parentIndent`. Models yaml_parser_scan_block_scalar. */
export function scanBlock(cursor: Cursor, literal: boolean, parentIndent: number): Token {
  const { pos: start, line, text } = cursor;
  cursor.pos++;
  const { chomping, increment } = scanHeader(cursor, start);
  if (isBreak(cursor.code())) cursor.takeBreak();

  let end = start + 1;
  let content = '';
  let lineBreak = '';
  let afterBlank = false;
  let { breaks, indent } = scanIndentation(cursor, increment && Math.max(parentIndent, 0) + increment, parentIndent);
  while (cursor.column === indent && cursor.code() !== NUL) {
    const onBlank = isBlank(cursor.code());
    const folds = !literal && !afterBlank && !onBlank && lineBreak === '\n';
    if (!folds) content += lineBreak;
    else if (breaks === '') content += ' ';
    content += breaks;
    afterBlank = onBlank;

    const lineStart = cursor.pos;
    skipLine(cursor);
    content += text.slice(lineStart, cursor.pos);
    end = cursor.pos;
    lineBreak = isBreak(cursor.code()) ? cursor.takeBreak() : '';
    ({ breaks } = scanIndentation(cursor, indent, parentIndent));
  }
  if (chomping !== 'strip') content += lineBreak;
  if (chomping === 'keep') content += breaks;
  return newToken('scalar', start, end, line, content, '', literal ? 'literal' : 'folded');
}

/** The indicators behind `|` and `>`, in either order, then nothing but a comment. */
function scanHeader(cursor: Cursor, start: number): { chomping: Chomping; increment: number } {
  let chomping = takeChomping(cursor);
  const increment = takeIncrement(cursor, start);
  if (increment > 0 && chomping === undefined) chomping = takeChomping(cursor);
  while (isBlank(cursor.code())) cursor.pos++;
  if (cursor.code() === HASH) skipLine(cursor);
  if (!isBreakOrEnd(cursor.code())) cursor.fail('did not find expected comment or line break', start);
  return { chomping: chomping ?? 'clip', increment };
}

function takeChomping(cursor: Cursor): Chomping | undefined {
  const code = cursor.code();
  if (code !== PLUS && code !== DASH) return undefined;
  cursor.pos++;
  return code === PLUS ? 'keep' : 'strip';
}

function takeIncrement(cursor: Cursor, start: number): number {
  const code = cursor.code();
  if (!isDigit(code)) return 0;
  if (code === ZERO) cursor.fail('found an indentation indicator equal to 0', start);
  cursor.pos++;
  return code - ZERO;
}

function skipLine(cursor: Cursor): void {
  while (!isBreakOrEnd(cursor.code())) cursor.pos++;
}

/** Takes empty lines and the indentation of the next line; an `indent` of 0 is to be found out from the widest. */
function scanIndentation(cursor: Cursor, indent: number, parentIndent: number): { breaks: string; indent: number } {
  let breaks = '';
  let widest = 0;
  for (;;) {
    const limit = indent === 0 ? Number.POSITIVE_INFINITY : indent;
    while (cursor.column < limit && cursor.code() === SPACE) cursor.pos++;
    if (cursor.column > widest) widest = cursor.column;
    if (cursor.column < limit && cursor.code() === TAB) {
      cursor.fail('found a tab character where an indentation space is expected');
    }
    if (!isBreak(cursor.code())) break;
    breaks += cursor.takeBreak();
  }
  return { breaks, indent: indent || Math.max(widest, parentIndent + 1, 1) };
}
