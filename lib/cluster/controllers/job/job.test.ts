import { expect, test } from 'vitest';
import { formatTime, parseTime, type Client, type Stored, type types } from '@/lib/kube';
import { newTestCluster, type TestCluster } from '../../test-cluster';
import { ttlAfterFinishedController } from '../ttl-after-finished';
import { jobController } from '.';

type ExitCode = (pod: Stored<'v1/Pod'>) => number | undefined;

/** Its Pods run for a second, and end with the exit code that is given; those without go on. */
async function clusterWith(spec: types.JobSpec, exitCode: ExitCode): Promise<TestCluster> {
  const cluster = await newTestCluster({ controllers: [jobController, ttlAfterFinishedController] });
  const { client, clock } = cluster;
  client.onChange('v1/Pod', ({ type, object, before }) => {
    const hasStarted = object.status?.phase === 'Running' && before?.status?.phase === 'Pending';
    if (type !== 'MODIFIED' || !hasStarted) return;
    const code = exitCode(object);
    if (code === undefined) return;
    const { namespace, name } = object.metadata;
    clock.after(1000, () => {
      const pod = client.get('v1/Pod', namespace, name);
      if (pod && !pod.metadata.deletionTimestamp) client.updateStatus('v1/Pod', ended(pod, code, clock.now()));
    });
  });
  const created = client.create('batch/v1/Job', {
    metadata: { name: 'once', namespace: 'default' },
    spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'busybox' }] } }, ...spec },
  });
  if (!created.ok) throw new Error(created.status.message);
  return cluster;
}

function ended(pod: Stored<'v1/Pod'>, exitCode: number, now: number): Stored<'v1/Pod'> {
  const finishedAt = formatTime(now);
  return {
    ...pod,
    status: {
      ...pod.status,
      phase: exitCode === 0 ? 'Succeeded' : 'Failed',
      conditions: [{ type: 'Ready', status: 'False', lastTransitionTime: finishedAt }],
      containerStatuses: [
        {
          name: 'main',
          image: 'busybox',
          imageID: '',
          ready: false,
          restartCount: 0,
          state: { terminated: { exitCode, finishedAt } },
        },
      ],
    },
  };
}

function job(client: Client): Stored<'batch/v1/Job'> {
  const found = client.get('batch/v1/Job', 'default', 'once');
  if (!found) throw new Error('no once');
  return found;
}

function conditions(client: Client): string[] {
  return (job(client).status?.conditions ?? []).map(
    ({ type, status, reason, message }) => `${type}=${status} ${reason}: ${message}`,
  );
}

function indexOf({ metadata }: Stored<'v1/Pod'>): number {
  return Number(metadata.annotations?.['batch.kubernetes.io/job-completion-index']);
}

const OVER = 'Reached expected number of succeeded pods';

test('a Job runs its Pods one after the other, and is complete', async () => {
  const { client, clock, ...cluster } = await clusterWith({ completions: 2 }, () => 0);
  clock.runUntilIdle();
  expect(job(client).status).toMatchObject({ succeeded: 2, ready: 0, terminating: 0, uncountedTerminatedPods: {} });
  expect(job(client).status).not.toHaveProperty('active');
  expect(job(client).status?.completionTime).toBe(job(client).status?.conditions?.[1]?.lastTransitionTime);
  expect(conditions(client)).toEqual([
    `SuccessCriteriaMet=True CompletionsReached: ${OVER}`,
    `Complete=True CompletionsReached: ${OVER}`,
  ]);
  expect(cluster.events().map((one) => one.replace(/once-\w+/, 'once-?'))).toEqual([
    'Normal SuccessfulCreate Created pod: once-?',
    'Normal SuccessfulCreate Created pod: once-?',
    'Normal Completed Job completed',
  ]);
  const pods = client.sorted('v1/Pod');
  expect(pods.map(({ metadata }) => metadata.finalizers ?? [])).toEqual([[], []]);
});

test('while it runs its Pods are tracked, and counted as active', async () => {
  const { client, clock } = await clusterWith({ parallelism: 3 }, () => undefined);
  clock.runUntil(clock.now() + 5000);
  expect(job(client).status).toMatchObject({ active: 3, ready: 3, terminating: 0 });
  expect(client.sorted('v1/Pod').map(({ metadata }) => metadata.finalizers)).toEqual(
    Array.from({ length: 3 }, () => ['batch.kubernetes.io/job-tracking']),
  );
});

