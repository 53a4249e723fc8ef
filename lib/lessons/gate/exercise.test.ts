/** Each rule about an exercise can be broken, and says so. */
import { expect, test } from 'vitest';
import type { Exercise } from '../exercise';
import { exerciseFaults } from './exercise';
import { checkPathFaults } from './references';
import { mistakeFaults, otherAnswerFaults, variantOf } from './variants';

const hint = { en: 'Look.', ko: '보세요.' };
const says = { en: 'no', ko: '아니요' };
const find = { kind: 'ConfigMap' };
const exercise: Exercise = {
  files: [
    { name: 'a.yaml', editable: true },
    { name: 'b.yaml', editable: false },
  ],
  tasks: [
    {
      id: 'one',
      title: says,
      checks: [
        { id: 'u', find, expression: 'object.data.u == "1"', at: 'data.u', message: says },
        { id: 'v', find, expression: 'object.data.v == "2"', at: 'data.v', message: says },
      ],
      hints: [hint, hint, hint],
    },
  ],
};
const config = (data: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n${data}`;
const right = '  u: "1"\n  v: "2"\n  w: "3"\n';
const solution = { 'a.yaml': config(right), 'b.yaml': '' };
const starter = { 'a.yaml': config('  u: "1"\n'), 'b.yaml': '' };

test('a good exercise has no faults', () => {
  expect(exerciseFaults(exercise, { starter, solution })).toEqual([]);
});

test('a starter that is right already is a fault', () => {
  expect(exerciseFaults(exercise, { starter: solution, solution })).toEqual([
    'task one is done before anything is typed',
  ]);
});

test('a solution that fails a check or is refused is a fault', () => {
  expect(exerciseFaults(exercise, { starter, solution: starter })).toEqual(['check v fails']);
  const refused = { 'a.yaml': config(`${right}spec: {}\n`), 'b.yaml': '' };
  expect(exerciseFaults(exercise, { starter, solution: refused })).toEqual([
    'a.yaml is refused: ConfigMap in version "v1" cannot be handled as a ConfigMap: strict decoding error: unknown field "spec"',
  ]);
  const unread = { 'a.yaml': config(`${right}- x`), 'b.yaml': '' };
  expect(exerciseFaults(exercise, { starter, solution: unread })).toEqual([
    'a.yaml is refused: error converting YAML to JSON: yaml: line 8: did not find expected key',
    'check u fails',
    'check v fails',
  ]);
});

test('a kind that is not judged never passes', () => {
  const template = 'apiVersion: v1\nkind: PodTemplate\nmetadata:\n  name: a\n';
  expect(
    exerciseFaults(exercise, { starter, solution: { ...solution, 'a.yaml': `${config(right)}---\n${template}` } }),
  ).toEqual(['a.yaml: PodTemplate is not judged']);
});

test('a file that can not be edited is the same in the solution', () => {
  expect(exerciseFaults(exercise, { starter, solution: { ...solution, 'b.yaml': '# changed\n' } })).toEqual([
    "b.yaml can't be edited, but its solution differs",
  ]);
});

test('a hint that tells three lines of the answer is a fault', () => {
  const [task] = exercise.tasks;
  const told = (code: string) => ({
    ...exercise,
    tasks: task ? [{ ...task, hints: [hint, hint, { ...hint, code }] }] : [],
  });
  expect(exerciseFaults(told('data:\n  u: "1"\n  v: "2"\n  w: ___'), { starter, solution })).toEqual([]);
  expect(exerciseFaults(told(`data:\n${right}  t: ___`), { starter, solution })).toEqual([
    'hint 3 of task one tells the answer',
  ]);
});

test('a check points at a field that some answer has', () => {
  expect(checkPathFaults(exercise, [starter])).toEqual(['check v points at data.v, which no ConfigMap has']);
  expect(checkPathFaults(exercise, [starter, solution])).toEqual([]);
});

test('the head of a variant is four words and nothing else', () => {
  expect(variantOf('# file: a.yaml\n# says: x: y\n# at: a.b\n# at: c\n# fails: u\n\n# at: not this\n')).toEqual({
    file: 'a.yaml',
    says: 'x: y',
    at: ['a.b', 'c'],
    fails: ['u'],
  });
  expect(() => variantOf('# fiel: a.yaml\n')).toThrow('"# fiel: a.yaml" is none of # file:, # says:, # at:, # fails:');
  expect(() => variantOf('a: 1\n')).toThrow('needs one # file: and at most one # says:');
});

const unknownField =
  'ConfigMap in version "v1" cannot be handled as a ConfigMap: strict decoding error: unknown field "spec"';

function mistake(head: string, body: string): string[] {
  return mistakeFaults(exercise, solution, `# file: a.yaml\n${head}${body}`);
}

test('a mistake gets exactly the sentence, the fields and the checks that it declares', () => {
  const body = config(`${right}spec: {}\n`);
  expect(mistake(`# says: ${unknownField}\n# at: spec\n`, body)).toEqual([]);
  expect(mistake(`# says: ${unknownField}.\n# at: spec.x\n`, body)).toEqual([`says: ${unknownField}`, 'at: ["spec"]']);
  expect(mistake(`# fails: v\n`, config('  u: "1"\n'))).toEqual([]);
  expect(mistake(`# fails: u\n`, config('  u: "1"\n'))).toEqual(['fails: v']);
  expect(mistake(`# fails: u\n`, body)).toEqual([`says: ${unknownField}`, 'at: ["spec"]', 'fails: no check']);
});

test('a mistake in the YAML is at a line of its file', () => {
  expect(
    mistake(
      '# says: error converting YAML to JSON: yaml: line 9: found character that cannot start any token\n# at: line 9\n',
      config('\tu: "1"\n'),
    ),
  ).toEqual([]);
});

test('a mistake declares something, about a file that is there', () => {
  expect(mistake('', config(right))).toEqual(['declares neither what the API server says nor which check fails']);
  expect(mistakeFaults(exercise, solution, '# file: c.yaml\n# fails: u\n')).toEqual([
    'stands for c.yaml, which is no file of the exercise',
  ]);
});

test('another answer is right and declares only its file', () => {
  expect(otherAnswerFaults(exercise, solution, `# file: a.yaml\n${config(right)}`)).toEqual([]);
  expect(otherAnswerFaults(exercise, solution, `# file: a.yaml\n${config('  u: "1"\n')}`)).toEqual(['check v fails']);
  expect(otherAnswerFaults(exercise, solution, '# file: a.yaml\n# fails: v\n')).toEqual([
    'a right answer declares only its file',
  ]);
});
