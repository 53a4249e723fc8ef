import { expect, test } from 'vitest';
import { headingsOf, splitFrontMatter } from './lesson';

test('front matter is what stands between the first two lines of dashes', () => {
  expect(splitFrontMatter('---\ntitle: a\n---\n\nText\n---\nmore\n')).toEqual({
    yaml: 'title: a\n',
    body: '\nText\n---\nmore\n',
  });
});

test('a lesson without front matter is refused', () => {
  expect(() => splitFrontMatter('# Title\n')).toThrow('has no front matter');
});

test('headings are found as plain text, but not in code', () => {
  const body = [
    '## A `field` and *more*',
    '```yaml',
    '## comment',
    '```',
    '### B',
    '#c',
    '````text',
    '```',
    '## d',
    '````',
  ];
  expect(headingsOf(body.join('\n'))).toEqual([
    { depth: 2, text: 'A field and more' },
    { depth: 3, text: 'B' },
  ]);
});
