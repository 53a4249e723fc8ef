import { array, assert, constantFrom, nat, oneof, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseYaml, positionAt } from './index';

function messageFor(text: string): string | undefined {
  return parseYaml(text).documents[0]?.fault?.message;
}

describe('a text that means harm', () => {
  it('may nest ten thousand levels deep and no deeper', () => {
    expect(messageFor('['.repeat(10_000) + ']'.repeat(10_000))).toBeUndefined();
    expect(messageFor('['.repeat(10_001))).toBe('exceeded max depth of 10000');
    expect(messageFor('- '.repeat(10_001))).toBe('exceeded max depth of 10000');
    expect(messageFor('{"a":'.repeat(10_001))).toBe("json: offset 50001: invalid character '{' exceeded max depth");
  });

  it('may not blow up through aliases', () => {
    const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]'];
    for (const [name, before] of ['ba', 'cb', 'dc', 'ed', 'fe', 'gf', 'hg']) {
      bomb.push(`${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(',')}]`);
    }
    expect(messageFor(bomb.join('\n'))).toBe('document contains excessive aliasing');
    expect(parseYaml(bomb.join('\n')).documents[0]?.partial).toBeUndefined();
  });

  it('may not contain itself', () => {
    expect(messageFor('a: &a {b: *a}\n')).toBe("anchor 'a' value contains itself");
  });

  it('of five million characters is read in the time of one', () => {
    const texts = ['- a: "b"\n', '# x\n', 'x', '\n', 'a: [\n', "'", '{', '\t', 'a: b\n---\n'];
    for (const piece of texts) {
      const { documents } = parseYaml(piece.repeat(Math.floor(500_000 / piece.length)));
      expect(documents.length).toBeGreaterThan(0);
    }
  });
});

const PIECES = [
  'a',
  'b: ',
  '- ',
  '? ',
  ': ',
  '\n',
  '\n  ',
  '\n    ',
  '\t',
  ' #',
  '"',
  "'",
  '[',
  ']',
  '{',
  '}',
  ',',
  '|',
  '>',
];
const MORE = [
  '&a ',
  '*a',
  '!!int ',
  '!',
  '---\n',
  '...\n',
  '%TAG ',
  '<<: ',
  '~',
  '0x1',
  '\r',
  '\u2028',
  '\ud800',
  '\u0007',
  '한',
  '😀',
];

describe('any text', () => {
  it('is read without a throw, and every place found lies within it', () => {
    const anyText = array(constantFrom(...PIECES, ...MORE), { maxLength: 24 }).map((pieces) => pieces.join(''));
    assert(
      property(oneof(anyText, string()), nat(80), (text, offset) => {
        for (const document of parseYaml(text).documents) {
          const { range, fault } = document;
          for (const place of [range, fault?.range ?? range]) {
            expect(place.start).toBeLessThanOrEqual(place.end);
            expect(place.end).toBeLessThanOrEqual(text.length);
          }
          const found = document.pathAt(offset);
          expect(found === undefined || document.valueRange(found.path) !== undefined).toBe(true);
          positionAt(text, range.end);
        }
      }),
      { seed: 20_220_513, numRuns: 2000 },
    );
  });

  it('reads the same whether the file was read before or not', () => {
    const lines = array(constantFrom('a: 1', '  b: [', '---', '- c', 'd: "', '# e', '{"f": 1}'), {
      maxLength: 9,
    });
    assert(
      property(lines, lines, (before, after) => {
        const text = after.join('\n');
        const fresh = parseYaml(text).documents.map(({ partial, fault, range }) => ({ partial, fault, range }));
        const again = parseYaml(text, parseYaml(before.join('\n'))).documents;
        expect(again.map(({ partial, fault, range }) => ({ partial, fault, range }))).toEqual(fresh);
      }),
      { seed: 20_220_513, numRuns: 500 },
    );
  });
});
