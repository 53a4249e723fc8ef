import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatTime, type Client, type Stored } from '@/lib/kube';
import { Random } from '../../random';
import { newTestCluster, type TestCluster } from '../../test-cluster';
import { jobController } from '.';

type Step =
  | { readonly does: 'wait'; readonly ms: number }
  | { readonly does: 'delete a Pod'; readonly which: number }
  | { readonly does: 'restart controllers' };

const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ does: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 20_000 }) }),
  fc.record({ does: fc.constant('delete a Pod' as const), which: fc.nat() }),
  fc.record({ does: fc.constant('restart controllers' as const) }),
);

const program = fc.record({
  completions: fc.integer({ min: 1, max: 6 }),
  parallelism: fc.integer({ min: 1, max: 4 }),
  completionMode: fc.constantFrom('Indexed', 'NonIndexed'),
  /** Of ten Pods. */
  failing: fc.integer({ min: 0, max: 6 }),
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  steps: fc.array(steps, { maxLength: 10 }),
});

/** Pods run for a while, and end well or badly. Answers the uids of those that ended well. */
function runForAWhile({ client, clock }: TestCluster, seed: number, failing: number): Set<string> {
  const random = new Random(seed);
  const succeeded = new Set<string>();
  client.onChange('v1/Pod', ({ object, before }) => {
    if (object.status?.phase !== 'Running' || before?.status?.phase !== 'Pending') return;
    const { namespace, name, uid } = object.metadata;
    const phase = random.integer(10) < failing ? 'Failed' : 'Succeeded';
    clock.after(1 + random.integer(5000), () => {
      const pod = client.get('v1/Pod', namespace, name);
      if (pod?.metadata.uid !== uid || pod.metadata.deletionTimestamp) return;
      if (phase === 'Succeeded') succeeded.add(uid);
      client.updateStatus('v1/Pod', ended(pod, phase, clock.now()));
    });
  });
  return succeeded;
}

function ended(pod: Stored<'v1/Pod'>, phase: string, now: number): Stored<'v1/Pod'> {
  const terminated = { exitCode: phase === 'Failed' ? 1 : 0, finishedAt: formatTime(now) };
  const container = { name: 'main', image: 'busybox', imageID: '', ready: false, restartCount: 0 };
  return { ...pod, status: { ...pod.status, phase, containerStatuses: [{ ...container, state: { terminated } }] } };
}

function take({ client, clock, manager }: TestCluster, step: Step): void {
  if (step.does === 'wait') clock.runUntil(clock.now() + step.ms);
  if (step.does === 'delete a Pod') {
    const pods = client.sorted('v1/Pod').filter(({ status }) => status?.phase === 'Running');
    const pod = pods[step.which % Math.max(1, pods.length)];
    if (pod) client.delete('v1/Pod', 'default', pod.metadata.name);
  }
  if (step.does === 'restart controllers') {
    manager.stop();
    manager.start();
  }
}

function live(client: Client): Stored<'batch/v1/Job'> {
  const found = client.get('batch/v1/Job', 'default', 'once');
  if (!found) throw new Error('no once');
  return found;
}

test('whatever happens to its Pods, a Job ends, counts each of them once, and keeps none', async () => {
  await fc.assert(
    fc.asyncProperty(program, async ({ completions, parallelism, completionMode, failing, seed, steps: taken }) => {
      const cluster = await newTestCluster({ controllers: [jobController] });
      const { client, clock } = cluster;
      const succeeded = runForAWhile(cluster, seed, failing);
      const template = { spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'busybox' }] } };
      const spec = { completions, parallelism, completionMode, backoffLimit: 4, template };
      client.create('batch/v1/Job', { metadata: { name: 'once', namespace: 'default' }, spec });
      let most = 0;
      client.onChange('v1/Pod', () => {
        const active = [...client.list('v1/Pod')].filter(
          ({ status, metadata }) => !metadata.deletionTimestamp && /Pending|Running/.test(status?.phase ?? ''),
        );
        most = Math.max(most, active.length);
      });
      for (const step of taken) take(cluster, step);
      clock.runUntil(clock.now() + 7_200_000);

      const { status = {} } = live(client);
      const end = status.conditions?.at(-1)?.type ?? 'none';
      expect(most).toBeLessThanOrEqual(parallelism);
      expect(status.uncountedTerminatedPods).toEqual({});
      expect(status.active ?? 0).toBe(0);
      expect(['Complete', 'Failed']).toContain(end);
      expect(end === 'Complete' ? status.succeeded === completions : (status.failed ?? 0) > 4).toBe(true);
      expect(status.succeeded ?? 0).toBe(succeeded.size);
      const held = client.sorted('v1/Pod').filter(({ metadata }) => (metadata.finalizers ?? []).length > 0);
      expect(held).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
