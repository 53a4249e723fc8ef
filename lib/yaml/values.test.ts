import { describe, expect, it } from 'vitest';
import { parseYaml } from './index';

function valueOf(text: string): unknown {
  return parseYaml(text).documents[0]?.value;
}

describe('a plain scalar', () => {
  it.each<[string, unknown]>([
    ['yes', true],
    ['y', true],
    ['On', true],
    ['NO', false],
    ['off', false],
    ['yEs', 'yEs'],
    ['~', null],
    ['Null', null],
    ['3', 3],
    ['+3', 3],
    ['-0', 0],
    ['010', 8],
    ['08', 8],
    ['0o17', 15],
    ['0x1F', 31],
    ['-0b11', -3],
    ['0b-1', -1],
    ['1_000', 1000],
    ['9007199254740991', 9_007_199_254_740_991],
    ['9007199254740993', 9_007_199_254_740_993n],
    ['-9223372036854775808', -9_223_372_036_854_775_808n],
    ['3.0', 3],
    ['.5', 0.5],
    ['1E+1', 10],
    ['0.', 0],
    ['1e999', '1e999'],
    ['1:30', '1:30'],
    ['2022-05-13', '2022-05-13'],
    ['<<', '<<'],
    ['3#three', '3#three'],
    ['{}', {}],
  ])('%s means what kubectl takes it for', (text, value) => {
    expect(valueOf(`key: ${text}\n`)).toEqual({ key: value });
  });

  it('beyond int64 is the float that kubectl sends', () => {
    expect(valueOf('18446744073709551615')).toBe(18_446_744_073_709_552_000);
  });

  it('keeps its inner line breaks folded', () => {
    expect(valueOf('a: one\n  two\n\n  three\nb: c\n')).toEqual({ a: 'one two\nthree', b: 'c' });
  });
});

describe('a scalar with a tag', () => {
  it.each<[string, unknown]>([
    ['!!str yes', 'yes'],
    ['!!int "3"', 3],
    ['!!float 3', 3],
    ['!!binary aGk=', 'hi'],
    ['!!binary /w==', '\ufffd'],
    ['!mine 5', '5'],
    ['!', ''],
    ['&a', null],
    ['!!timestamp 2001-12-14', '2001-12-14'],
  ])('%s is %j', (text, value) => {
    expect(valueOf(`key: ${text}\n`)).toEqual({ key: value });
  });
});

describe('a map', () => {
  it('takes the last of a key that is set twice', () => {
    expect(valueOf('a: 1\nb: 2\na: 3\n')).toEqual({ a: 3, b: 2 });
  });

  it('is overwritten by a merge that stands behind', () => {
    expect(valueOf('x: &x {a: 1}\np:\n  a: 2\n  <<: *x\nq:\n  <<: *x\n  a: 3\n')).toEqual({
      x: { a: 1 },
      p: { a: 1 },
      q: { a: 3 },
    });
  });

  it('has its keys as text', () => {
    expect(Object.keys(valueOf('1: a\ntrue: b\n1.5: c\n1e7: d\n010: e\n') ?? {})).toEqual([
      '1',
      '8',
      'true',
      '1.5',
      '1e+07',
    ]);
  });

  it('holds __proto__ as a field like any other', () => {
    const value = valueOf('__proto__: {polluted: true}\n');
    expect(Object.keys(value ?? {})).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });
});
