import { expect, test } from 'vitest';
import { areSemanticallyEqual, isSemanticallyEqual } from './equality';

test.each([
  [
    'amounts',
    'Container',
    { resources: { limits: { memory: '1Gi' } } },
    { resources: { limits: { memory: '1073741824' } } },
    true,
  ],
  ['an empty list and none', 'PodSpec', { tolerations: [] }, {}, true],
  ['an empty map and none', 'PodSpec', { nodeSelector: {} }, {}, true],
  ['an empty struct and none, where it is no pointer', 'Container', { resources: {} }, {}, true],
  ['an empty struct and none behind a pointer', 'PodSpec', { securityContext: {} }, {}, false],
  ['a zero and none behind a pointer', 'PodSpec', { activeDeadlineSeconds: 0 }, {}, false],
  ['maps of other keys', 'PodSpec', { nodeSelector: { a: '1' } }, { nodeSelector: { b: '1' } }, false],
  ['lists in another order', 'Container', { args: ['a', 'b'] }, { args: ['b', 'a'] }, false],
])('%s', (_what, type, a, b, same) => {
  expect(isSemanticallyEqual(type, a, b)).toBe(same);
  expect(isSemanticallyEqual(type, b, a)).toBe(same);
  expect(areSemanticallyEqual(type, [a], [b])).toBe(same);
});

test('nothing is equal to nothing only', () => {
  expect(isSemanticallyEqual('PodSpec', undefined, undefined)).toBe(true);
  expect(isSemanticallyEqual('PodSpec', undefined, {})).toBe(false);
});
