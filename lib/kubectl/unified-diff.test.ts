import { describe, expect, it } from 'vitest';
import { unifiedDiff } from './unified-diff';

const letters = (text: string): string => text.split('').join('\n') + (text === '' ? '' : '\n');

describe('a unified diff', () => {
  it('is empty of equal texts', () => {
    expect(unifiedDiff('a\nb\n', 'a\nb\n')).toBe('');
  });

  it('shows three lines around a change', () => {
    expect(unifiedDiff(letters('abcdefghi'), letters('abcdXfghi'))).toBe(
      '@@ -2,7 +2,7 @@\n b\n c\n d\n-e\n+X\n f\n g\n h\n',
    );
  });

  it('joins changes between which six lines stand, and parts those with seven', () => {
    const hunks = (text: string): number => text.split('@@ -').length - 1;
    expect(hunks(unifiedDiff(letters('A123456B'), letters('X123456Y')))).toBe(1);
    expect(hunks(unifiedDiff(letters('A1234567B'), letters('X1234567Y')))).toBe(2);
  });

  it('counts no line of a text that is empty', () => {
    expect(unifiedDiff('', 'a\nb\n')).toBe('@@ -0,0 +1,2 @@\n+a\n+b\n');
    expect(unifiedDiff('a\n', '')).toBe('@@ -1 +0,0 @@\n-a\n');
  });

  it('moves what was added among equals as far down as it can', () => {
    expect(unifiedDiff(letters('abab'), letters('ababab'))).toBe('@@ -2,3 +2,5 @@\n b\n a\n b\n+a\n+b\n');
  });
});
