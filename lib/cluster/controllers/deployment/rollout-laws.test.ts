import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Client, Stored, types } from '@/lib/kube';
import { Random } from '../../random';
import { newTestCluster, running, type TestCluster } from '../../test-cluster';
import { replicaSetController } from '../replicaset';
import { maxSurge, maxUnavailable } from './fenceposts';
import { deploymentController } from '.';

type Step =
  | { readonly does: 'image'; readonly image: number }
  | { readonly does: 'pause' | 'resume' | 'restart controllers' }
  | { readonly does: 'wait'; readonly ms: number };

const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ does: fc.constant('image' as const), image: fc.integer({ min: 0, max: 3 }) }),
  fc.record({ does: fc.constantFrom('pause' as const, 'resume' as const, 'restart controllers' as const) }),
  fc.record({ does: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 3000 }) }),
);
const amount = fc.oneof(
  fc.integer({ min: 0, max: 4 }),
  fc.integer({ min: 0, max: 100 }).map((percent) => `${percent}%`),
);
const isNone = (value: number | string): boolean => Number.parseInt(String(value), 10) === 0;
const strategy = fc
  .record({ maxSurge: amount, maxUnavailable: amount })
  // Both zero is refused.
  .filter((one) => !isNone(one.maxSurge) || !isNone(one.maxUnavailable));

function template(image: number): types.PodTemplateSpec {
  return { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: `nginx:${image}` }] } };
}

function live(client: Client): Stored<'apps/v1/Deployment'> {
  const found = client.get('apps/v1/Deployment', 'default', 'web');
  if (!found) throw new Error('no web');
  return found;
}

function change(client: Client, spec: types.DeploymentSpec): void {
  const answer = client.update('apps/v1/Deployment', { ...live(client), spec: { ...live(client).spec, ...spec } });
  if (!answer.ok) throw new Error(answer.status.message);
}

/** Pods become ready, and go, each in its own time. */
function runInOwnTime({ client, clock }: TestCluster, seed: number): void {
  const random = new Random(seed);
  client.onChange('v1/Pod', ({ type, object, before }) => {
    if (type === 'DELETED') return;
    const { namespace, name, deletionTimestamp } = object.metadata;
    if (type === 'ADDED') {
      clock.after(1 + random.integer(2000), () => {
        const pod = client.get('v1/Pod', namespace, name);
        if (pod && !pod.metadata.deletionTimestamp) client.updateStatus('v1/Pod', running(pod, clock, '10.244.0.9'));
      });
    } else if (deletionTimestamp && !before?.metadata.deletionTimestamp) {
      clock.after(1 + random.integer(2000), () => {
        client.delete('v1/Pod', namespace, name, { gracePeriodSeconds: 0 });
      });
    }
  });
}

function take({ client, clock, manager }: TestCluster, step: Step): void {
  if (step.does === 'image') change(client, { template: template(step.image) });
  if (step.does === 'pause') change(client, { paused: true });
  if (step.does === 'resume') change(client, { paused: false });
  if (step.does === 'wait') clock.runUntil(clock.now() + step.ms);
  if (step.does === 'restart controllers') {
    manager.stop();
    manager.start();
  }
}

test('whatever is rolled out, there are never too many Pods nor too few, and in the end the right ones', async () => {
  const rollout = fc.record({
    replicas: fc.integer({ min: 1, max: 8 }),
    strategy,
    seed: fc.integer({ min: 1, max: 1_000_000 }),
    steps: fc.array(steps, { minLength: 1, maxLength: 12 }),
  });
  await fc.assert(
    fc.asyncProperty(rollout, async ({ replicas, strategy: rollingUpdate, seed, steps: program }) => {
      const cluster = await newTestCluster({ controllers: [deploymentController, replicaSetController], kwok: false });
      const { client } = cluster;
      runInOwnTime(cluster, seed);
      const spec: types.DeploymentSpec = {
        replicas,
        selector: { matchLabels: { app: 'web' } },
        template: template(0),
        strategy: { type: 'RollingUpdate', rollingUpdate },
      };
      client.create('apps/v1/Deployment', { metadata: { name: 'web', namespace: 'default' }, spec });
      cluster.settle();

      let [most, fewest] = [0, replicas];
      client.onChange('v1/Pod', () => {
        const pods = [...client.list('v1/Pod')].filter(({ metadata }) => metadata.deletionTimestamp === undefined);
        most = Math.max(most, pods.length);
        fewest = Math.min(fewest, pods.filter(({ status }) => status?.phase === 'Running').length);
      });
      for (const step of program) take(cluster, step);
      take(cluster, { does: 'resume' });
      cluster.settle();
      expect(most).toBeLessThanOrEqual(replicas + maxSurge(spec));
      expect(fewest).toBeGreaterThanOrEqual(replicas - maxUnavailable(spec));
      const image = live(client).spec?.template?.spec?.containers?.[0]?.image;
      expect([...client.list('v1/Pod')].map((pod) => pod.spec?.containers?.[0]?.image)).toEqual(
        Array.from({ length: replicas }, () => image),
      );
      expect(live(client).status).toMatchObject({ replicas, updatedReplicas: replicas, availableReplicas: replicas });
    }),
    { numRuns: 60 },
  );
});
