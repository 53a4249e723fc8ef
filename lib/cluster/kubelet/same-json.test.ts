import { expect, test } from 'vitest';
import { isSameJson } from './same-json';

test('what is null or undefined is as good as nothing', () => {
  expect(isSameJson({ a: 1, b: null }, { a: 1 })).toBe(true);
  expect(isSameJson({ a: 1 }, { a: 1, b: undefined, c: null })).toBe(true);
  expect(isSameJson({ a: [{ b: 'x', at: null }] }, { a: [{ b: 'x' }] })).toBe(true);
  expect(isSameJson({ a: 0 }, {})).toBe(false);
  expect(isSameJson({}, { a: '' })).toBe(false);
  expect(isSameJson([1, 2], [2, 1])).toBe(false);
  expect(isSameJson({ a: {} }, { a: [] })).toBe(false);
});
