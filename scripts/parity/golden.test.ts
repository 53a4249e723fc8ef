import path from 'node:path';
import { expect, test } from 'vitest';
import { loadAllKinds } from '@/lib/kube';
import { createFromText } from '@/lib/kubectl';
import { readCases } from './cases';
import { tally } from './report';
import { judgeCases } from './run';

await loadAllKinds();

/** What is asked for of every kind of the folder, the cases that nobody here has seen included. */
test('agrees with the golden files', () => {
  const folder = path.join(import.meta.dirname, '../../fixtures/golden');
  const { create, update, text } = judgeCases(readCases(folder), createFromText);
  const created = tally(create);
  expect(created.judged).toBe(created.cases);
  expect(created.verdict).toBeGreaterThanOrEqual(0.999);
  expect(created.fields).toBeGreaterThanOrEqual(0.99);
  expect(created.message).toBeGreaterThanOrEqual(0.97);
  expect(created.warnings).toBeGreaterThanOrEqual(0.99);
  expect(created.object).toBeGreaterThanOrEqual(0.99);
  const changed = tally(update);
  expect(changed.judged).toBe(changed.cases);
  expect(changed.verdict).toBeGreaterThanOrEqual(0.995);
  expect(changed.fields).toBeGreaterThanOrEqual(0.99);
  expect(changed.message).toBeGreaterThanOrEqual(0.95);
  expect(changed.object).toBeGreaterThanOrEqual(0.99);
  const read = tally(text);
  expect(read.verdict).toBe(1);
  expect(read.object).toBe(1);
  expect(read.message).toBeGreaterThanOrEqual(0.95);
});

test('agrees with what else a real server was asked', () => {
  const folder = path.join(import.meta.dirname, '../../fixtures/oracle');
  const { create, update } = judgeCases(readCases(folder), createFromText);
  for (const cases of [create, update]) {
    expect(tally(cases)).toMatchObject({ judged: cases.length, verdict: 1, fields: 1, message: 1, object: 1 });
  }
});
