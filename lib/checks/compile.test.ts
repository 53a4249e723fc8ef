import { expect, test } from 'vitest';
import { compileChecks } from './compile';

const message = { en: 'no', ko: '아니요' };
const find = { kind: 'Pod' };

test('CEL that can not be read throws with the name of the check', () => {
  expect(() => compileChecks([{ id: 'ports', find, expression: 'object.spec.(', message }])).toThrow(/^Check ports: /);
});

test('an unknown variable or function throws', () => {
  expect(() => compileChecks([{ id: 'a', find, expression: 'pod.spec == 1', message }])).toThrow(
    /^Check a: Unknown variable: pod/,
  );
  expect(() => compileChecks([{ id: 'b', find, expression: 'isPod(object)', message }])).toThrow(/^Check b: .*isPod/);
});

test('a check without find has no object', () => {
  expect(() => compileChecks([{ id: 'a', expression: 'object.kind == "Pod"', message }])).toThrow(
    /^Check a: Unknown variable: object/,
  );
});

test('an expression that does not say yes or no throws', () => {
  expect(() => compileChecks([{ id: 'a', expression: 'manifests.size()', message }])).toThrow(
    'Check a: it gives int, not a bool',
  );
});

test('a path that can not be read throws', () => {
  expect(() => compileChecks([{ id: 'a', find, expression: 'true', at: 'spec.', message }])).toThrow(
    'Check a: Field path "spec." can\'t be read at character 5',
  );
});
