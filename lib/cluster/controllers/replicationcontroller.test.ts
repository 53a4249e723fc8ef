import { expect, test } from 'vitest';
import { newTestCluster } from '../test-cluster';
import { replicationControllerController } from './replicationcontroller';

test('a ReplicationController takes selector and labels from its template, and has as many Pods as are wanted', async () => {
  const { client, ...cluster } = await newTestCluster({ controllers: [replicationControllerController] });
  const created = client.create('v1/ReplicationController', {
    metadata: { name: 'web', namespace: 'default' },
    spec: {
      replicas: 2,
      template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'nginx', image: 'nginx' }] } },
    },
  });
  expect(created.ok && created.object).toMatchObject({
    metadata: { labels: { app: 'web' }, generation: 1 },
    spec: { selector: { app: 'web' } },
    status: { replicas: 0 },
  });
  cluster.settle();
  const live = client.get('v1/ReplicationController', 'default', 'web');
  expect(live?.status).toEqual({
    replicas: 2,
    fullyLabeledReplicas: 2,
    readyReplicas: 2,
    availableReplicas: 2,
    observedGeneration: 1,
  });
  const [pod] = client.sorted('v1/Pod');
  expect(pod?.metadata.ownerReferences).toMatchObject([
    { apiVersion: 'v1', kind: 'ReplicationController', name: 'web' },
  ]);
  // A Pod under another label is let go, and replaced.
  if (pod) client.update('v1/Pod', { ...pod, metadata: { ...pod.metadata, labels: { app: 'debug' } } });
  cluster.settle();
  expect(client.sorted('v1/Pod')).toHaveLength(3);
  expect(client.get('v1/Pod', 'default', pod?.metadata.name ?? '')?.metadata.ownerReferences ?? []).toEqual([]);
});

test('a ReplicationController without labels to select by is refused', async () => {
  const { client } = await newTestCluster({ controllers: [] });
  const refused = client.create('v1/ReplicationController', {
    metadata: { name: 'web', namespace: 'default' },
    spec: {
      replicas: -1,
      template: { spec: { containers: [{ name: 'nginx', image: 'nginx' }], restartPolicy: 'Never' } },
    },
  });
  expect(refused.ok || refused.status.message).toBe(
    'ReplicationController "web" is invalid: [spec.selector: Required value, spec.replicas: Invalid value: -1: must be greater than or equal to 0, spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"]',
  );
});
