import { expect, test } from 'vitest';
import { unifiedDiff } from './unified-diff';

// Right: what Go's difflib prints for the same lines, `|` between them.
test.each([
  ['a|b|c', 'a|x|c', '@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n'],
  ['', 'a', '@@ -1 +1 @@\n-\n+a\n'],
  ['a', 'a|b', '@@ -1 +1,2 @@\n a\n+b\n'],
  ['a|b', 'b', '@@ -1,2 +1 @@\n-a\n b\n'],
  ['1|2|3|4|5|6|7|8|9', '1|2|x|4|5|6|7|y|9', '@@ -1,9 +1,9 @@\n 1\n 2\n-3\n+x\n 4\n 5\n 6\n 7\n-8\n+y\n 9\n'],
  [
    '1|2|3|4|5|6|7|8|9|10|11|12',
    'x|2|3|4|5|6|7|8|9|10|11|y',
    '@@ -1,4 +1,4 @@\n-1\n+x\n 2\n 3\n 4\n@@ -9,4 +9,4 @@\n 9\n 10\n 11\n-12\n+y\n',
  ],
  ['a|b', 'c|a|c|a|b', '@@ -1,2 +1,5 @@\n+c\n+a\n+c\n a\n b\n'],
  ['8|u1|3|9|u4', '8|3|3|9|u4', '@@ -1,5 +1,5 @@\n 8\n-u1\n+3\n 3\n 9\n u4\n'],
  ['u0|4|0|u3|u4', '9|5', '@@ -1,5 +1,2 @@\n-u0\n-4\n-0\n-u3\n-u4\n+9\n+5\n'],
  ['7|4|u2|u3|6', '7|4|16|u3|10|10|10|6', '@@ -1,5 +1,8 @@\n 7\n 4\n-u2\n+16\n u3\n+10\n+10\n+10\n 6\n'],
  ['0|5|3|u3|6', '0', '@@ -1,5 +1 @@\n 0\n-5\n-3\n-u3\n-6\n'],
  ['2|1|2|0|u4', '0|2|1|2|2|0|2|0|u4', '@@ -1,5 +1,9 @@\n+0\n 2\n 1\n 2\n+2\n+0\n+2\n 0\n u4\n'],
])('%s → %s', (before, after, diff) => {
  expect(unifiedDiff(before.replaceAll('|', '\n'), after.replaceAll('|', '\n'))).toBe(diff);
});

test('a frequent line of a long text starts no run', () => {
  const braces = Array.from({ length: 210 }, () => '{');
  const diff = unifiedDiff(braces.join('\n'), ['a', ...braces].join('\n'));
  expect(diff).toBe(`@@ -1,210 +1,211 @@\n${'-{\n'.repeat(210)}+a\n${'+{\n'.repeat(210)}`);
});
