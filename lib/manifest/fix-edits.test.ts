import { parseYaml } from '@/lib/yaml';
import { expect, test } from 'vitest';
import { applyEdits, fixOf } from './fix-edits';
import type { FixOperation } from './fix-order';
import type { Spot } from './spot';

const title = { en: 'Mend it', ko: '고치기' };

/** The text after the fix; undefined where none is safe. */
function mended(text: string, path: Spot['path'], operation: FixOperation): string | undefined {
  const [document] = parseYaml(text).documents;
  if (!document) throw new Error('there is no document');
  const range = document.keyRange(path) ?? document.fault?.range ?? { start: 0, end: 0 };
  const spot: Spot = { text, document, range, path, base: [], apiVersion: 'v1', kind: 'Pod', says: '' };
  const fix = fixOf({ title, operation }, spot);
  return fix && applyEdits(text, fix.edits);
}

test('a renamed field keeps its place, its value and its comment', () => {
  const rename: FixOperation = { do: 'rename-key', to: 'image' };
  expect(mended('a:\n  - imagee: b # c\n', ['a', 0, 'imagee'], rename)).toBe('a:\n  - image: b # c\n');
  expect(mended('imagee: b\nimage: c\n', ['imagee'], rename)).toBeUndefined();
});

test('a value is written in quotes only where it would be read as something else', () => {
  expect(mended('a: b # c\n', ['a'], { do: 'set-value', to: 'd' })).toBe('a: d # c\n');
  expect(mended('a: b\n', ['a'], { do: 'set-value', to: '12' })).toBe('a: "12"\n');
  expect(mended('a:\n', ['a'], { do: 'set-value', to: 'd' })).toBe('a: d\n');
  expect(mended('a: {b: yes}\n', ['a', 'b'], { do: 'quote-value' })).toBe('a: {b: "yes"}\n');
  expect(mended('a: |\n  b\n', ['a'], { do: 'set-value', to: 'd' })).toBeUndefined();
});

test('a field is deleted with all that is below it, but not the last one', () => {
  expect(mended('a: 1\nb:\n  c: 2\nd: 3\n', ['b'], { do: 'delete-field' })).toBe('a: 1\nd: 3\n');
  expect(mended('a:\n  b: 1\n', ['a', 'b'], { do: 'delete-field' })).toBeUndefined();
  expect(mended('- a: 1\n  b: 2\n', [0, 'a'], { do: 'delete-field' })).toBeUndefined();
});

test('a field moves with its lines to where it belongs, and parents are made', () => {
  expect(
    mended('replicas: 2 # two\nspec:\n  a: 1\nz: 1\n', ['replicas'], { do: 'move-field', to: 'spec.replicas' }),
  ).toBe('spec:\n  a: 1\n  replicas: 2 # two\nz: 1\n');
  expect(mended('a: 1\nlabels:\n  app: web', ['labels'], { do: 'move-field', to: 'metadata.labels' })).toBe(
    'a: 1\nmetadata:\n  labels:\n    app: web',
  );
  expect(mended('s:\n  app: web\n', ['s', 'app'], { do: 'move-field', to: '.matchLabels.app' })).toBe(
    's:\n  matchLabels:\n    app: web\n',
  );
  expect(
    mended('spec:\n  image: a\n  list:\n    - name: b\n', ['spec', 'image'], {
      do: 'move-field',
      to: 'spec.list[0].image',
    }),
  ).toBe('spec:\n  list:\n    - name: b\n      image: a\n');
  expect(mended('a: 1\nspec:\n  a: 2\n', ['a'], { do: 'move-field', to: 'spec.a' })).toBeUndefined();
});

test('what is inserted stands in the column of its neighbours', () => {
  const insert: FixOperation = { do: 'insert-field', where: 'beside', lines: 'type: b' };
  expect(mended('a:\n  - path: /\n    x:\n      y: 1\n', ['a', 0, 'type'], insert)).toBe(
    'a:\n  - path: /\n    x:\n      y: 1\n    type: b\n',
  );
  expect(mended('a: {path: /}\n', ['a', 'type'], insert)).toBe('a: {path: /, type: b}\n');
});

test('a map becomes the item of a list, and the item of a list a map', () => {
  const text = 'a:\n  b: 1\n\n  c:\n    d: 2\n';
  const list = 'a:\n  - b: 1\n\n    c:\n      d: 2\n';
  expect(mended(text, ['a'], { do: 'wrap-in-list' })).toBe(list);
  expect(mended(list, ['a'], { do: 'unwrap-list' })).toBe('a:\n    b: 1\n\n    c:\n      d: 2\n');
  expect(mended('a: sh\n', ['a'], { do: 'wrap-in-list' })).toBe('a: [sh]\n');
  expect(mended('a: [sh]\n', ['a'], { do: 'unwrap-list' })).toBe('a: sh\n');
  expect(mended('a:\n  - 1\n  - 2\n', ['a'], { do: 'unwrap-list' })).toBeUndefined();
});

test('a pattern is replaced where it is looked for, and only if YAML can be read further then', () => {
  const tabs: FixOperation = { do: 'replace', in: 'document', find: '^\\t', with: '  ' };
  expect(mended('a:\n\tb: 1\n\tc: 2\n', [], tabs)).toBe('a:\n  b: 1\n  c: 2\n');
  expect(mended('a:\n\tb: 1\n', [], { ...tabs, with: '\t\t' })).toBeUndefined();
});

test('the template gets the labels that the selector looks for', () => {
  const text = (labels: string) =>
    `spec:\n  selector:\n    matchLabels:\n      app: web\n      tier: "1"\n  template:\n${labels}    spec: {}\n`;
  expect(mended(text('    metadata:\n      labels:\n        app: wep # x\n'), [], { do: 'label-as-selector' })).toBe(
    text('    metadata:\n      labels:\n        app: web # x\n        tier: "1"\n'),
  );
});
