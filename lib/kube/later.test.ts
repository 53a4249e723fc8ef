import { expect, test } from 'vitest';
import { isLaterKind } from './later';

test('a Namespace waits for the later part where it names a standard of Pod Security, and only there', () => {
  const namespace = (labels: object) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels } });
  expect(isLaterKind(namespace({ 'pod-security.kubernetes.io/enforce': 'restricted' }))).toBe(true);
  expect(isLaterKind(namespace({ team: 'shop' }))).toBe(false);
  expect(isLaterKind({ apiVersion: 'v1', kind: 'Namespace' })).toBe(false);
  expect(isLaterKind({ apiVersion: 'v1', kind: 'Event' })).toBe(true);
  expect(isLaterKind('Event')).toBe(false);
});
