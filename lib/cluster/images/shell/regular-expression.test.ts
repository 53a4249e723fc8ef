import { describe, expect, it, test } from 'vitest';
import { matchesPattern } from './pattern';
import { RegularExpression } from './regular-expression';
import type { Syntax } from './expression-program';

function expression(source: string, syntax: Syntax = 'extended', ignoresCase = false): RegularExpression {
  const made = RegularExpression.of(source, syntax, ignoresCase);
  if ('fault' in made) throw new Error(made.fault);
  return made;
}

describe('a regular expression', () => {
  test.each<[string, string, Syntax, readonly (string | undefined)[] | undefined]>([
    ['a|ab', 'xab', 'extended', ['ab']],
    ['a|ab', 'xab', 'perl', ['a']],
    ['(a+)(b*)', 'caab', 'extended', ['aab', 'aa', 'b']],
    ['a+?', 'aaa', 'perl', ['a']],
    ['x*', 'aaa', 'extended', ['']],
    [String.raw`\(o\)\(n\)`, 'one', 'basic', ['on', 'o', 'n']],
    ['a+', 'a+', 'basic', ['a+']],
    [String.raw`a\+`, 'aa', 'basic', ['aa']],
    [String.raw`a\{2\}`, 'aaa', 'basic', ['aa']],
    ['^[0-9]{1,3}$', '1234', 'extended', undefined],
    ['[[:upper:]_]+', 'ab_CD', 'extended', ['_CD']],
    ['[^a]', 'ab', 'extended', ['b']],
    ['[]a]+', 'b]a', 'extended', [']a']],
    [String.raw`\bcat\b`, 'concat cat', 'extended', ['cat']],
    ['(a)|(b)', 'b', 'extended', ['b', undefined, 'b']],
    [String.raw`\d+`, 'a12', 'perl', ['12']],
    ['.', '🎉', 'extended', ['🎉']],
  ])('%s in %s (%s)', (source, text, syntax, groups) => {
    expect(expression(source, syntax).find(text)?.groups).toEqual(groups);
  });

  it('replaces one, a later one, or all', () => {
    const o = expression('o');
    const by = (): string => '0';
    expect(o.replace('foo boo', by)).toBe('f0o boo');
    expect(o.replace('foo boo', by, { first: 2, isAll: false })).toBe('fo0 boo');
    expect(o.replace('foo boo', by, { first: 2, isAll: true })).toBe('fo0 b00');
    expect(expression('x*').replace('abc', () => '-', { first: 1, isAll: true })).toBe('-a-b-c-');
  });

  it('says what is wrong as GNU does', () => {
    expect(RegularExpression.of('(a', 'extended')).toEqual({ fault: String.raw`Unmatched ( or \(` });
    expect(RegularExpression.of('[a', 'basic')).toEqual({ fault: 'Unmatched [, [^, [:, [., or [=' });
    expect(RegularExpression.of('a\\', 'basic')).toEqual({ fault: 'Trailing backslash' });
    expect(RegularExpression.of('((a{99}){99}){99}', 'extended')).toEqual({ fault: 'Regular expression too big' });
  });

  it('never takes for ever', () => {
    const start = performance.now();
    expect(expression('(a+)+b').test('a'.repeat(5_000))).toBe(false);
    expect(expression('(a|a)*(a|a)*c', 'perl').test('a'.repeat(5_000))).toBe(false);
    expect(matchesPattern('a'.repeat(5_000), '*a*a*a*a*a*a*a*a*b')).toBe(false);
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});

test.each([
  ['a.yaml', '*.yaml', true],
  ['a.yml', '*.y?ml', false],
  ['b1', '[a-c][0-9]', true],
  ['d1', '[!a-c]?', true],
  ['*', String.raw`\*`, true],
  ['x', String.raw`\*`, false],
  ['한글', '??', true],
  ['5', '[[:digit:]]', true],
])('%s fits %s: %s', (text, pattern, fits) => {
  expect(matchesPattern(text, pattern)).toBe(fits);
});
