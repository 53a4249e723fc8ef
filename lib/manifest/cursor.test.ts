import { expect, test } from 'vitest';
import { cursorAt } from './cursor';

/** The cursor stands where the text has a |. */
function cursor(marked: string) {
  return cursorAt(marked.replace('|', ''), marked.indexOf('|'));
}

const deployment = (rest: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
${rest}`;

test('a word at the margin is a field of the document', () => {
  expect(cursor('apiVersion: v1\nkind: Pod\nme|')).toMatchObject({
    path: [],
    writing: 'key',
    prefix: 'me',
    apiVersion: 'v1',
    kind: 'Pod',
  });
});

test('an indented word belongs to the field above that stands further left', () => {
  expect(cursor('kind: Pod\nmetadata:\n  name: a\n  la|')).toMatchObject({
    path: ['metadata'],
    prefix: 'la',
    siblings: new Set(['name']),
  });
});

test('after the colon the value of that field is written', () => {
  expect(cursor('spec:\n  restartPolicy: Al|')).toMatchObject({
    path: ['spec', 'restartPolicy'],
    writing: 'value',
    prefix: 'Al',
  });
});

test('the first field of a list item stands after its dash', () => {
  expect(cursor(deployment('        - na|'))).toMatchObject({
    path: ['spec', 'template', 'spec', 'containers', 0],
    writing: 'key',
    prefix: 'na',
  });
});

test('a list may stand in the column of its own field', () => {
  expect(cursor(deployment('      - name: a\n        im|'))).toMatchObject({
    path: ['spec', 'template', 'spec', 'containers', 0],
    prefix: 'im',
    siblings: new Set(['name']),
  });
});

test('items are counted', () => {
  expect(cursor(deployment('        - name: a\n          image: x\n        - name: b\n          im|'))).toMatchObject({
    path: ['spec', 'template', 'spec', 'containers', 1],
    siblings: new Set(['name']),
  });
});

test('a blank line takes its indent from the cursor', () => {
  expect(cursor('spec:\n  ports:\n    - port: 80\n  |')).toMatchObject({ path: ['spec'], writing: 'key', prefix: '' });
  expect(cursor('spec:\n  ports:\n    - port: 80\n      |')).toMatchObject({ path: ['spec', 'ports', 0], prefix: '' });
});

test('each document of a file has its own kind', () => {
  expect(cursor('kind: Pod\n---\napiVersion: v1\nkind: Service\nspec:\n  ty|')).toMatchObject({
    kind: 'Service',
    path: ['spec'],
  });
  expect(cursor('kind: Pod\nsp|\n---\nkind: Service\n')).toMatchObject({ kind: 'Pod' });
});

test('a broken line elsewhere does not matter', () => {
  expect(cursor('kind: Pod\nmetadata: {name: "a\nspec:\n  no|')).toMatchObject({ path: ['spec'], kind: 'Pod' });
});

test('nothing is completed in a comment or a block of text', () => {
  expect(cursor('spec: # na|')).toBeUndefined();
  expect(cursor('data:\n  app.conf: |-\n    na|'.replace('|-', '>-'))).toBeUndefined();
});
