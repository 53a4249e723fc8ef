import { describe, expect, it } from 'vitest';
import { positionAt } from './index';

describe('a position', () => {
  it('counts lines and columns from one', () => {
    expect(positionAt('ab\ncd', 0)).toEqual({ line: 1, column: 1 });
    expect(positionAt('ab\ncd', 4)).toEqual({ line: 2, column: 2 });
    expect(positionAt('ab\ncd', 5)).toEqual({ line: 2, column: 3 });
  });

  it('takes CRLF and CR for ends of lines', () => {
    expect(positionAt('a\r\nb\rc', 3)).toEqual({ line: 2, column: 1 });
    expect(positionAt('a\r\nb\rc', 5)).toEqual({ line: 3, column: 1 });
  });

  it('counts UTF-16 units', () => {
    expect(positionAt('😀x', 2)).toEqual({ line: 1, column: 3 });
  });
});
