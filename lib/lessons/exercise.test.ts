import { expect, test } from 'vitest';
import { z } from 'zod';
import { conditionsOf, exerciseSchema } from './exercise';

const check = {
  id: 'port',
  find: { kind: 'Service', file: 'web.yaml' },
  expression: 'true',
  message: { en: 'It is {value}.', ko: '지금 {value} 값이에요.' },
};
const hint = { en: 'Look there.', ko: '저기를 보세요.' };
const task = (id: string) => ({
  id,
  title: { en: 'Do it', ko: '하기' },
  checks: [{ ...check, id: `${id}-check` }],
  hints: [hint, hint, { ...hint, code: 'port: ___' }],
});
const exercise = { files: [{ name: 'web.yaml' }], tasks: [task('a'), task('b'), task('c')] };

function faultsOf(value: unknown): string {
  const { error } = exerciseSchema.safeParse(value);
  return error ? z.prettifyError(error) : 'no fault';
}

function withCheck(change: object): unknown {
  const [first, ...rest] = exercise.tasks;
  return { ...exercise, tasks: [{ ...first, checks: [{ ...check, ...change }] }, ...rest] };
}

test('an exercise is read, and its files can be edited unless it says otherwise', () => {
  expect(exerciseSchema.parse(exercise).files).toEqual([{ name: 'web.yaml', editable: true }]);
});

test('a mistyped key is an error that says where it stands', () => {
  expect(faultsOf(withCheck({ expresion: 'true' }))).toBe('✖ Unrecognized key: "expresion"\n  → at tasks[0].checks[0]');
  expect(faultsOf({ ...exercise, task: [] })).toBe('✖ Unrecognized key: "task"');
});

test('a text needs both languages', () => {
  expect(faultsOf(withCheck({ message: { en: 'x' } }))).toContain('→ at tasks[0].checks[0].message.ko');
  expect(faultsOf(withCheck({ message: { en: 'x', ko: ' ' } }))).toContain('→ at tasks[0].checks[0].message.ko');
});

test('a placeholder must be known, and the same in both languages', () => {
  expect(faultsOf(withCheck({ message: { en: '{values}', ko: '{values}' } }))).toContain(
    'Unknown placeholder {values}; known: value, keys, name, kind, file, names, count',
  );
  expect(faultsOf(withCheck({ message: { en: '{value}', ko: '{keys}' } }))).toContain(
    'en quotes {value}, ko quotes {keys}',
  );
});

test('what must be unique is unique', () => {
  expect(faultsOf({ ...exercise, tasks: [task('a'), task('b'), task('a')] })).toBe(
    '✖ task a stands here twice\n✖ check a-check stands here twice',
  );
  expect(faultsOf({ ...exercise, files: [{ name: 'web.yaml' }, { name: 'web.yaml' }] })).toBe(
    '✖ file web.yaml stands here twice',
  );
});

test('a check can only find in a file of the exercise', () => {
  expect(faultsOf(withCheck({ find: { kind: 'Service', file: 'other.yaml' } }))).toBe('✖ check port finds other.yaml');
});

test('there are three to eight tasks, and hints whose code leaves a blank', () => {
  expect(faultsOf({ ...exercise, tasks: [task('a'), task('b')] })).toContain('→ at tasks');
  const told = { ...task('a'), hints: [hint, hint, { ...hint, code: 'port: 80' }] };
  expect(faultsOf({ ...exercise, tasks: [told, task('b'), task('c')] })).toBe(
    '✖ leaves no blank\n  → at tasks[0].hints[2].code',
  );
});

function withTask(change: object): unknown {
  const [first, ...rest] = exercise.tasks;
  return { ...exercise, tasks: [{ ...first, ...change }, ...rest] };
}

test('a prediction has one right option', () => {
  const option = (isRight?: true) => ({ text: hint, ...(isRight && { isRight }) });
  const predict = (...options: object[]) => withTask({ predict: { question: hint, options, why: hint } });
  expect(faultsOf(predict(option(true), option()))).toBe('no fault');
  expect(faultsOf(predict(option(), option()))).toContain('0 options are right, not one');
  expect(faultsOf(predict(option(true), option(true)))).toContain('2 options are right, not one');
});

test('hints that depend on the cluster come on top of the three', () => {
  const now = { ...hint, when: 'cluster.exists(p, p.kind == "Pod")' };
  expect(faultsOf(withTask({ hints: [now, hint, hint, hint] }))).toBe('no fault');
  expect(faultsOf(withTask({ hints: [now, hint, hint] }))).toContain('must be 3 or 4, those with when apart');
});

test('a check finds by what its side has', () => {
  expect(faultsOf(withCheck({ over: 'cluster' }))).toBe('✖ check port finds by what only the other side has');
  expect(faultsOf(withCheck({ find: { kind: 'Service', namespace: 'default' } }))).toBe(
    '✖ check port finds by what only the other side has',
  );
});

test('a check over the traffic says what it sends, and what is said where nobody answers', () => {
  const request = { host: '192.168.49.2', port: 30_100, path: '/' };
  const asking = { over: 'traffic', request, find: undefined, absent: hint };
  expect(faultsOf(withCheck(asking))).toBe('no fault');
  expect(faultsOf(withCheck({ ...asking, absent: undefined }))).toBe('✖ check port needs absent, and no find');
  expect(faultsOf(withCheck({ ...asking, request: undefined }))).toBe('✖ check port: traffic and request go together');
});

test('what hints depend on is asked once', () => {
  const now = { ...hint, when: 'cluster.exists(p, p.kind == "Pod")' };
  const hints = [hint, hint, hint, now];
  const tasks = [{ ...task('a'), hints }, { ...task('b'), hints }, task('c')];
  expect(conditionsOf(exerciseSchema.parse({ ...exercise, tasks }))).toEqual([{ id: now.when, expression: now.when }]);
});
