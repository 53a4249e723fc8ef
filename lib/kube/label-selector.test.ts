import { expect, test } from 'vitest';
import { includesLabels, isEmptySelector, selectorOf } from './label-selector';

test('no selector takes nothing, an empty one takes all', () => {
  expect(selectorOf(undefined)({ app: 'web' })).toBe(false);
  expect(selectorOf({})({ app: 'web' })).toBe(true);
  expect(selectorOf({})(undefined)).toBe(true);
  expect(isEmptySelector({ matchLabels: {} })).toBe(true);
});

test('labels and expressions all count', () => {
  const matches = selectorOf({
    matchLabels: { app: 'web' },
    matchExpressions: [
      { key: 'tier', operator: 'In', values: ['front', 'edge'] },
      { key: 'track', operator: 'NotIn', values: ['canary'] },
      { key: 'owner', operator: 'Exists' },
      { key: 'old', operator: 'DoesNotExist' },
    ],
  });
  const labels = { app: 'web', tier: 'edge', owner: 'me' };
  expect(matches(labels)).toBe(true);
  expect(matches({ ...labels, track: 'stable' })).toBe(true);
  expect(matches({ ...labels, track: 'canary' })).toBe(false);
  expect(matches({ ...labels, tier: 'back' })).toBe(false);
  expect(matches({ ...labels, old: '' })).toBe(false);
  expect(matches({ app: 'web', tier: 'edge' })).toBe(false);
  expect(matches(undefined)).toBe(false);
});

test('labels include others where each says the same', () => {
  expect(includesLabels({ app: 'web', more: 'x' }, { app: 'web' })).toBe(true);
  expect(includesLabels({ app: 'web' }, { app: 'api' })).toBe(false);
  expect(includesLabels(undefined, undefined)).toBe(true);
});
