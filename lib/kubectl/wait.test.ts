import { describe, expect, it } from 'vitest';
import { newTestKubectl } from './test-kubectl';

describe('kubectl wait', () => {
  it('waits for conditions, fields and ends, and no longer than it may', async () => {
    const { run } = await newTestKubectl();
    await run('create deployment web --image=nginx:1.29 --replicas=2');
    expect(await run('rollout status deployment/web')).toMatch(/deployment "web" successfully rolled out\n$/);
    expect(await run('wait --for=condition=Available deploy/web')).toBe('deployment.apps/web condition met\n');
    expect(await run('wait --for=jsonpath={.status.readyReplicas}=2 deploy/web -o name')).toBe('deployment.apps/web\n');
    expect(await run('wait --for=condition=Nope deploy/web --timeout=1s')).toBe(
      'error: timed out waiting for the condition on deployments/web\n[1]',
    );
    await run('delete deploy web --wait=false');
    expect(await run('wait --for=delete deploy/web --timeout=60s')).toBe('');
  });
});