test('failures are tried again after 10 s, 20 s, …, up to the limit', async () => {
  const { client, clock, ...cluster } = await clusterWith({ backoffLimit: 2 }, () => 1);
  clock.runUntil(clock.now() + 120_000);
  expect(job(client).status).toMatchObject({ failed: 3, ready: 0 });
  const message = 'Job has reached the specified backoff limit';
  expect(conditions(client)).toEqual([
    `FailureTarget=True BackoffLimitExceeded: ${message}`,
    `Failed=True BackoffLimitExceeded: ${message}`,
  ]);
  const made = client
    .sorted('v1/Pod')
    .map(({ metadata }) => parseTime(metadata.creationTimestamp) ?? 0)
    .sort((a, b) => a - b);
  expect([(made[1] ?? 0) - (made[0] ?? 0), (made[2] ?? 0) - (made[1] ?? 0)]).toEqual([11_000, 21_000]);
  expect(cluster.events().at(-1)).toBe(`Warning BackoffLimitExceeded ${message}`);
});

test('the deadline ends what still runs', async () => {
  const { client, clock, ...cluster } = await clusterWith({ activeDeadlineSeconds: 30 }, () => undefined);
  clock.runUntil(clock.now() + 60_000);
  const message = 'Job was active longer than specified deadline';
  expect(conditions(client)).toEqual([
    `FailureTarget=True DeadlineExceeded: ${message}`,
    `Failed=True DeadlineExceeded: ${message}`,
  ]);
  expect(job(client).status).toMatchObject({ failed: 1, ready: 0, terminating: 0 });
  expect(client.sorted('v1/Pod')).toEqual([]);
  expect(cluster.events().map((one) => one.replace(/once-\w+/, 'once-?'))).toEqual([
    'Normal SuccessfulCreate Created pod: once-?',
    'Normal SuccessfulDelete Deleted pod: once-?',
    `Warning DeadlineExceeded ${message}`,
  ]);
});

test('an indexed Job gives each Pod its index', async () => {
  const { client, clock } = await clusterWith({ completionMode: 'Indexed', completions: 3, parallelism: 2 }, () => 0);
  clock.runUntilIdle();
  expect(job(client).status).toMatchObject({ succeeded: 3, completedIndexes: '0-2' });
  const pods = [...client.sorted('v1/Pod')].sort((a, b) => indexOf(a) - indexOf(b));
  expect(pods.map(({ metadata }) => metadata.generateName)).toEqual(['once-0-', 'once-1-', 'once-2-']);
  expect(pods.map(({ spec }) => spec?.hostname)).toEqual(['once-0', 'once-1', 'once-2']);
  expect(pods[1]?.metadata.labels?.['batch.kubernetes.io/job-completion-index']).toBe('1');
  expect(pods[1]?.spec?.containers?.[0]?.env).toEqual([
    {
      name: 'JOB_COMPLETION_INDEX',
      valueFrom: {
        fieldRef: { apiVersion: 'v1', fieldPath: "metadata.labels['batch.kubernetes.io/job-completion-index']" },
      },
    },
  ]);
});

test('an index that fails too often is lost, and the others go on', async () => {
  const spec = { completionMode: 'Indexed', completions: 3, parallelism: 3, backoffLimitPerIndex: 1 };
  const { client, clock } = await clusterWith(spec, (pod) => (indexOf(pod) === 1 ? 1 : 0));
  clock.runUntil(clock.now() + 120_000);
  expect(job(client).status).toMatchObject({ succeeded: 2, failed: 2, completedIndexes: '0,2', failedIndexes: '1' });
  expect(conditions(client).at(-1)).toBe('Failed=True FailedIndexes: Job has failed indexes');
  const counts = client
    .sorted('v1/Pod')
    .filter((pod) => indexOf(pod) === 1)
    .map(({ metadata }) => metadata.annotations?.['batch.kubernetes.io/job-index-failure-count']);
  expect(new Set(counts)).toEqual(new Set(['0', '1']));
});

