import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { openLessonFiles } from './lesson-files';

const starter = { 'b.yaml': 'kind: B\n', 'a.yaml': 'kind: A\n' };

test('a lesson begins with its starter files, in its own order', () => {
  expect(openLessonFiles(new Y.Doc(), starter).all()).toEqual([
    { name: 'b.yaml', text: 'kind: B\n' },
    { name: 'a.yaml', text: 'kind: A\n' },
  ]);
});

test('two tabs that open a lesson at once do not double its text', () => {
  const [one, other] = [new Y.Doc(), new Y.Doc()];
  const files = openLessonFiles(one, starter);
  openLessonFiles(other, starter);
  Y.applyUpdate(one, Y.encodeStateAsUpdate(other));
  expect(files.all()[0]?.text).toBe('kind: B\n');
});

test('what was written stays when the lesson is opened again', () => {
  const doc = new Y.Doc();
  openLessonFiles(doc, starter).text('a.yaml').insert(0, '# mine\n');
  expect(openLessonFiles(doc, starter).all()[1]?.text).toBe('# mine\nkind: A\n');
});

test('two tabs that write into one new file keep both texts', () => {
  const [one, other] = [new Y.Doc(), new Y.Doc()];
  const files = [openLessonFiles(one, starter), openLessonFiles(other, starter)] as const;
  for (const [index, tab] of files.entries()) {
    tab.add('mine.yaml');
    tab.text('mine.yaml').insert(0, `tab ${index}\n`);
  }
  Y.applyUpdate(one, Y.encodeStateAsUpdate(other));
  const text = files[0].all()[2]?.text ?? '';
  expect(text).toContain('tab 0\n');
  expect(text).toContain('tab 1\n');
});

test('a reset puts the starter back and is taken back whole', () => {
  const files = openLessonFiles(new Y.Doc(), starter);
  files.text('a.yaml').insert(0, '# mine\n');
  files.add('c.yaml');
  files.text('c.yaml').insert(0, 'kind: C\n');
  files.reset();
  expect(files.all().map(({ name, text }) => [name, text])).toEqual(Object.entries(starter));
  files.undo();
  expect(files.all()).toEqual([
    { name: 'b.yaml', text: 'kind: B\n' },
    { name: 'a.yaml', text: '# mine\nkind: A\n' },
    { name: 'c.yaml', text: 'kind: C\n' },
  ]);
});

test('taking the solution over is taken back without losing what was written before', () => {
  const files = openLessonFiles(new Y.Doc(), starter);
  files.text('a.yaml').insert(0, '# mine\n');
  files.replace({ 'a.yaml': 'kind: Solved\n' });
  expect(files.all()[1]?.text).toBe('kind: Solved\n');
  files.undo();
  expect(files.all()[1]?.text).toBe('# mine\nkind: A\n');
});
