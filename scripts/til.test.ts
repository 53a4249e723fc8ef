import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { checkBytes } from './til';

it('gives the seed’s bytes back', () => {
  expect(checkBytes('220513.md', readFileSync('fixtures/seed/220513.md'))).toEqual({
    ok: true,
    line: '220513.md: 7544 bytes unchanged, 2022-05-13, 5 of 5 sections',
  });
});

it.each([
  ['nothing', []],
  ['bytes that are not UTF-8', [0xff, 0xfe, 0x00, 0x41, 0xc3, 0x28, 0xed, 0xa0, 0x80]],
  ['a byte order mark and mixed line ends', [0xef, 0xbb, 0xbf, 0x2d, 0x0d, 0x0a, 0x0a, 0x0d]],
])('gives %s back, without a date', (_, bytes) => {
  expect(checkBytes('x.md', Uint8Array.from(bytes))).toEqual({
    ok: true,
    line: `x.md: ${bytes.length} bytes unchanged, x.md says no date, neither in its name nor in its front matter., 0 of 5 sections`,
  });
});
