import { expect, test } from 'vitest';
import { createExplain, type Explanation } from './explain';
import { applyEdits } from './fix-edits';
import { createJudge } from './judge';

const unknown: Explanation[] = [
  {
    id: 'misspelt',
    says: 'unknown field',
    text: { en: 'Did you mean {nearest}?', ko: '{nearest}을(를) 쓰려던 건가요?' },
    fix: { title: { en: 'Rename', ko: '바꾸기' }, operation: { do: 'rename-key', to: '{nearest}' } },
  },
  {
    id: 'elsewhere',
    says: 'unknown field',
    text: { en: 'It belongs to {belongs}.', ko: '{belongs}에 있어야 해요.' },
    fix: { title: { en: 'Move', ko: '옮기기' }, operation: { do: 'move-field', to: '{belongsPath}' } },
  },
  { id: 'any', says: 'unknown field "(?<name>[^"]*)"', text: { en: 'No {name}.', ko: '{name} 없음.' } },
];

/** What is said of the first problem, and the text after its fix. */
function first(text: string, entries: readonly Explanation[] = unknown): (string | undefined)[] {
  const [diagnostic] = createJudge(createExplain(entries)).judge([{ name: 'a.yaml', text }])[0]?.diagnostics ?? [];
  const { means, fix } = diagnostic ?? {};
  return [means?.en, means?.ko, fix && applyEdits(text, fix.edits)];
}

const spec = (rest: string) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: a\nspec:\n${rest}  selector:\n    matchLabels: {a: b}\n  template:\n    metadata: {labels: {a: b}}\n    spec:\n      containers:\n        - name: a\n`;

test('a misspelt field is shown the one that is meant, capitals and swapped letters aside', () => {
  expect(first('apiVersion: v1\nkind: ConfigMap\nmetadeta: {name: a}\n')).toEqual([
    'Did you mean metadata?',
    'metadata를 쓰려던 건가요?',
    'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n',
  ]);
  expect(first('apiVersion: v1\nkind: ConfigMap\nmetadata: {nmae: a}\n')[0]).toBe('Did you mean name?');
});

test('a field at the wrong level is shown where it belongs, and moves there', () => {
  expect(first(spec('  image: b:1 # c\n'))).toEqual([
    'It belongs to `spec.template.spec.containers[0]`.',
    '`spec.template.spec.containers[0]`에 있어야 해요.',
    `${spec('')}          image: b:1 # c\n`,
  ]);
  expect(first('apiVersion: v1\nkind: ConfigMap\nname: a\nmetadata:\n  labels: {}\n')[0]).toBe(
    'It belongs to `metadata`.',
  );
  expect(first('apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  data: {a: b}\n')[0]).toBe(
    'It belongs to the top of the document.',
  );
});

test('a sentence that needs what is not known gives way to the next', () => {
  expect(first('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\nqwertyuiop: 1\n')).toEqual([
    'No qwertyuiop.',
    'qwertyuiop 없음.',
    undefined,
  ]);
});

test('advice needs an entry of its own', () => {
  const text = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  password: b\n';
  const entry = { id: 'a', says: 'password', text: { en: 'A Secret.', ko: 'Secret.' } };
  expect(first(text, [entry])).toEqual([undefined, undefined, undefined]);
  expect(first(text, [{ ...entry, stage: 'advice' }])[0]).toBe('A Secret.');
});
