import { expect, test } from 'vitest';
import { common, formatIntervals, includes, merge, missing, parseIntervals, total, withIndexes } from './intervals';

test('indexes are written as ranges', () => {
  expect(formatIntervals(withIndexes([], [0, 2, 3, 4, 7, 8]))).toBe('0,2-4,7,8');
  expect(formatIntervals([])).toBe('');
});

test('ranges are read, up to an end', () => {
  expect(parseIntervals('0,2-4,7,8', 8)).toEqual([
    { first: 0, last: 0 },
    { first: 2, last: 4 },
    { first: 7, last: 7 },
  ]);
  expect(parseIntervals('1,x,3-9', 6)).toEqual([
    { first: 1, last: 1 },
    { first: 3, last: 5 },
  ]);
  expect(parseIntervals(undefined, 6)).toEqual([]);
});

test('ranges are joined, counted and compared', () => {
  const joined = merge(parseIntervals('0-2,8', 10), parseIntervals('2-4,5,9', 10));
  expect(formatIntervals(joined)).toBe('0-5,8,9');
  expect(total(joined)).toBe(8);
  expect(includes(joined, 5)).toBe(true);
  expect(includes(joined, 6)).toBe(false);
  expect(common(joined, parseIntervals('4-8', 10))).toBe(3);
  expect([...missing(joined, 12)]).toEqual([6, 7, 10, 11]);
  expect([...missing(joined, 7)]).toEqual([6]);
});
