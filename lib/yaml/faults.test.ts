import { describe, expect, it } from 'vitest';
import { parseYaml } from './index';

function faultOf(text: string): { message: string; at: string } | undefined {
  const fault = parseYaml(text).documents.find((document) => document.fault)?.fault;
  return fault && { message: fault.message, at: text.slice(fault.range.start, fault.range.end) };
}

describe('a fault', () => {
  it.each<[string, string, string, string]>([
    [
      'a tab as indentation',
      'metadata:\n\tname: a\n',
      'line 2: found character that cannot start any token',
      '\tname: a',
    ],
    [
      'a key without its colon',
      'kind ConfigMap\nmetadata: {}\n',
      'line 2: mapping values are not allowed in this context',
      'kind ConfigMap',
    ],
    ['a later key without its colon', 'a: b\nkind Pod\nc: d\n', "line 3: could not find expected ':'", 'kind Pod'],
    [
      'a key cut short above its children',
      'spec:\n  repl\n  template: x\n',
      'line 3: mapping values are not allowed in this context',
      'repl',
    ],
    [
      'no blank behind the colon',
      'apiVersion:v1\nkind: Pod\n',
      'line 2: mapping values are not allowed in this context',
      'apiVersion:v1',
    ],
    [
      'no blank behind the dash',
      'l:\n  -name: a\n    image: b\n',
      'line 3: mapping values are not allowed in this context',
      '-name: a',
    ],
    ['a line too deep', 'a:\n  b: 1\n    c: 2\n', 'line 3: mapping values are not allowed in this context', 'c: 2'],
    ['a line not deep enough', 'm:\n   name: a\n  labels: {}\n', 'line 2: did not find expected key', 'labels: {}'],
    [
      'a field beside its item',
      'l:\n  - name: a\n  image: b # x\n',
      "line 2: did not find expected '-' indicator",
      'image: b',
    ],
    ['a second colon', 'a: b: c\n', 'mapping values are not allowed in this context', ':'],
    ['a quote left open', 'a: "b\nc: d\n', 'line 3: found unexpected end of stream', '"b'],
    ['a brace left open', 'a: {b: c\nd: e\n', "line 1: did not find expected ',' or '}'", '{b: c'],
    ['a comma left out', 'a: {\n  b: c\n  d: e\n}\n', "line 2: did not find expected ',' or '}'", ':'],
    [
      'a template',
      'a: {{ .Values.x }}\n',
      'invalid map key: map[interface {}]interface {}{".Values.x":interface {}(nil)}',
      '{ .Values.x }',
    ],
    ['an anchor that is not there', 'a: *b\n', "unknown anchor 'b' referenced", '*b'],
    ['a tag that the text does not fit', 'a: !!int x\n', 'cannot decode !!str `x` as a !!int', '!!int x'],
    ['a number that JSON lacks', 'a: -.Inf\n', 'json: unsupported value: -Inf', '-.Inf'],
    ['a control character', 'a: b\u0007c\n', 'control characters are not allowed', '\u0007'],
    ['a line that only starts like a separator', 'a: b\n----\nc: d\n', 'invalid Yaml document separator: -', '----'],
  ])('names and underlines %s', (_, text, message, at) => {
    expect(faultOf(text)).toEqual({ message, at });
  });

  it('has the whole error as kubectl words it', () => {
    const errors = ['@a\n', 'a: .nan\n', '--- a\n', '{"a": x}'].map(
      (text) => parseYaml(text).documents[0]?.fault?.error,
    );
    expect(errors).toEqual([
      'error converting YAML to JSON: yaml: found character that cannot start any token',
      'error converting YAML to JSON: json: unsupported value: NaN',
      'invalid Yaml document separator: a',
      undefined,
    ]);
  });

  it('of syntax is met before one of a value, wherever it stands', () => {
    expect(faultOf('a: !!int x\nb: c: d\n')?.message).toBe('line 2: mapping values are not allowed in this context');
  });

  it('leaves the other documents alone', () => {
    const { documents } = parseYaml('a: b\n---\nc: [\n---\nd: e\n');
    expect(documents.map(({ value }) => value)).toEqual([{ a: 'b' }, undefined, { d: 'e' }]);
  });
});

describe('what is left of a broken document', () => {
  const before = 'metadata:\n  name: a\n';
  const after = 'spec:\n  replicas: 1\n';

  it.each([
    ['a word alone', '  lab\n'],
    ['a word alone above its children', '  labels\n    app: a\n'],
    ['a tab', '\tlabels: x\n'],
    ['an open quote', '  labels: "x\n'],
    ['an open brace', '  labels: {a: b\n'],
    ['a stray indicator', '  labels: @x\n'],
    ['a wrong block header', '  labels: |x\n'],
    ['two broken lines', '  labels: @x\n  other: `x\n'],
  ])('is what stands before and after %s', (_, broken) => {
    const document = parseYaml(before + broken + after).documents[0];
    expect(document?.value).toBeUndefined();
    expect(document?.partial).toEqual({ metadata: { name: 'a' }, spec: { replicas: 1 } });
  });

  it('keeps the other fields of a list item whose first line is broken', () => {
    const { partial } = parseYaml('l:\n  - name: "a\n    image: b\n  - name: c\n').documents[0] ?? {};
    expect(partial).toEqual({ l: [{ image: 'b' }, { name: 'c' }] });
  });

  it('has the positions of what is whole', () => {
    const text = `${before}  lab\n${after}`;
    const range = parseYaml(text).documents[0]?.valueRange(['spec', 'replicas']);
    expect(text.slice(range?.start, range?.end)).toBe('1');
  });
});
