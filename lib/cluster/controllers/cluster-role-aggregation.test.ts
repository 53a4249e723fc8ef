import { expect, test } from 'vitest';
import { newTestCluster, type TestCluster } from '../test-cluster';
import { clusterRoleAggregationController } from './cluster-role-aggregation';

const controllers = [clusterRoleAggregationController];

function createRole({ client }: TestCluster, name: string, resource: string): void {
  const created = client.create('rbac.authorization.k8s.io/v1/ClusterRole', {
    metadata: { name, labels: { 'aggregate-to': 'all' } },
    rules: [{ apiGroups: [''], resources: [resource], verbs: ['get'] }],
  });
  if (!created.ok) throw new Error(created.status.message);
}

test('a role gathers the rules of those with a label, each once', async () => {
  const cluster = await newTestCluster({ controllers });
  const { client } = cluster;
  createRole(cluster, 'pods', 'pods');
  createRole(cluster, 'pods-again', 'pods');
  client.create('rbac.authorization.k8s.io/v1/ClusterRole', {
    metadata: { name: 'all' },
    aggregationRule: { clusterRoleSelectors: [{ matchLabels: { 'aggregate-to': 'all' } }] },
  });
  const resources = (): unknown => {
    cluster.settle();
    const role = client.get('rbac.authorization.k8s.io/v1/ClusterRole', undefined, 'all');
    return role?.rules?.map((rule) => rule.resources?.[0]);
  };
  expect(resources()).toEqual(['pods']);
  createRole(cluster, 'nodes', 'nodes');
  expect(resources()).toEqual(['nodes', 'pods']);
  client.delete('rbac.authorization.k8s.io/v1/ClusterRole', undefined, 'nodes');
  expect(resources()).toEqual(['pods']);
});
