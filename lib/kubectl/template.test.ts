import { describe, expect, it } from 'vitest';
import { printCustomColumns, readCustomColumns } from './custom-columns';
import { executeGoTemplate, parseGoTemplate } from './go-template';
import { executeTemplate, parseTemplate } from './json-path';
import type { Result } from './failure';

const list = {
  items: [
    { name: 'a', n: 1, tags: ['x', 'y'] },
    { name: 'b', n: 2 },
  ],
};

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error('words' in result.failure ? result.failure.words : 'refused');
  return result.value;
}

describe('JSONPath', () => {
  it.each([
    ['{.items[*].name}', 'a b'],
    ['{range .items[*]}{.name}={.n}{"\\n"}{end}', 'a=1\nb=2\n'],
    ['{.items[?(@.n==2)].name}', 'b'],
    ['{.items[0].tags}', '["x","y"]'],
    ['{.nope}', ''],
  ])('%s', (source, printed) => {
    expect(valueOf(executeTemplate(valueOf(parseTemplate(source)), list))).toBe(printed);
  });

  it('says what is not closed', () => {
    expect(parseTemplate('{.a')).toEqual({
      ok: false,
      failure: { words: 'error parsing jsonpath {.a, unclosed action' },
    });
  });
});

describe('Go templates', () => {
  it.each([
    ['{{range .items}}{{.name}} {{end}}', 'a b '],
    ['{{range $i, $x := .items}}{{if $i}}, {{end}}{{$x.name}}{{end}}', 'a, b'],
    ['{{with (index .items 1).tags}}{{.}}{{else}}none{{end}}', 'none'],
    ['{{index .items 0 "n" | printf "%03d"}}', '001'],
    ['{{.nope}}', '<no value>'],
    ['a {{- "b" -}} c', 'abc'],
    ['{{if eq .nope nil}}1{{else if true}}2{{end}}', '2'],
  ])('%s', (source, printed) => {
    expect(valueOf(executeGoTemplate(valueOf(parseGoTemplate(source)), list))).toBe(printed);
  });
});

describe('custom columns', () => {
  it('stand as tables do', () => {
    const columns = valueOf(readCustomColumns('NAME:.name,TAGS:.tags[*]'));
    expect(printCustomColumns(columns, list.items, false)).toBe('NAME   TAGS\na      x,y\nb      <none>\n');
  });
});
