import { expect, test } from 'vitest';
import { compareCreate } from './compare';
import { matches } from './mask';
import { applyPatch } from './patch';
import { misses, table, tallyByKind } from './report';

test('patches a copy', () => {
  const document = { a: { 'x/y': 1, b: [1, 2] }, c: 3 };
  expect(
    applyPatch(document, [
      { op: 'replace', path: '/a/x~1y', value: 5 },
      { op: 'add', path: '/a/b/-', value: 3 },
      { op: 'remove', path: '/a/b/0' },
      { op: 'add', path: '/d', value: null },
    ]),
  ).toEqual({ a: { 'x/y': 5, b: [2, 3] }, c: 3, d: null });
  expect(document).toEqual({ a: { 'x/y': 1, b: [1, 2] }, c: 3 });
});

test('moves a field to the end of its parent', () => {
  const moved = applyPatch({ a: 1, b: 2 }, [{ op: 'move', from: '/a', path: '/as' }]);
  expect(JSON.stringify(moved)).toBe('{"b":2,"as":1}');
});

test('compares but for what is masked', () => {
  expect(
    matches({ ip: '<ip>', name: 'x-<suffix>', port: '<port>' }, { ip: '10.0.0.1', name: 'x-abcde', port: 80 }),
  ).toBe(true);
  expect(matches({ name: 'x-<suffix>' }, { name: 'y-abcde' })).toBe(false);
  expect(matches({ a: 1 }, { a: 1, b: 2 })).toBe(false);
  expect(matches([1, { a: null }], [1, { a: null }])).toBe(true);
  expect(matches([1], [1, 2])).toBe(false);
});

const refusedCase = {
  id: '1',
  label: 'pod',
  kind: 'Pod',
  manifest: {},
  expect: {
    code: 422,
    message: 'Pod "a" is invalid: [b: no, c: no]',
    causes: [
      { field: 'c', reason: 'Invalid' },
      { field: 'b', reason: 'Invalid' },
    ],
  },
};

test('measures a wrong answer, each measure by itself', () => {
  const comparisons = compareCreate(refusedCase, {
    verdict: 'refused',
    stage: 'validation',
    status: {
      code: 422,
      reason: 'Invalid',
      message: 'Pod "a" is invalid: [c: no, b: no]',
      causes: [
        { field: 'b', reason: 'Invalid', message: 'no' },
        { field: 'c', reason: 'Invalid', message: 'no' },
      ],
    },
    errors: [],
    warnings: ['careful'],
  });
  expect(comparisons?.verdict?.right).toBe(true);
  expect(comparisons?.fields?.right).toBe(true);
  expect(comparisons?.message?.right).toBe(false);
  expect(comparisons?.warnings?.right).toBe(false);
  expect(comparisons).not.toHaveProperty('object');
});

test('leaves out what is not judged', () => {
  const comparisons = compareCreate(refusedCase, { verdict: 'not-judged', apiVersion: 'v1', kind: 'Node', reason: '' });
  expect(comparisons).toBeUndefined();
});

test('reports shares, and what was missed', () => {
  const right = { expected: 1, got: 1, right: true };
  const wrong = { expected: 1, got: 2, right: false };
  const results = [
    { kind: 'Pod', label: 'one', id: 'a', comparisons: { verdict: right, message: wrong } },
    { kind: 'Pod', label: 'two', id: 'b', comparisons: { verdict: right } },
    { kind: 'Node', label: 'three', id: 'c', comparisons: undefined },
  ];
  const tallies = tallyByKind(results);
  expect(tallies['Pod']).toEqual({
    cases: 2,
    judged: 2,
    verdict: 1,
    fields: null,
    message: 0,
    warnings: null,
    object: null,
  });
  expect(tallies['Node']).toMatchObject({ cases: 1, judged: 0, verdict: null });
  expect(
    table('create', tallies)
      .split('\n')
      .map((line) => line.split(/  +/).slice(0, 4)),
  ).toEqual([
    ['create', 'cases', 'judged', 'verdict'],
    ['total', '3', '2', '100.00 %'],
    ['Node', '1', '0', '–'],
    ['Pod', '2', '2', '100.00 %'],
  ]);
  expect(misses(results, 5)).toBe('1 misses\nmessage: a one\n  expected 1\n  got      2');
});
