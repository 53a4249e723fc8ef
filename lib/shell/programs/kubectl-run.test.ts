import { describe, expect, it } from 'vitest';
import { newTestShell } from '../test-shell';

describe('kubectl run', () => {
  it('stays with a Pod until it ends, and takes it away', async () => {
    const { run } = await newTestShell();
    expect(await run('kubectl run tmp --image=busybox --restart=Never --rm -i -- echo hi')).toBe(
      'hi\npod "tmp" deleted from default namespace\n',
    );
    expect(await run("kubectl run tmp --image=busybox --restart=Never --rm -i -- sh -c 'exit 3'")).toBe(
      'pod "tmp" deleted from default namespace\npod default/tmp terminated (Error)\n[3]',
    );
    expect(await run('kubectl get pods')).toBe('No resources found in default namespace.\n');
  });

  it('gives what is piped in to the Pod', async () => {
    const { run } = await newTestShell();
    const printed = await run('echo echo hello | kubectl run tmp --image=busybox --restart=Never --rm -i -- sh');
    expect(printed).toContain("If you don't see a command prompt, try pressing enter.\n");
    expect(printed).toContain('hello\n');
    expect(printed.endsWith('pod "tmp" deleted from default namespace\n')).toBe(true);
  });

  it('gives up on a Pod that does not start', async () => {
    const { run } = await newTestShell();
    expect(await run('kubectl run tmp --image=nope:nope --rm -i --pod-running-timeout=5s')).toBe(
      'pod "tmp" deleted from default namespace\nerror: timed out waiting for the condition\n[1]',
    );
  });
});
