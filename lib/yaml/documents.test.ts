import { describe, expect, it } from 'vitest';
import { parseYaml } from './index';

function valuesOf(text: string): unknown[] {
  return parseYaml(text).documents.map(({ value }) => value);
}

describe('a file', () => {
  it.each<[string, string, unknown[]]>([
    ['nothing', '', []],
    ['a comment', '# nothing yet\n', [null]],
    ['two documents', 'a: 1\n---\nb: 2\n', [{ a: 1 }, { b: 2 }]],
    ['a separator in front', '---\na: 1\n', [{ a: 1 }]],
    ['a separator behind', 'a: 1\n---\n', [{ a: 1 }]],
    ['an empty document between', 'a: 1\n---\n---\nb: 2\n', [{ a: 1 }, { b: 2 }]],
    ['a separator with a comment', 'a: 1\n--- # two\nb: 2\n', [{ a: 1 }, { b: 2 }]],
    ['an end in between', 'a: 1\n...\n---\nb: 2\n', [{ a: 1 }, { b: 2 }]],
    ['text behind an end, which nobody reads', 'a: 1\n...\n]: [\n', [{ a: 1 }]],
    ['a separator inside a block scalar, which ends it', 'a: |\n  x\n---\nb: 2\n', [{ a: 'x\n' }, { b: 2 }]],
    ['line breaks of Windows', 'a: |\r\n  x\r\n  y\r\n---\r\nb: 2\r\n', [{ a: 'x\ny\n' }, { b: 2 }]],
    ['line breaks of old Macs', 'a: 1\rb: 2\r', [{ a: 1, b: 2 }]],
    ['a byte order mark', '\ufeffa: 1\n---\n\ufeffb: 2\n', [{ a: 1 }, { b: 2 }]],
    ['half a surrogate pair', 'a: x\ud83d\n', [{ a: 'x\ufffd' }]],
    ['no last line break', 'a: |+\n  x', [{ a: 'x\n' }]],
  ])('with %s is read', (_, text, values) => {
    expect(valuesOf(text)).toEqual(values);
  });

  it('gives each document its place', () => {
    const text = 'a: 1\n---\nb: 2\n';
    expect(parseYaml(text).documents.map(({ range }) => text.slice(range.start, range.end))).toEqual([
      'a: 1\n',
      'b: 2\n',
    ]);
  });

  it('says which documents hold nothing', () => {
    expect(parseYaml('# a\n---\nb: 2\n---\n~\n').documents.map(({ empty }) => empty)).toEqual([true, false, true]);
  });
});

describe('a file that starts with a brace', () => {
  it('is a series of JSON values', () => {
    expect(valuesOf('{"a": "\\/"}{"b": 1.0}\n[true, null]\n')).toEqual([{ a: '/' }, { b: 1 }, [true, null]]);
  });

  it('is YAML from where it is no JSON', () => {
    expect(valuesOf('{"a": 1}\n---\nb: 2\n')).toEqual([{ a: 1 }, { b: 2 }]);
    expect(valuesOf('{a: 1}\n')).toEqual([{ a: 1 }]);
  });

  it('keeps the words of JSON where it is neither', () => {
    const { fault, partial } = parseYaml('{a: [1}\n').documents[0] ?? {};
    expect(fault?.error).toBe("json: offset 2: invalid character 'a' looking for beginning of object key string");
    expect(partial).toBeNull();
  });

  it('is never YAML after two objects', () => {
    const { documents } = parseYaml('{"a":1} {"b":2} c: d\n');
    expect(documents.map(({ value, fault }) => fault?.error ?? value)).toEqual([
      { a: 1 },
      { b: 2 },
      "invalid character 'c' looking for beginning of value",
    ]);
  });

  it('has positions too', () => {
    const text = '\n{"a": {"b": [1, "x"]}}';
    const [document] = parseYaml(text).documents;
    const ranges = [document?.keyRange(['a', 'b']), document?.valueRange(['a', 'b', 1])];
    expect(ranges.map((range) => text.slice(range?.start, range?.end))).toEqual(['"b"', '"x"']);
  });
});

describe('reading a file again', () => {
  const text = 'a: 1\n---\nb: [\n---\nc: 3\n';

  it('takes over the documents that did not change, wherever they stand now', () => {
    const first = parseYaml('a: 1\n---\nb: {}\n---\nc: {d: 3}\n');
    const second = parseYaml('a: 12\n---\nb: {}\n---\nx: 0\n---\nc: {d: 3}\n', first);
    expect(second.documents[1]?.value).toBe(first.documents[1]?.value);
    expect(second.documents[3]?.value).toBe(first.documents[2]?.value);
    expect(second.documents[0]?.value).toEqual({ a: 12 });
  });

  it('moves their positions', () => {
    const second = parseYaml(`# new\n${text}`, parseYaml(text));
    const ranges = [second.documents[1]?.fault?.range, second.documents[2]?.valueRange(['c'])];
    expect(ranges.map((range) => `# new\n${text}`.slice(range?.start, range?.end))).toEqual(['[', '3']);
  });

  it('gives the same file for the same text', () => {
    const file = parseYaml(text);
    expect(parseYaml(text, file)).toBe(file);
  });
});
