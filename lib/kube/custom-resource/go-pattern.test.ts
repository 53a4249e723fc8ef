import { expect, it } from 'vitest';
import { goPattern } from './go-pattern';

function fits(pattern: string, text: string): boolean | string {
  const read = goPattern(pattern);
  return 'fault' in read ? read.fault : read.test(text);
}

it.each([
  ['^[a-z]+$', 'abc', true],
  ['^[a-z]+$', 'ABC', false],
  ['(?i)^[a-z]+$', 'ABC', true],
  [String.raw`^\pL+$`, 'é', true],
  [String.raw`\A\d+\z`, '12', true],
  ['^[[:alpha:]]+$', 'ab', true],
  ['^(?P<year>[0-9]{4})$', '2022', true],
  ['^[a-z]+(-[a-z]+)*$', 'a-b', true],
  ['^[a-z]+(-[a-z]+)*$', 'a--b', false],
  [String.raw`^(\S+ ){4}\S+$`, '0 3 * * *', true],
  [String.raw`^(\S+ ){4}\S+$`, 'soon', false],
])('%s of %s is %s', (pattern, text, expected) => {
  expect(fits(pattern, text)).toBe(expected);
});

it.each([
  ['[a-z', 'error parsing regexp: missing closing ]: `[a-z`'],
  ['(a', 'error parsing regexp: missing closing ): `(a`'],
  ['a)', 'error parsing regexp: unexpected ): `a)`'],
  ['*a', 'error parsing regexp: missing argument to repetition operator: `*`'],
  ['a**', 'error parsing regexp: invalid nested repetition operator: `**`'],
  ['(?=a)', 'error parsing regexp: invalid or unsupported Perl syntax: `(?=`'],
])('%s is no pattern', (pattern, fault) => {
  expect(fits(pattern, '')).toBe(fault);
});

it('takes any text for a pattern that might backtrack for ever', () => {
  expect(fits('^(a+)+$', `${'a'.repeat(40)}b`)).toBe(true);
});
