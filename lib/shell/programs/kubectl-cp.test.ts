import { describe, expect, it } from 'vitest';
import { newTestShell } from '../test-shell';

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.29
`;

describe('kubectl cp', () => {
  it('carries files and folders into a container and back', async () => {
    const { run, files } = await newTestShell({ 'pod.yaml': POD, 'site/a.html': 'one\n', 'site/deep/b.html': 'two\n' });
    await run('kubectl apply -f pod.yaml && kubectl wait --for=condition=Ready pod/web --timeout=60s');
    expect(await run('kubectl cp site/a.html web:/tmp/x.html')).toBe('');
    expect(await run('kubectl exec web -- cat /tmp/x.html')).toBe('one\n');
    expect(await run('kubectl cp site web:/tmp')).toBe('');
    expect(await run('kubectl exec web -- cat /tmp/site/deep/b.html')).toBe('two\n');
    expect(await run('kubectl cp web:/tmp/site back')).toBe("tar: Removing leading `/' from member names\n");
    expect([files.get('back/a.html'), files.get('back/deep/b.html')]).toEqual(['one\n', 'two\n']);
    expect(await run('kubectl cp web:/nowhere back')).toContain('command terminated with exit code 1\n');
  });
});
