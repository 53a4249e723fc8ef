import { expect, test } from 'vitest';
import { alignColumns } from './tabwriter';

test('a column goes on while the lines below have it', () => {
  expect(alignColumns('a\tb\nlonger\tc\nalone\nx\ty\n')).toBe('a       b\nlonger  c\nalone\nx  y\n');
});

test('what stands behind the last tab belongs to no column', () => {
  expect(alignColumns('a\tb\tc\nlonger\td\n')).toBe('a       b  c\nlonger  d\n');
});

test('widths are counted in letters, however wide or many bytes they are', () => {
  expect(alignColumns('가나\tb\n😀\tc\n')).toBe('가나  b\n😀   c\n');
});

test('an empty cell keeps its place', () => {
  expect(alignColumns('a\t\tb\n')).toBe('a    b\n');
});
