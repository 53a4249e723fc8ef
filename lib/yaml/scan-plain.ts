import { COLON, HASH, isBlank, isBreak, isFlowIndicator, isGap, TAB } from './characters';
import type { Cursor } from './cursor';
import { newToken, type Token } from './token';

/**
 * Scans a scalar without quotes, over several lines if they are indented by at least `indent`. Models
 * yaml_parser_scan_plain_scalar. The cursor stops behind the line breaks that follow.
 */
export function scanPlain(cursor: Cursor, indent: number, inFlow: boolean): Token {
  const { text, pos: start, line } = cursor;
  let content = '';
  let end = start;
  let glue = '';
  while (!cursor.atDocumentIndicator()) {
    const lineStart = cursor.pos;
    const lineEnd = scanLine(cursor, inFlow);
    if (lineEnd > lineStart) {
      content += glue + text.slice(lineStart, lineEnd);
      end = lineEnd;
    }
    if (!isBreak(cursor.code())) break;
    glue = fold(cursor, indent, start);
    if (!inFlow && cursor.column < indent) break;
  }
  return newToken('scalar', start, end, line, content);
}

/** Moves to where the scalar ends on this line, or to the line's end; returns where its text ends, blanks left out. */
function scanLine(cursor: Cursor, inFlow: boolean): number {
  const { text } = cursor;
  let pos = cursor.pos;
  let end = pos;
  let code = text.charCodeAt(pos);
  while (code !== HASH) {
    while (!isGap(code)) {
      if (code === COLON ? isGap(text.charCodeAt(pos + 1)) : inFlow && isFlowIndicator(code)) break;
      code = text.charCodeAt(++pos);
      end = pos;
    }
    if (!isBlank(code)) break;
    while (isBlank(code)) code = text.charCodeAt(++pos);
  }
  cursor.pos = pos;
  return end;
}

/** Takes line breaks and indentation, and returns what they become if the scalar goes on. */
function fold(cursor: Cursor, indent: number, start: number): string {
  const first = cursor.takeBreak();
  let more = '';
  for (;;) {
    const code = cursor.code();
    if (isBreak(code)) more += cursor.takeBreak();
    else if (!isBlank(code)) break;
    else if (code === TAB && cursor.column < indent) {
      cursor.fail('found a tab character that violates indentation', cursor.pos > start ? cursor.pos : start);
    } else cursor.pos++;
  }
  return joinLines(first, more);
}

/** One line feed is a space, more are one less; LS and PS stay. */
export function joinLines(first: string, more: string): string {
  return first === '\n' ? more || ' ' : first + more;
}
