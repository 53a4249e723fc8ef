import { expect, test } from 'vitest';
import type { Task } from '@/lib/lessons';
import { taskStates } from './task-states';

const text = { en: 'x', ko: 'x' };
const check = { find: { kind: 'Pod' }, expression: 'true', message: text };
const task: Task = {
  id: 'runs',
  title: text,
  checks: [
    { ...check, id: 'written' },
    { ...check, id: 'ready', over: 'cluster' },
  ],
  hints: [],
};
const written = { id: 'written', passed: true };

test('a task that asks the cluster waits for its answer, and is not done before', () => {
  expect(taskStates([task], [written])).toEqual([{ task, done: false, failing: [], waiting: true }]);
});

test('it is done when files and cluster say so', () => {
  const no = { id: 'ready', passed: false, message: text };
  expect(taskStates([task], [written, no])).toEqual([{ task, done: false, failing: [no], waiting: false }]);
  const [state] = taskStates([task], [written, { id: 'ready', passed: true }]);
  expect(state).toMatchObject({ done: true, waiting: false });
});
