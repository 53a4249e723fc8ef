import { expect, test } from 'vitest';
import { parseTime, type types } from '@/lib/kube';
import { isPodActive, isPodAvailable, isPodReady, isPodTerminating, nextAvailability } from './pod-readiness';

const since = '2026-01-05T09:00:00Z';
const SINCE = parseTime(since) ?? 0;
const ready: types.Pod = {
  status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: since }] },
};

test('a Pod is available once it has been ready for long enough', () => {
  expect(isPodReady(ready)).toBe(true);
  expect(isPodAvailable(ready, 0, SINCE)).toBe(true);
  expect(isPodAvailable(ready, 10, SINCE + 9999)).toBe(false);
  expect(isPodAvailable(ready, 10, SINCE + 10_000)).toBe(true);
  expect(isPodAvailable({ status: { phase: 'Running' } }, 0, SINCE)).toBe(false);
  expect(nextAvailability([ready, {}], 10, SINCE + 4000)).toBe(6000);
  expect(nextAvailability([ready], 10, SINCE + 10_000)).toBeUndefined();
});

test('a Pod that has ended is neither active nor terminating', () => {
  const deleted = { metadata: { deletionTimestamp: since } };
  expect(isPodActive(ready)).toBe(true);
  expect(isPodActive({ ...ready, ...deleted })).toBe(false);
  expect(isPodTerminating({ ...ready, ...deleted })).toBe(true);
  expect(isPodTerminating({ status: { phase: 'Failed' }, ...deleted })).toBe(false);
  expect(isPodActive({ status: { phase: 'Succeeded' } })).toBe(false);
});
