import { expect, test } from 'vitest';
import { newTestKubelets } from './test-kubelets';

test('addresses are given in turn, and none twice at a time', async () => {
  const { run, settle, client, pod } = await newTestKubelets({ config: { latency: 0, pods: '300' } });
  run('stays', { name: 'web', image: 'nginx:1' });
  settle();
  const given = new Set<string>();
  for (let at = 0; at < 252; at += 1) {
    run('comes', { name: 'web', image: 'nginx:1' });
    settle();
    given.add(pod('comes').status?.podIP ?? '');
    client.delete('v1/Pod', 'default', 'comes');
    settle();
  }
  expect(given.size).toBe(252);
  expect(given.has('10.244.0.2')).toBe(false);
  run('again', { name: 'web', image: 'nginx:1' });
  settle();
  expect(pod('again').status?.podIP).toBe('10.244.0.3');
});

test('a Pod on the network of its node has the node’s address', async () => {
  const { run, settle, pod } = await newTestKubelets();
  run('web', { name: 'web', image: 'nginx', ports: [] }, { hostNetwork: true });
  settle();
  expect(pod('web').status).toMatchObject({ podIP: '192.168.49.2', hostIP: '192.168.49.2' });
});
