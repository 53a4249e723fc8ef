import { expect, test } from 'vitest';
import { createJudge } from './judge';

/** Each advice as `id "marked text"`; here every id is its own sentence. */
function advised(text: string): string[] {
  const judge = createJudge(({ says, stage }) => (stage === 'advice' ? { means: { en: says, ko: says } } : undefined));
  return (judge.judge([{ name: 'a.yaml', text }])[0]?.diagnostics ?? [])
    .filter(({ severity }) => severity === 'advice')
    .map(({ means, range }) => `${means?.en} ${JSON.stringify(text.slice(range.start, range.end))}`);
}

const pod = (image: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n    - name: a\n      image: ${image}\n`;
const secret = (value: string) => `apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata:\n  a: ${value}\n`;

test('an image without a version is advice, a port of the registry aside', () => {
  expect(advised(pod('nginx'))).toEqual(['image-without-tag "nginx"']);
  expect(advised(pod('host:5000/nginx'))).toEqual(['image-without-tag "host:5000/nginx"']);
  expect(advised(pod('nginx:latest'))).toEqual(['image-latest "nginx:latest"']);
  expect(advised(pod('nginx:1.27'))).toEqual([]);
});

test("echo's line break in a Secret is advice, and a second encoding", () => {
  expect(advised(secret('aHVudGVyMgo='))).toEqual(['secret-newline "aHVudGVyMgo="']);
  expect(advised(secret('YUhWdWRHVnlNZz09'))).toEqual(['secret-encoded-twice "YUhWdWRHVnlNZz09"']);
  expect(advised(secret('aHVudGVyMg=='))).toEqual([]);
});

test('a password in a ConfigMap is advice', () => {
  const config = (key: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  ${key}: b\n`;
  expect(advised(config('db-password'))).toEqual(['password-in-configmap "b"']);
  expect(advised(config('db-url'))).toEqual([]);
});

test('a second head without --- is one piece of advice, any other key twice its own', () => {
  const one = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n';
  expect(advised(one + one)).toEqual(['forgotten-separator "apiVersion"']);
  expect(advised(`${one}---\n${one}`)).toEqual([]);
  expect(advised(`${one}data:\n  k: a\n  k: b\n`)).toEqual(['duplicate-key "k"']);
});

test('signs of copied text are advice, but not in comments', () => {
  const config = (line: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n${line}\n`;
  expect(advised(config('  k: “b”'))).toEqual(['curly-quotes "“b”"']);
  expect(advised(config('  k: b\u00A0c'))).toEqual(['non-breaking-space "\u00A0"']);
  expect(advised(config('  # “b”\n  k: b'))).toEqual([]);
});