test('some indexes can be enough', async () => {
  const spec = {
    completionMode: 'Indexed',
    completions: 3,
    parallelism: 3,
    successPolicy: { rules: [{ succeededIndexes: '0', succeededCount: 1 }] },
  };
  const { client, clock } = await clusterWith(spec, (pod) => (indexOf(pod) === 0 ? 0 : undefined));
  clock.runUntilIdle();
  expect(conditions(client)).toEqual([
    'SuccessCriteriaMet=True SuccessPolicy: Matched rules at index 0',
    'Complete=True SuccessPolicy: Matched rules at index 0',
  ]);
  expect(job(client).status).toMatchObject({ succeeded: 1, completedIndexes: '0' });
});

test('an exit code can fail the whole Job, or not count', async () => {
  const podFailurePolicy = {
    rules: [
      { action: 'FailJob', onExitCodes: { operator: 'In', values: [42] } },
      { action: 'Ignore', onExitCodes: { operator: 'In', values: [7] } },
    ],
  };
  let code = 7;
  const { client, clock } = await clusterWith({ podFailurePolicy, backoffLimit: 0 }, () => code);
  clock.runUntil(clock.now() + 5000);
  expect(job(client).status?.failed).toBeUndefined();
  expect(conditions(client)).toEqual([]);
  code = 42;
  clock.runUntil(clock.now() + 60_000);
  const failed = client
    .sorted('v1/Pod')
    .find(({ status }) => status?.containerStatuses?.[0]?.state?.terminated?.exitCode === 42);
  expect(conditions(client).at(-1)).toBe(
    `Failed=True PodFailurePolicy: Container main for pod default/${failed?.metadata.name} failed with exit code 42 matching FailJob rule at index 0`,
  );
});

test('a suspended Job has no Pods until it is resumed', async () => {
  const { client, clock, ...cluster } = await clusterWith({ suspend: true }, () => 0);
  clock.runUntilIdle();
  expect(client.sorted('v1/Pod')).toEqual([]);
  expect(conditions(client)).toEqual(['Suspended=True JobSuspended: Job suspended']);
  expect(job(client).status?.startTime).toBeUndefined();
  client.update('batch/v1/Job', { ...job(client), spec: { ...job(client).spec, suspend: false } });
  clock.runUntilIdle();
  expect(conditions(client)[0]).toBe('Suspended=False JobResumed: Job resumed');
  expect(job(client).status).toMatchObject({ succeeded: 1 });
  expect(cluster.events().filter((one) => /Suspended|Resumed/.test(one))).toEqual([
    'Normal Suspended Job suspended',
    'Normal Resumed Job resumed',
  ]);
});

test('a deleted Pod is replaced, and one that is left by its Job loses its finalizer', async () => {
  const { client, clock } = await clusterWith({}, () => undefined);
  clock.runUntilIdle();
  const [first] = client.sorted('v1/Pod');
  client.delete('v1/Pod', 'default', first?.metadata.name ?? '');
  clock.runUntil(clock.now() + 30_000);
  const [second, ...others] = client.sorted('v1/Pod');
  expect(others).toEqual([]);
  expect(second?.metadata.uid).not.toBe(first?.metadata.uid);
  expect(job(client).status).toMatchObject({ active: 1, failed: 1 });
  client.delete('batch/v1/Job', 'default', 'once', { propagationPolicy: 'Background' });
  clock.runUntilIdle();
  expect(client.sorted('v1/Pod').map(({ metadata }) => metadata.finalizers ?? [])).toEqual([[]]);
});

test('a Job is deleted some time after its end', async () => {
  const { client, clock } = await clusterWith({ ttlSecondsAfterFinished: 100 }, () => 0);
  clock.runUntilIdle();
  clock.runUntil(clock.now() + 90_000);
  expect(job(client).metadata.deletionTimestamp).toBeUndefined();
  clock.runUntil(clock.now() + 20_000);
  // Its Pods are waited for, which the garbage collector would delete.
  expect(client.get('batch/v1/Job', 'default', 'once')?.metadata.finalizers).toEqual(['foregroundDeletion']);
});

test('nothing is written when idle, also after a restart', async () => {
  const { store, manager, clock } = await clusterWith({ parallelism: 2 }, () => undefined);
  clock.runUntilIdle();
  const { revision } = store;
  manager.stop();
  manager.start();
  clock.runUntil(clock.now() + 3_600_000);
  expect(store.revision).toBe(revision);
});
