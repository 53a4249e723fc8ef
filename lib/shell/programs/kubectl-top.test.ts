import { describe, expect, it } from 'vitest';
import { newTestShell } from '../test-shell';

describe('kubectl top', () => {
  it('says what is used, once metrics-server is there', async () => {
    const { run } = await newTestShell();
    await run('kubectl create deployment web --image=nginx:1.29 --replicas=2');
    await run('kubectl rollout status deployment web');
    expect(await run('kubectl top pods')).toBe('error: Metrics API not available\n[1]');
    await run('minikube addons enable metrics-server');
    const pods = await run('kubectl top pods -l app=web');
    expect(pods).toMatch(/^NAME +CPU\(cores\) +MEMORY\(bytes\) *\nweb-\S+ +\d+m +\d+Mi *\nweb-\S+ +\d+m +\d+Mi *\n$/);
    expect(await run('kubectl top pods -l app=nope')).toBe('No resources found in default namespace.\n');
    expect(await run('kubectl top nodes')).toMatch(
      /^NAME +CPU\(cores\) +CPU\(%\) +MEMORY\(bytes\) +MEMORY\(%\) *\nminikube +\d+m +\d+% +\d+Mi +\d+% *\n$/,
    );
    expect(await run('kubectl top node nowhere')).toBe(
      'Error from server (NotFound): nodemetrics.metrics.k8s.io "nowhere" not found\n[1]',
    );
    expect(await run('kubectl api-resources --api-group=metrics.k8s.io -o name')).toBe(
      'nodes.metrics.k8s.io\npods.metrics.k8s.io\n',
    );
  });
});
