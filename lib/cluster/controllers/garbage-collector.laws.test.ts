import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { newTestCluster, type TestCluster } from '../test-cluster';
import { garbageCollectorController } from './garbage-collector';

const MOST = 8;

/** Who owns whom: each object may be owned by any before it, and in circles by any after it. */
const program = fc.record({
  owners: fc.array(
    fc.uniqueArray(fc.record({ owner: fc.nat({ max: MOST - 1 }), blocks: fc.boolean() }), {
      selector: ({ owner }) => owner,
      maxLength: 3,
    }),
    { minLength: 1, maxLength: MOST },
  ),
  deletions: fc.array(
    fc.record({
      name: fc.nat({ max: MOST - 1 }),
      propagationPolicy: fc.constantFrom('Background' as const, 'Foreground' as const, 'Orphan' as const),
      waits: fc.boolean(),
    }),
    { maxLength: 4 },
  ),
});

function create({ client }: TestCluster, count: number): string[] {
  return Array.from({ length: count }, (_, at) => {
    const created = client.create('v1/ConfigMap', { metadata: { name: `c${at}`, namespace: 'default' } });
    if (!created.ok) throw new Error(created.status.message);
    return created.object.metadata.uid;
  });
}

test('whatever is deleted in whatever way, nobody outlives all of their owners, and nobody is left half gone', async () => {
  await fc.assert(
    fc.asyncProperty(program, async ({ owners, deletions }) => {
      const cluster = await newTestCluster({ controllers: [garbageCollectorController()] });
      const { client } = cluster;
      const uids = create(cluster, owners.length);
      for (const [at, own] of owners.entries()) {
        const live = client.get('v1/ConfigMap', 'default', `c${at}`);
        const ownerReferences = own.flatMap(({ owner, blocks }) => {
          const uid = uids[owner];
          if (uid === undefined || owner === at) return [];
          return [{ apiVersion: 'v1', kind: 'ConfigMap', name: `c${owner}`, uid, blockOwnerDeletion: blocks }];
        });
        if (live) client.update('v1/ConfigMap', { ...live, metadata: { ...live.metadata, ownerReferences } });
      }
      cluster.settle();
      expect(client.sorted('v1/ConfigMap')).toHaveLength(owners.length);
      for (const { name, propagationPolicy, waits } of deletions) {
        client.delete('v1/ConfigMap', 'default', `c${name}`, { propagationPolicy });
        if (waits) cluster.settle();
      }
      cluster.settle();
      const left = client.sorted('v1/ConfigMap');
      const there = new Set(left.map(({ metadata }) => metadata.uid));
      for (const { metadata } of left) {
        expect(metadata.deletionTimestamp).toBeUndefined();
        for (const { uid = '' } of metadata.ownerReferences ?? []) expect(there).toContain(uid);
      }
      const { revision } = cluster.store;
      cluster.manager.stop();
      cluster.manager.start();
      cluster.settle();
      expect(cluster.store.revision).toBe(revision);
    }),
    { numRuns: 150 },
  );
});
