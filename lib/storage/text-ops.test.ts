import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { applyEdit, writeText } from './index';

function newText(content: string): Y.Text {
  const text = new Y.Doc().getText('day');
  text.insert(0, content);
  return text;
}

describe('writeText and applyEdit', () => {
  it('make any text of any other', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, after) => {
        const text = newText(before);
        writeText(text, after);
        expect(text.toJSON()).toBe(after);
      }),
    );
  });

  it('keep an edit that another tab made elsewhere meanwhile', () => {
    const text = newText('one two three');
    text.insert(0, 'zero ');
    applyEdit(text, 'one two three', 'one two four');
    expect(text.toJSON()).toBe('zero one two four');
    applyEdit(text, 'one two four', 'ONE two four');
    expect(text.toJSON()).toBe('zero ONE two four');
  });

  it('keep both where both changed the same word', () => {
    const text = newText('a word here');
    writeText(text, 'a sword here');
    applyEdit(text, 'a word here', 'a world here');
    expect(text.toJSON()).toBe('a sworld here');
  });

  it('never lose what the other tab wrote, whatever was typed', () => {
    const words = fc.string({ unit: fc.constantFrom('a', 'b', '한', '🎉', '\n') });
    fc.assert(
      fc.property(words, words, fc.nat(), fc.nat(), (before, mine, here, there) => {
        const text = newText(before);
        const at = here % (before.length + 1);
        if (isInsidePair(before, at)) return;
        text.insert(at, '<theirs>');
        const mineAt = there % (before.length + 1);
        if (isInsidePair(before, mineAt)) return;
        applyEdit(text, before, before.slice(0, mineAt) + mine + before.slice(mineAt));
        expect(text.toJSON()).toContain('<theirs>');
        expect(text.toJSON()).toHaveLength(before.length + mine.length + '<theirs>'.length);
      }),
    );
  });

  it('mark a lone surrogate as what it is', () => {
    const text = newText('');
    writeText(text, 'a\ud83cb');
    expect(text.toJSON()).toBe('a\u{FFFD}b');
  });
});

function isInsidePair(text: string, at: number): boolean {
  return at > 0 && (text.codePointAt(at - 1) ?? 0) > 0xffff;
}
