/** Sets of indexes as a Job writes them: `0,2-4,7`. Models orderedIntervals (pkg/controller/job/indexed_job_utils.go). */
export interface Interval {
  readonly first: number;
  readonly last: number;
}

/** In order, none touching the next. */
export type Intervals = readonly Interval[];

/** What is no number, or not below `end`, is passed over. */
export function parseIntervals(text: string | undefined, end: number): Intervals {
  const found: Interval[] = [];
  for (const part of (text ?? '').split(',')) {
    const [, first, last] = /^(\d+)(?:-(\d+))?$/.exec(part) ?? [];
    if (first === undefined) continue;
    if (Number(first) >= end) break;
    found.push({ first: Number(first), last: Math.min(Number(last ?? first), end - 1) });
  }
  return merge(found, []);
}

export function formatIntervals(intervals: Intervals): string {
  return intervals
    .map(({ first, last }) => (first === last ? `${first}` : `${first}${last === first + 1 ? ',' : '-'}${last}`))
    .join(',');
}

export function withIndexes(intervals: Intervals, indexes: Iterable<number>): Intervals {
  const added = [...new Set(indexes)].sort((a, b) => a - b);
  return merge(
    intervals,
    added.map((index) => ({ first: index, last: index })),
  );
}

export function merge(a: Intervals, b: Intervals): Intervals {
  const merged: Interval[] = [];
  for (const { first, last } of [...a, ...b].sort((one, other) => one.first - other.first)) {
    const before = merged.at(-1);
    if (!before || first > before.last + 1) merged.push({ first, last });
    else if (before.last < last) merged[merged.length - 1] = { first: before.first, last };
  }
  return merged;
}

export function total(intervals: Intervals): number {
  return intervals.reduce((sum, { first, last }) => sum + last - first + 1, 0);
}

export function includes(intervals: Intervals, index: number): boolean {
  return intervals.some(({ first, last }) => first <= index && index <= last);
}

/** How many are in both. */
export function common(a: Intervals, b: Intervals): number {
  let count = 0;
  for (const one of a) {
    for (const other of b) {
      count += Math.max(0, Math.min(one.last, other.last) - Math.max(one.first, other.first) + 1);
    }
  }
  return count;
}

/** The lowest below `end` that are not among them. */
export function* missing(intervals: Intervals, end: number): Generator<number> {
  let next = 0;
  for (const { first, last } of intervals) {
    for (; next < Math.min(first, end); next += 1) yield next;
    next = Math.max(next, last + 1);
  }
  for (; next < end; next += 1) yield next;
}
