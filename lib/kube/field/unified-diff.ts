/**
 * A unified diff of two texts, with three lines around each change and no file names, as Go's difflib prints it. Models
 * GetUnifiedDiffString (github.com/pmezard/go-difflib). It finds other hunks than the shortest edit would: the longest run
 * that both have comes first.
 */
import { matchingBlocks } from './matching-blocks';

const AROUND = 3;

interface Change {
  readonly equal: boolean;
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}

export function unifiedDiff(before: string, after: string): string {
  const a = before.split('\n');
  const b = after.split('\n');
  return hunks(changes(a, b))
    .map((hunk) => header(hunk) + hunk.flatMap((change) => lines(change, a, b)).join(''))
    .join('');
}

/** What is equal and what is not, from the first line to the last. */
function changes(a: readonly string[], b: readonly string[]): Change[] {
  const found: Change[] = [];
  let i = 0;
  let j = 0;
  for (const { at, to, size } of [...matchingBlocks(a, b), { at: a.length, to: b.length, size: 0 }]) {
    if (i < at || j < to) found.push({ equal: false, from: [i, at], to: [j, to] });
    i = at + size;
    j = to + size;
    if (size > 0) found.push({ equal: true, from: [at, i], to: [to, j] });
  }
  return found;
}

/** The changes with the lines around them; those that are near share a hunk. */
function hunks(all: readonly Change[]): Change[][] {
  const found: Change[][] = [];
  let hunk: Change[] = [];
  for (const [index, change] of all.entries()) {
    const isFirst = index === 0;
    const isLast = index === all.length - 1;
    const length = change.from[1] - change.from[0];
    if (!change.equal) hunk.push(change);
    else if (isFirst || isLast || length > 2 * AROUND) {
      if (!isFirst) {
        hunk.push(part(change, 0, Math.min(length, AROUND)));
        found.push(hunk);
      }
      hunk = isLast ? [] : [part(change, Math.max(0, length - AROUND), length)];
    } else hunk.push(change);
  }
  if (hunk.some((change) => !change.equal)) found.push(hunk);
  return found;
}

function part({ from, to }: Change, start: number, end: number): Change {
  return { equal: true, from: [from[0] + start, from[0] + end], to: [to[0] + start, to[0] + end] };
}

function header(hunk: readonly Change[]): string {
  const first = hunk[0];
  const last = hunk.at(-1);
  if (!first || !last) return '';
  return `@@ -${range(first.from[0], last.from[1])} +${range(first.to[0], last.to[1])} @@\n`;
}

/** A range without lines begins at the line before it. */
function range(start: number, end: number): string {
  const length = end - start;
  return length === 1 ? `${start + 1}` : `${length === 0 ? start : start + 1},${length}`;
}

function lines({ equal, from, to }: Change, a: readonly string[], b: readonly string[]): string[] {
  if (equal) return a.slice(...from).map((line) => ` ${line}\n`);
  return [...a.slice(...from).map((line) => `-${line}\n`), ...b.slice(...to).map((line) => `+${line}\n`)];
}
