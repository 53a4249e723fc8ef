/** Rows in columns, as kubectl's tables stand. Models Go's text/tabwriter with kubectl's settings (6, 4, 3). */
const LEAST = 6;
const PADDING = 3;

export class Columns {
  /** What has once been wide stays so: rows may come later. */
  readonly #widths: number[] = [];

  /** With line ends. The last cell of a row is as long as it is. */
  write(rows: readonly (readonly string[])[]): string {
    for (const row of rows) {
      row.slice(0, -1).forEach((cell, i) => {
        this.#widths[i] = Math.max(this.#widths[i] ?? LEAST, lengthOf(cell) + PADDING);
      });
    }
    return rows.map((row) => `${row.map((cell, i) => this.#pad(cell, i, row.length)).join('')}\n`).join('');
  }

  #pad(cell: string, i: number, cells: number): string {
    return i === cells - 1 ? cell : cell + ' '.repeat(Math.max(0, (this.#widths[i] ?? 0) - lengthOf(cell)));
  }
}

function lengthOf(text: string): number {
  return Array.from(text).length;
}
