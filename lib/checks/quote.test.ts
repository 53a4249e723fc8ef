import { expect, test } from 'vitest';
import { quote, quoteList } from './quote';

test('a plain word is quoted as it is', () => {
  expect(quote('mongo-secrets')).toBe('mongo-secrets');
  expect(quote(27017)).toBe('27017');
  expect(quote(true)).toBe('true');
  expect(quote(null)).toBe('null');
});

test('text that would be read as something else keeps its quotes', () => {
  expect(quote('8081')).toBe('"8081"');
  expect(quote('yes')).toBe('"yes"');
  expect(quote('')).toBe('""');
  expect(quote('mongouser\n')).toBe('"mongouser\\n"');
});

test('a long value is cut and a line break becomes a space', () => {
  expect(quote('x'.repeat(61))).toBe(`${'x'.repeat(59)}…`);
  expect(quote('x'.repeat(60))).toBe('x'.repeat(60));
  expect(quote('a\n  b\u0000c')).toBe('a b c');
});

test('a backtick can not end the code span that the sentence puts around the value', () => {
  expect(quote('a`b')).toBe("a'b");
});

test('maps and lists are written in one line, two levels deep', () => {
  expect(quote({ app: 'web', port: '80', of: { a: 1 }, no: {} })).toBe('{app: web, port: "80", of: {a: 1}, no: {}}');
  expect(quote([1, ['a'], [], { a: 1 }, [[1]]])).toBe('[1, [a], [], {a: 1}, [[…]]]');
  expect(quote([1, 2, 3, 4, 5, 6, 7])).toBe('[1, 2, 3, 4, 5, 6, …]');
});

test('a list of names says so when it is empty, and ends with dots when it is long', () => {
  expect(quoteList([], 'en')).toBe('none');
  expect(quoteList([], 'ko')).toBe('없음');
  expect(quoteList(['a', 'b'], 'en')).toBe('`a`, `b`');
  expect(quoteList(['1', 'b', 'c', 'd', 'e', 'f', 'g'], 'ko')).toBe('`"1"`, `b`, `c`, `d`, `e`, `f`, …');
});
