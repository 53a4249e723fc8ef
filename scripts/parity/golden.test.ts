import path from 'node:path';
import { expect, test } from 'vitest';
import { createFromText } from '@/lib/kubectl';
import { readCases } from './cases';
import { tally } from './report';
import { judgeCases } from './run';

test('agrees with the golden files', () => {
  const folder = path.join(import.meta.dirname, '../../fixtures/golden');
  const { create, text } = judgeCases(readCases(folder), createFromText);
  const created = tally(create);
  expect(created.judged).toBeGreaterThan(3700);
  expect(created.verdict).toBeGreaterThanOrEqual(0.995);
  expect(created.fields).toBeGreaterThanOrEqual(0.98);
  expect(created.message).toBeGreaterThanOrEqual(0.95);
  expect(created.warnings).toBeGreaterThanOrEqual(0.99);
  expect(created.object).toBeGreaterThanOrEqual(0.99);
  const read = tally(text);
  expect(read.verdict).toBeGreaterThanOrEqual(0.99);
  expect(read.object).toBeGreaterThanOrEqual(0.99);
});

test('agrees with what else a real server was asked', () => {
  const folder = path.join(import.meta.dirname, '../../fixtures/oracle');
  const { create } = judgeCases(readCases(folder), createFromText);
  expect(tally(create)).toMatchObject({ judged: create.length, verdict: 1, fields: 1, message: 1, object: 1 });
});
