let indexedText = '';
let lineStarts: readonly number[] = [0];

/**
 * The line and column of an offset as an editor counts them: one-based, UTF-16 units, lines ended by LF, CRLF or CR.
 * The lines of the last text are remembered, so many calls for one text cost a binary search each.
 */
export function positionAt(text: string, offset: number): { line: number; column: number } {
  if (text !== indexedText) {
    lineStarts = findLineStarts(text);
    indexedText = text;
  }
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (lineStarts[low] ?? 0) + 1 };
}

function findLineStarts(text: string): readonly number[] {
  const starts = [0];
  for (const end of text.matchAll(/\r\n|\r|\n/g)) starts.push(end.index + end[0].length);
  return starts;
}
