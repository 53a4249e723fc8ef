import { describe, expect, it } from 'vitest';
import { printJson } from './print-json';
import { printYaml } from './print-yaml';

describe('YAML', () => {
  it('sorts keys, counting runs of digits, and keeps lists at their key’s margin', () => {
    expect(printYaml({ b: [{ y: 1, x: [] }, 'a'], a10: {}, a9: null })).toBe(
      'a9: null\na10: {}\nb:\n- x: []\n  "y": 1\n- a\n',
    );
  });

  it.each([
    ['true', '"true"'],
    ['1_000', '"1_000"'],
    ['12:30', '"12:30"'],
    ['2024-01-01', '"2024-01-01"'],
    ['-', "'-'"],
    ["'x", "'''x'"],
    ['a #b', "'a #b'"],
    ['a\tb', '"a\\tb"'],
    ['x😀', '"x\\U0001F600"'],
    ['한글', '한글'],
    ['a: b\nc\n', '|\n  a: b\n  c'],
    ['a\n\n', '|+\n  a\n'],
    [' a\nb', '|2-\n   a\n  b'],
    ['a \nb\n', '"a \\nb\\n"'],
  ])('writes %j as go-yaml does', (text, written) => {
    expect(printYaml({ k: text })).toBe(`k: ${written}\n`);
  });

  it('folds after 80 columns', () => {
    const words = 'word '.repeat(20).trim();
    expect(printYaml({ k: words })).toBe(`k: ${'word '.repeat(16).trim()}\n  ${'word '.repeat(4).trim()}\n`);
  });
});

describe('JSON', () => {
  it('escapes what HTML minds, and sorts keys', () => {
    expect(printJson({ b: '<a>&', a: [] })).toBe('{\n    "a": [],\n    "b": "\\u003ca\\u003e\\u0026"\n}');
    expect(printJson({ b: 1, a: 2 }, { indent: '', sorted: false })).toBe('{"b":1,"a":2}');
  });
});
