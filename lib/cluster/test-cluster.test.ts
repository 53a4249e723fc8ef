import { expect, test } from 'vitest';
import { newTestCluster } from './test-cluster';

test('a Pod is bound, runs and goes', async () => {
  const cluster = await newTestCluster({ nodes: 2 });
  const { client, clock } = cluster;
  const created = client.create('v1/Pod', {
    metadata: { generateName: 'web-', namespace: 'default' },
    spec: { containers: [{ name: 'web', image: 'nginx' }] },
  });
  if (!created.ok) throw new Error(created.status.message);
  const { name } = created.object.metadata;
  expect(name).toMatch(/^web-[bcdfghjklmnpqrstvwxz2456789]{5}$/);
  cluster.settle();
  const pod = client.get('v1/Pod', 'default', name);
  expect(pod?.spec?.nodeName).toBe('minikube');
  expect(pod?.status?.phase).toBe('Running');
  expect(clock.isIdle).toBe(true);
  client.delete('v1/Pod', 'default', name);
  expect(client.get('v1/Pod', 'default', name)?.metadata.deletionGracePeriodSeconds).toBe(30);
  cluster.settle();
  expect(client.get('v1/Pod', 'default', name)).toBeUndefined();
});
