/** Columns as Go's text/tabwriter sets them: a cell ends at a tab, and a column goes on while the lines below have that cell. */
export interface Columns {
  readonly minWidth: number;
  readonly padding: number;
}

/** What `kubectl describe` uses. */
const DESCRIBE: Columns = { minWidth: 0, padding: 2 };

/**
 * The text with its tabs made into spaces. What stands behind a line's last tab belongs to no column. Widths are counted in
 * code points, so that wide letters stand as crooked as kubectl's.
 */
export function alignColumns(text: string, columns: Columns = DESCRIBE): string {
  // A form feed ends a line and every column with it.
  return text
    .split('\f')
    .map((part) => alignLines(part.split('\n'), columns))
    .join('\n');
}

function alignLines(lines: readonly string[], columns: Columns): string {
  const rows = lines.map((line) => line.split(/[\t\v]/));
  const widths: number[][] = rows.map(() => []);
  for (let start = 0; start < rows.length; start++) {
    const length = rows[start]?.length ?? 0;
    for (let column = widths[start]?.length ?? 0; column < length - 1; column++)
      measure(rows, widths, start, column, columns);
  }
  return rows.map((row, at) => row.map((cell, column) => padded(cell, widths[at]?.[column])).join('')).join('\n');
}

/** Sets the width of the block of this column that begins in this line. */
function measure(
  rows: readonly (readonly string[])[],
  widths: readonly number[][],
  start: number,
  column: number,
  { minWidth, padding }: Columns,
): void {
  let end = start;
  let width = minWidth;
  for (; column < (rows[end]?.length ?? 0) - 1; end++) {
    width = Math.max(width, lengthOf(rows[end]?.[column] ?? '') + padding);
  }
  for (let at = start; at < end; at++) widths[at]?.push(width);
}

function padded(cell: string, width: number | undefined): string {
  return width === undefined ? cell : cell + ' '.repeat(Math.max(width - lengthOf(cell), 0));
}

function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length++;
  return length;
}
