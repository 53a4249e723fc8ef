/** What `diff -u` prints of two texts, without the names: hunks with three lines around each change. Models GNU diff. */
import { diffArrays } from 'diff';

const AROUND = 3;

/** Empty where the texts are the same. */
export function unifiedDiff(before: string, after: string): string {
  const [old, now] = [linesOf(before), linesOf(after)];
  const [gone, added] = changedLines(old, now);
  slideDown(old, gone, added);
  slideDown(now, added, gone);
  return hunks(stepsOf(old, now, gone, added));
}

function linesOf(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function changedLines(old: readonly string[], now: readonly string[]): [boolean[], boolean[]] {
  const [gone, added]: [boolean[], boolean[]] = [[], []];
  for (const { count, added: isAdded, removed } of diffArrays([...old], [...now])) {
    for (let i = 0; i < count; i++) {
      if (!isAdded) gone.push(removed);
      if (!removed) added.push(isAdded);
    }
  }
  return [gone, added];
}

/**
 * Which of several equal lines has changed is a matter of taste: a run of changes moves as far down as it can, but meets a run
 * of the other text where it could. Models shift_boundaries of GNU diff's analyze.c.
 */
function slideDown(lines: readonly string[], changed: boolean[], other: readonly boolean[]): void {
  const end = lines.length;
  const move = (index: number, to: boolean): void => void (changed[index] = to);
  let i = 0;
  let j = 0;
  for (;;) {
    while (i < end && changed[i] !== true) {
      while (other[j++] === true);
      i++;
    }
    if (i >= end) return;
    let start = i;
    while (changed[++i] === true);
    while (other[j] === true) j++;
    let length: number;
    let meeting: number;
    do {
      length = i - start;
      while (start > 0 && lines[start - 1] === lines[i - 1]) {
        move(--start, true);
        move(--i, false);
        while (changed[start - 1] === true) start--;
        while (other[--j] === true);
      }
      meeting = other[j - 1] === true ? i : end;
      while (i !== end && lines[start] === lines[i]) {
        move(start++, false);
        move(i++, true);
        while (changed[i] === true) i++;
        while (other[++j] === true) meeting = i;
      }
    } while (length !== i - start);
    while (meeting < i) {
      move(--start, true);
      move(--i, false);
      while (other[--j] === true);
    }
  }
}

interface Step {
  readonly sign: ' ' | '-' | '+';
  readonly line: string;
  /** How many lines of either text stand before it. */
  readonly old: number;
  readonly now: number;
}

function stepsOf(
  before: readonly string[],
  after: readonly string[],
  gone: readonly boolean[],
  added: readonly boolean[],
): Step[] {
  const steps: Step[] = [];
  let [old, now] = [0, 0];
  while (old < before.length || now < after.length) {
    if (gone[old] === true) steps.push({ sign: '-', line: before[old] ?? '', old: old++, now });
    else if (added[now] === true) steps.push({ sign: '+', line: after[now] ?? '', old, now: now++ });
    else steps.push({ sign: ' ', line: after[now] ?? '', old: old++, now: now++ });
  }
  return steps;
}

function hunks(steps: readonly Step[]): string {
  const changes = steps.flatMap(({ sign }, i) => (sign === ' ' ? [] : [i]));
  let text = '';
  for (let at = 0; at < changes.length; at++) {
    const from = changes[at] ?? 0;
    while ((changes[at + 1] ?? Infinity) - (changes[at] ?? 0) <= 2 * AROUND + 1) at++;
    text += hunk(steps.slice(Math.max(0, from - AROUND), (changes[at] ?? 0) + AROUND + 1));
  }
  return text;
}

function hunk(steps: readonly Step[]): string {
  const [first] = steps;
  const old = range(first?.old ?? 0, steps.filter(({ sign }) => sign !== '+').length);
  const now = range(first?.now ?? 0, steps.filter(({ sign }) => sign !== '-').length);
  return `@@ -${old} +${now} @@\n${steps.map(({ sign, line }) => `${sign}${line}\n`).join('')}`;
}

function range(before: number, count: number): string {
  return count === 1 ? String(before + 1) : `${count === 0 ? before : before + 1},${count}`;
}
