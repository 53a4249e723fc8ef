import { expect, test } from 'vitest';
import type { Stored, types } from '@/lib/kube';
import { volumeFacts } from './volume-modes';

function facts(volume: types.Volume, path: string, securityContext: types.PodSecurityContext = {}) {
  const pod: Stored<'v1/Pod'> = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', uid: '1', resourceVersion: '1', creationTimestamp: '2026-01-05T08:00:00Z' },
    spec: { securityContext },
  };
  const { mode, group, fileSystem } = volumeFacts(pod, volume)(path, path === '');
  return `${mode.toString(8)} ${group} ${fileSystem}`;
}

test('what an item says goes before what the volume says', () => {
  const configMap = { name: 'web', defaultMode: 0o400, items: [{ key: 'a', path: 'sub/a', mode: 0o600 }] };
  expect(facts({ configMap }, '/sub/a')).toBe('600 0 ext4');
  expect(facts({ configMap }, '/b')).toBe('400 0 ext4');
  expect(facts({ projected: { sources: [{ configMap }] } }, '/sub/a')).toBe('600 0 tmpfs');
  expect(facts({ secret: { secretName: 'web' } }, '/b')).toBe('644 0 tmpfs');
});

test('the group of fsGroup may read, and write where anybody may', () => {
  expect(facts({ secret: { secretName: 'web', defaultMode: 0o400 } }, '/b', { fsGroup: 1001 })).toBe('440 1001 tmpfs');
  expect(facts({ emptyDir: { medium: 'Memory' } }, '/b', { fsGroup: 1001 })).toBe('664 1001 tmpfs');
  expect(facts({ emptyDir: {} }, '')).toBe('777 0 ext4');
});
