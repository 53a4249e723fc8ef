import { expect, test } from 'vitest';
import { canonicalJson } from './canonical-json';

test('the order of keys and empty lists make no difference, all else does', () => {
  const text = canonicalJson({ b: [{ y: 1, x: 2 }], a: 'A', none: [] });
  expect(text).toBe('{"a":"A","b":[{"x":2,"y":1}]}');
  expect(canonicalJson({ a: 'A', b: [{ x: 2, y: 1 }] })).toBe(text);
  expect(canonicalJson({ a: 'A', b: [{ x: 2, y: 2 }] })).not.toBe(text);
  expect(canonicalJson({ a: 'A', b: [{ x: 2, y: 1 }], c: {} })).not.toBe(text);
});
