import { expect, test } from 'vitest';
import { newTestKubectl } from './test-kubectl';

test('the versions of client and server are printed', async () => {
  const { run } = await newTestKubectl();
  expect(await run('version')).toBe('Client Version: v1.36.3\nKustomize Version: v5.8.1\nServer Version: v1.36.3\n');
  expect(await run('version --client')).toBe('Client Version: v1.36.3\nKustomize Version: v5.8.1\n');
  expect(await run('version -o yaml')).toContain('serverVersion:\n');
});
