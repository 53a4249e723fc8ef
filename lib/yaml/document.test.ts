import { describe, expect, it } from 'vitest';
import { parseYaml } from './index';
import type { YamlPath } from './model';

const text = `# a Pod
apiVersion: v1
metadata:
  name: web
  labels: {app: web, "tier": 'front'}
spec:
  containers:
    - name: web
      command: [a, "b c"]
      script: |
        one
        two

    - image: >-
        x

      env:
  volumes: &v
  - name: data
  again: *v
`;
const [document] = parseYaml(text).documents;

function keyAt(...path: YamlPath): string | undefined {
  const range = document?.keyRange(path);
  return range && text.slice(range.start, range.end);
}

function valueAt(...path: YamlPath): string | undefined {
  const range = document?.valueRange(path);
  return range && text.slice(range.start, range.end);
}

describe('a range', () => {
  it('is known for every key', () => {
    expect(keyAt('metadata', 'labels', 'tier')).toBe('"tier"');
    expect(keyAt('spec', 'containers', 1, 'env')).toBe('env');
  });

  it('is known for every value, quotes included', () => {
    expect(valueAt('metadata', 'labels')).toBe(`{app: web, "tier": 'front'}`);
    expect(valueAt('spec', 'containers', 0, 'command', 1)).toBe('"b c"');
    expect(valueAt('spec', 'containers', 0, 'script')).toBe('|\n        one\n        two');
    expect(valueAt('metadata')).toBe(`name: web\n  labels: {app: web, "tier": 'front'}`);
  });

  it('is empty and behind the colon for a value that is not there', () => {
    const range = document?.valueRange(['spec', 'containers', 1, 'env']);
    expect(range).toEqual({ start: text.indexOf('env:') + 4, end: text.indexOf('env:') + 4 });
  });

  it('goes through an alias to what it stands for', () => {
    expect(valueAt('spec', 'again')).toBe('*v');
    expect(valueAt('spec', 'again', 0, 'name')).toBe('data');
  });

  it('is unknown for what is not in the text', () => {
    expect(keyAt('metadata', 'namespace')).toBeUndefined();
    expect(valueAt('spec', 'containers', 5)).toBeUndefined();
    expect(keyAt('spec', 'containers', 0)).toBeUndefined();
    expect(keyAt()).toBeUndefined();
  });

  it('of a merged field is where that field was written', () => {
    const merged = 'a: &a {x: 1}\nb:\n  <<: *a\n  y: 2\n';
    const range = parseYaml(merged).documents[0]?.keyRange(['b', 'x']);
    expect(range).toEqual({ start: merged.indexOf('x:'), end: merged.indexOf('x:') + 1 });
  });
});

describe('a key that is set twice', () => {
  it('is reported with both places', () => {
    const twice = 'a:\n  - b: 1\n    b: 2\n';
    const [found] = parseYaml(twice).documents[0]?.duplicates ?? [];
    expect(found?.path).toEqual(['a', 0, 'b']);
    expect([found?.first.start, found?.second.start]).toEqual([twice.indexOf('b: 1'), twice.indexOf('b: 2')]);
  });

  it('is none where the first came with a merge', () => {
    expect(parseYaml('a: &a {x: 1}\nb:\n  <<: *a\n  x: 2\n').documents[0]?.duplicates).toEqual([]);
  });
});

describe('the cursor', () => {
  /** The path at the `^`, which is not part of the text. */
  function at(marked: string): string {
    const offset = marked.indexOf('^');
    const file = parseYaml(marked.replace('^', ''));
    const place = file.documents[0]?.pathAt(offset);
    return place ? `${place.at} ${place.path.join('.')}` : 'nowhere';
  }

  it.each([
    ['is on a key', 'a:\n  b^c: d\n', 'key a.bc'],
    ['is at the end of a key', 'a:\n  bc^: d\n', 'key a.bc'],
    ['is in a value', 'a:\n  b: d^e\n', 'value a.b'],
    ['is where a value will be', 'a:\n  b: ^\n  c: d\n', 'value a.b'],
    ['is where a value will be in a flow map', 'a: {b: ^}\n', 'value a.b'],
    ['is behind a finished value', 'a:\n  b: d   ^\n', 'value a'],
    ['is on an empty line of a map', 'a:\n  b: d\n  ^\ne: f\n', 'value a'],
    ['is on an empty line, further left', 'a:\n  b:\n    c: d\n  ^\n', 'value a'],
    ['is on an empty line at the margin', 'a:\n  b: d\n^\n', 'value '],
    ['is on an empty line of an item', 'l:\n  - a: b\n    ^\n', 'value l.0'],
    ['is behind a dash', 'l:\n  - a\n  - ^\n', 'value l.1'],
    ['is in a word that is no key yet', 'a:\n  b: c\n  d^\ne: f\n', 'value a'],
    ['is in an item', 'l:\n  - a: b\n  - a: c^\n', 'value l.1.a'],
    ['is in an empty file', '^', 'nowhere'],
  ])('%s', (_, marked, place) => {
    expect(at(marked)).toBe(place);
  });
});

describe('a node', () => {
  it('says how it is written', () => {
    const root = parseYaml('a: "x"\nb: !!str 5\nc: &n [0x10]\nd: *n\n').documents[0]?.root;
    const nodes = root?.kind === 'map' ? root.entries.map(({ value }) => value) : [];
    expect(nodes.map(({ kind, tag, anchor }) => [kind, tag, anchor])).toEqual([
      ['scalar', '!!str', undefined],
      ['scalar', '!!str', undefined],
      ['list', '!!seq', 'n'],
      ['alias', '!!seq', undefined],
    ]);
    expect(nodes[0]).toMatchObject({ style: 'double', text: 'x', value: 'x' });
  });
});
