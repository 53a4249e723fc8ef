import { expect, test } from 'vitest';
import { threeWayMergePatch, threeWayPatch } from './merge-patch';

const pod = (containers: unknown): Record<string, unknown> => ({ spec: { template: { spec: { containers } } } });

test('what was applied and is applied no more goes, item by item; the order of the others is told', () => {
  const original = pod([{ name: 'a', image: 'x', env: [{ name: 'A' }, { name: 'C' }] }, { name: 'b' }]);
  const modified = pod([{ name: 'a', image: 'y', env: [{ name: 'C' }] }]);
  expect(threeWayPatch('apps/v1', 'Deployment', original, modified, original)).toEqual({
    spec: {
      template: {
        spec: {
          '$setElementOrder/containers': [{ name: 'a' }],
          containers: [
            {
              '$setElementOrder/env': [{ name: 'C' }],
              env: [{ $patch: 'delete', name: 'A' }],
              image: 'y',
              name: 'a',
            },
            { $patch: 'delete', name: 'b' },
          ],
        },
      },
    },
  });
});

test('what others set stays', () => {
  const modified = { spec: { replicas: 2 } };
  const current = { spec: { replicas: 2, paused: true } };
  expect(threeWayPatch('apps/v1', 'Deployment', modified, modified, current)).toEqual({});
});

test('a strategy names the fields that it keeps', () => {
  const strategy = { spec: { strategy: { type: 'RollingUpdate' } } };
  const current = { spec: { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } } } };
  expect(threeWayPatch('apps/v1', 'Deployment', strategy, strategy, current)).toEqual({
    spec: { strategy: { $retainKeys: ['type'] } },
  });
});

test('lists of custom resources are replaced as a whole', () => {
  expect(threeWayMergePatch({ a: 1, b: [1] }, { b: [1, 2] }, { a: 1, b: [1] })).toEqual({ a: null, b: [1, 2] });
});
