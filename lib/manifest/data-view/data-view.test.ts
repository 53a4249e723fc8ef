import { expect, test } from 'vitest';
import { createJudge } from '../judge';
import { dataViewOf, MOST_ROWS, type DataRow, type DataView } from './index';

function viewOf(text: string): DataView {
  const judge = createJudge();
  const [file] = judge.judge([{ name: 'a.yaml', text }]);
  const read = judge.read('a.yaml');
  if (!file || !read) throw new Error('not judged');
  return dataViewOf(read, file.documents);
}

/** Each row as it is drawn: indent, key, value; `+` is added, `-` dropped, `#` a document. Notes stand behind. */
function rows(text: string, language: 'en' | 'ko' = 'en'): string[] {
  return viewOf(text).rows.map((row) => drawn(row, language));
}

const signs: Record<DataRow['standing'], string> = { written: '', added: '+', dropped: '-', document: '#' };

function drawn({ depth, key, shown, standing, notes }: DataRow, language: 'en' | 'ko'): string {
  const said = notes.length === 0 ? '' : ` (${notes.map((note) => note[language]).join('; ')})`;
  return `${'  '.repeat(depth)}${signs[standing]}${key}: ${shown}${said}`;
}

const configMap = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n';

test('words and numbers are shown as what YAML reads', () => {
  const text = 'a: yes\nb: 1.10\nc: 010\nd: "8080"\ne: 0x1F\nf: ~\ng:\nh: 2022-05-13\ni: true\n';
  expect(rows(text).slice(1)).toEqual([
    '  a: true (`yes` is read as true)',
    '  b: 1.1 (`1.10` is read as 1.1)',
    '  c: 8 (`010` begins with 0, so it is octal: 8)',
    '  d: "8080"',
    '  e: 31 (`0x1F` is read as 31)',
    '  f: null (`~` is read as null)',
    '  g: null (nothing is written here: null)',
    '  h: "2022-05-13" (looks like a date, but is text)',
    '  i: true',
  ]);
  expect(rows('a: yes\nc: 010\ng:\n', 'ko').slice(1)).toEqual([
    '  a: true (`yes` → true)',
    '  c: 8 (`010` → 0으로 시작해서 8진수: 8)',
    '  g: null (아무것도 쓰지 않아서 null이에요)',
  ]);
});

test('a key is text, whatever it looks like', () => {
  expect(rows('y: 1\n010: 2\n').slice(1)).toEqual([
    '  true: 1 (`y` is read as "true")',
    '  8: 2 (`010` is read as "8")',
  ]);
});

test('a block of text shows its line breaks', () => {
  expect(rows('a: |\n  one\n  two\nb: >-\n  one\n  two\nc: "x\\\\n"\n').slice(1)).toEqual([
    '  a: "one⏎two⏎" (`|` keeps line breaks: 2 lines, with a line break at the end)',
    '  b: "one two" (`>` makes line breaks blanks: one line, no line break at the end)',
    String.raw`  c: "x\\n"`,
  ]);
});

test('of a key that is written twice the first is dropped', () => {
  expect(rows('a: 1\na: 2\n').slice(1)).toEqual(['  -a: 1 (dropped: the same key is written again below)', '  a: 2']);
});

test('merged keys and aliases say where they are from', () => {
  expect(rows('base: &b {x: 1, z: 2}\nmine:\n  <<: *b\n  z: 3\nother: *b\n').slice(1)).toEqual([
    '  base: {2}',
    '    x: 1',
    '    z: 2',
    '  mine: {2}',
    '    x: 1 (brought in by `<<`)',
    '    z: 3',
    '  other: {2} (what `&b` marks)',
  ]);
});

test('what the API server adds stands behind what is written', () => {
  const text = `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector: {app: web}
  ports:
    - port: 80
`;
  const found = rows(text);
  expect(found.slice(0, 8)).toEqual([
    '#1: Service web',
    '  apiVersion: "v1"',
    '  kind: "Service"',
    '  metadata: {1}',
    '    name: "web"',
    '    +namespace: "default"',
    '  spec: {2}',
    '    selector: {1}',
  ]);
  expect(found).toContain('        port: 80');
  expect(found).toContain('        +protocol: "TCP"');
  expect(found).toContain('        +targetPort: 80');
  expect(found).toContain('    +type: "ClusterIP"');
  expect(found.filter((row) => row.includes('status'))).toEqual([]);
  expect(viewOf(text).isUnfilled).toBe(false);
});

test('where the API server refuses, nothing is added', () => {
  const view = viewOf('apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n');
  expect(view.rows.some(({ standing }) => standing === 'added')).toBe(false);
  expect(view.isUnfilled).toBe(true);
});

test('the values of a Secret are decoded', () => {
  const secret = 'apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata:\n  user: bW9uZ28K\n  raw: //79\n';
  const found = rows(secret);
  expect(found).toContain('    user: "bW9uZ28K" (decoded: "mongo⏎")');
  expect(found).toContain('    raw: "//79" (decoded: 3 bytes, no text)');
  expect(rows(secret, 'ko')).toContain('    user: "bW9uZ28K" (디코딩하면: "mongo⏎")');
});

test('stringData is moved into data', () => {
  const found = rows('apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData:\n  user: mongo\n');
  expect(found).toContain('  stringData: {1} (written only: the API server moves it into data)');
  expect(found).toContain('    +user: "bW9uZ28="');
});

test('a field that its indent put into the wrong place says so', () => {
  const found = rows('apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  containers: []\nspec: {}\n');
  expect(found).toContain('    containers: [0] (no field of ObjectMeta)');
});

test('a value that the API server spells otherwise says how', () => {
  const text = `${configMap.replace('ConfigMap', 'Pod')}spec:
  containers:
    - name: a
      image: nginx:1
      resources:
        limits: {cpu: 0.5}
`;
  expect(rows(text)).toContain('            cpu: 0.5 (the API server keeps "500m")');
});

test('the items of a List are objects of their own', () => {
  const found = rows(
    'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Secret\n  metadata: {name: a}\n  data: {k: YQ==}\n',
  );
  expect(found).toContain('        k: "YQ==" (decoded: "a")');
  expect(found).toContain('      +type: "Opaque"');
});

test('each document has its head, one that is broken says how far it was read', () => {
  expect(rows(`${configMap}---\na: b\nc: "d\n`).filter((row) => row.startsWith('#'))).toEqual([
    '#1: ConfigMap a',
    '#2:  (not read to its end: line 3: found unexpected end of stream)',
  ]);
});

test('a row knows its place in the text', () => {
  const text = `# head\n${configMap}---\na:\n  b: "c"\n`;
  const marked = viewOf(text).rows.map(({ range }) => range && text.slice(range.start, range.end));
  expect(marked.slice(-3)).toEqual(['', 'a', 'b: "c"']);
});

test('thousands of rows, or thousands of levels, are cut', () => {
  const wide = viewOf('a: [1, 2, 3, 4]\n'.repeat(5000));
  expect(wide.isCut).toBe(true);
  expect(wide.rows).toHaveLength(MOST_ROWS);
  const deep = viewOf(`x: ${'['.repeat(9000)}${']'.repeat(9000)}\n`);
  expect(deep.rows.length).toBeLessThan(MOST_ROWS);
  expect(Math.max(...deep.rows.map(({ depth }) => depth))).toBe(100);
});
