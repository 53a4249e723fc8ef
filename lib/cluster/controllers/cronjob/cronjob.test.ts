import { expect, test } from 'vitest';
import { formatTime, type Client, type Stored, type types } from '@/lib/kube';
import { newTestCluster, type TestCluster } from '../../test-cluster';
import { cronJobController } from '.';

const MINUTE = 60_000;

async function clusterWith(spec: types.CronJobSpec = {}): Promise<TestCluster> {
  const cluster = await newTestCluster({ controllers: [cronJobController] });
  const template = { spec: { restartPolicy: 'OnFailure', containers: [{ name: 'main', image: 'busybox' }] } };
  const created = cluster.client.create('batch/v1/CronJob', {
    metadata: { name: 'hello', namespace: 'default' },
    spec: {
      schedule: '*/5 * * * *',
      jobTemplate: { metadata: { labels: { app: 'hello' } }, spec: { template } },
      ...spec,
    },
  });
  if (!created.ok) throw new Error(created.status.message);
  return cluster;
}

function pass({ clock }: TestCluster, minutes: number): void {
  clock.runUntil(clock.now() + minutes * MINUTE);
}

function live(client: Client): Stored<'batch/v1/CronJob'> {
  const found = client.get('batch/v1/CronJob', 'default', 'hello');
  if (!found) throw new Error('no hello');
  return found;
}

function jobs(client: Client): string[] {
  return client.sorted('batch/v1/Job').map(({ metadata }) => metadata.name);
}

function end({ client, clock }: TestCluster, name: string, type: 'Complete' | 'Failed' = 'Complete'): void {
  const job = client.get('batch/v1/Job', 'default', name);
  if (!job) throw new Error(`no ${name}`);
  const time = formatTime(clock.now());
  client.updateStatus('batch/v1/Job', {
    ...job,
    status: {
      startTime: time,
      conditions: [{ type, status: 'True', lastTransitionTime: time }],
      ...(type === 'Complete' && { completionTime: time }),
    },
  });
  clock.runUntil(clock.now() + 1000);
}

test('at each time of the schedule there is a Job', async () => {
  const cluster = await clusterWith();
  const { client } = cluster;
  pass(cluster, 4);
  expect(jobs(client)).toEqual([]);
  pass(cluster, 2);
  expect(jobs(client)).toEqual(['hello-29460065']);
  const [job] = client.sorted('batch/v1/Job');
  expect(job?.metadata.labels).toMatchObject({ app: 'hello' });
  expect(job?.metadata.annotations).toEqual({
    'batch.kubernetes.io/cronjob-scheduled-timestamp': '2026-01-05T09:05:00Z',
  });
  expect(job?.metadata.ownerReferences?.[0]).toMatchObject({ kind: 'CronJob', name: 'hello', controller: true });
  expect(live(client).status).toMatchObject({
    lastScheduleTime: '2026-01-05T09:05:00Z',
    active: [{ kind: 'Job', apiVersion: 'batch/v1', namespace: 'default', name: 'hello-29460065' }],
  });
  end(cluster, 'hello-29460065');
  expect(live(client).status).toEqual({
    lastScheduleTime: '2026-01-05T09:05:00Z',
    lastSuccessfulTime: '2026-01-05T09:06:00Z',
  });
  pass(cluster, 10);
  expect(jobs(client)).toEqual(['hello-29460065', 'hello-29460070', 'hello-29460075']);
  expect(cluster.events()).toEqual([
    'Normal SuccessfulCreate Created job hello-29460065',
    'Normal SawCompletedJob Saw completed job: hello-29460065, condition: Complete',
    'Normal SuccessfulCreate Created job hello-29460070',
    'Normal SuccessfulCreate Created job hello-29460075',
  ]);
});

test('a time zone has its own clock', async () => {
  const cluster = await clusterWith({ schedule: '10 18 * * *', timeZone: 'Asia/Seoul' });
  pass(cluster, 11);
  const [job] = cluster.client.sorted('batch/v1/Job');
  expect(job?.metadata.annotations).toEqual({
    'batch.kubernetes.io/cronjob-scheduled-timestamp': '2026-01-05T18:10:00+09:00',
  });
});

test('Forbid waits for the Job before', async () => {
  const cluster = await clusterWith({ concurrencyPolicy: 'Forbid' });
  pass(cluster, 11);
  expect(jobs(cluster.client)).toEqual(['hello-29460065']);
  expect(cluster.events()).toContain(
    'Normal JobAlreadyActive Not starting job because prior execution is running and concurrency policy is Forbid',
  );
  // Once it has ended, the time that was missed is made up for.
  end(cluster, 'hello-29460065');
  expect(jobs(cluster.client)).toEqual(['hello-29460065', 'hello-29460070']);
});

test('Replace ends the Job before', async () => {
  const cluster = await clusterWith({ concurrencyPolicy: 'Replace' });
  pass(cluster, 11);
  expect(jobs(cluster.client)).toEqual(['hello-29460070']);
  expect(cluster.events()).toContain('Normal SuccessfulDelete Deleted job hello-29460065');
});

test('of the Jobs that have ended only some are kept', async () => {
  const cluster = await clusterWith({ successfulJobsHistoryLimit: 1, failedJobsHistoryLimit: 0 });
  for (const [name, type] of [
    ['hello-29460065', 'Complete'],
    ['hello-29460070', 'Failed'],
    ['hello-29460075', 'Complete'],
  ] as const) {
    pass(cluster, 6);
    end(cluster, name, type);
  }
  expect(jobs(cluster.client)).toEqual(['hello-29460075']);
});

test('a suspended CronJob starts nothing, and one that was stopped for long starts the last', async () => {
  const cluster = await clusterWith({ suspend: true });
  const { client } = cluster;
  pass(cluster, 60);
  expect(jobs(client)).toEqual([]);
  client.update('batch/v1/CronJob', { ...live(client), spec: { ...live(client).spec, suspend: false } });
  pass(cluster, 1);
  expect(jobs(client)).toEqual(['hello-29460120']);
});

test('a time that is missed by more than the deadline is let go', async () => {
  const cluster = await clusterWith({ startingDeadlineSeconds: 30 });
  cluster.manager.stop();
  pass(cluster, 7);
  cluster.manager.start();
  pass(cluster, 1);
  expect(jobs(cluster.client)).toEqual([]);
  pass(cluster, 3);
  expect(jobs(cluster.client)).toEqual(['hello-29460070']);
});

test('a day that never comes is said', async () => {
  const cluster = await clusterWith({ schedule: '0 0 31 2 *' });
  pass(cluster, 1);
  expect(cluster.events()).toEqual([
    'Warning InvalidSchedule invalid schedule: 0 0 31 2 * : time difference between two schedules is less than 1 second',
  ]);
});

test('a Job that somebody deletes is missed', async () => {
  const cluster = await clusterWith();
  pass(cluster, 6);
  cluster.client.delete('batch/v1/Job', 'default', 'hello-29460065');
  pass(cluster, 1);
  expect(cluster.events()).toContain('Normal MissingJob Active job went missing: hello-29460065');
  expect(live(cluster.client).status?.active).toBeUndefined();
});
