import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asShown, changeBetween, editAsShown, mergeEdit, wellFormed } from './index';

describe('changeBetween', () => {
  it('is one replacement of what differs', () => {
    expect(changeBetween('a Pod runs', 'a Service runs')).toEqual({ at: 2, remove: 3, insert: 'Service' });
    expect(changeBetween('aa', 'aaa')).toEqual({ at: 2, remove: 0, insert: 'a' });
    expect(changeBetween('same', 'same')).toBeUndefined();
  });

  it('never cuts a surrogate pair', () => {
    expect(changeBetween('🎉', '🎈')).toEqual({ at: 0, remove: 2, insert: '🎈' });
    expect(changeBetween('\u{1F389}', '\u{1F789}')).toEqual({ at: 0, remove: 2, insert: '\u{1F789}' });
  });
});

describe('editAsShown', () => {
  it('leaves the line ends that were not touched', () => {
    expect(editAsShown('a\r\nb\nc\rd', 'a\nb\nX\nd', '\r\n')).toBe('a\r\nb\nX\rd');
    expect(editAsShown('a\r\nb', 'a\nnew\nb', '\r\n')).toBe('a\r\nnew\r\nb');
    expect(editAsShown('a\r\nb', 'ab', '\n')).toBe('ab');
  });

  it('shows afterwards what was typed, whatever the text was', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '한', '🎉', '\n', '\r\n', '\r', ' ') });
    fc.assert(
      fc.property(text, text, (before, typed) => {
        expect(asShown(editAsShown(before, asShown(typed), '\r\n'))).toBe(asShown(typed));
        expect(editAsShown(before, asShown(before), '\n')).toBe(before);
      }),
    );
  });
});

it('mergeEdit keeps both edits', () => {
  expect(mergeEdit('a b c', 'a b C', 'A b c')).toBe('A b C');
  expect(mergeEdit('a b c', 'a b c', 'A b c')).toBe('A b c');
  expect(mergeEdit('', 'mine', 'theirs')).toBe('minetheirs');
});

it('wellFormed marks a lone surrogate and leaves pairs', () => {
  expect(wellFormed('🎉\ud83c한')).toBe('🎉\u{FFFD}한');
});
