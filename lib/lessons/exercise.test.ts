import { expect, test } from 'vitest';
import { z } from 'zod';
import { exerciseSchema } from './exercise';

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

test('there are three to six tasks, and hints whose code leaves a blank', () => {
  expect(faultsOf({ ...exercise, tasks: [task('a'), task('b')] })).toContain('→ at tasks');
  const told = { ...task('a'), hints: [hint, hint, { ...hint, code: 'port: 80' }] };
  expect(faultsOf({ ...exercise, tasks: [told, task('b'), task('c')] })).toBe(
    '✖ leaves no blank\n  → at tasks[0].hints[2].code',
  );
});
