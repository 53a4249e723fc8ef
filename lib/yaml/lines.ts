/** Lines as an editor sees them: ended by LF, CRLF or CR. */

export function lineStartAt(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && !endsLine(text.charCodeAt(start - 1))) start--;
  return start;
}

/** Where the line's text ends, its line break left out. */
export function lineEndAt(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && !endsLine(text.charCodeAt(end))) end++;
  return end;
}

/** Where the next line starts; the text's length behind the last. */
export function nextLineAt(text: string, offset: number): number {
  const end = lineEndAt(text, offset);
  return text.startsWith('\r\n', end) ? end + 2 : Math.min(end + 1, text.length);
}

/** How many spaces the line of this offset begins with. */
export function indentationAt(text: string, offset: number): number {
  const start = lineStartAt(text, offset);
  let end = start;
  while (text.charCodeAt(end) === 0x20) end++;
  return end - start;
}

function endsLine(code: number): boolean {
  return code === 0x0a || code === 0x0d;
}
