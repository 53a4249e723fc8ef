import { expect, test } from 'vitest';
import type { LogLine } from './runtime';
import { newTestKubelets } from './test-kubelets';

test('logs are kept of the container that runs, and of the one before', async () => {
  const { run, settle, logs, kubelets, pod } = await newTestKubelets();
  run('web', { name: 'web', image: 'nginx', command: ['exit', '7', '4'] });
  settle();
  expect(logs('web')).toEqual(['bye 7']);
  const { uid } = pod('web').metadata;
  const previous = kubelets.logs(uid, { container: 'web', previous: true });
  expect(previous).toMatchObject([{ text: 'bye 7', stream: 'stdout' }]);
});

test('what has no log says why', async () => {
  const { run, settle, logs, kubelets, pod, clock } = await newTestKubelets();
  run('web', { name: 'web', image: 'nginx' });
  run('other', { name: 'web', image: 'missing:1' });
  run('init', { name: 'web', image: 'nginx' }, { initContainers: [{ name: 'i', image: 'nginx' }] });
  clock.runUntil(clock.now() + 300);
  expect(logs('web')).toEqual(['container "web" in pod "web" is waiting to start: ContainerCreating']);
  settle();
  expect(logs('other')).toEqual([
    'container "web" in pod "other" is waiting to start: trying and failing to pull image',
  ]);
  expect(logs('init')).toEqual(['container "web" in pod "init" is waiting to start: PodInitializing']);
  expect(kubelets.logs(pod('web').metadata.uid, { container: 'web', previous: true })).toEqual({
    code: 400,
    reason: 'BadRequest',
    message: 'previous terminated container "web" in pod "web" not found',
  });
  expect(logs('web', 'nope')).toEqual(['container "nope" in pod "web" is not available']);
});

test('the last lines, and those since a moment, can be asked for', async () => {
  const { run, settle, kubelets, pod, clock } = await newTestKubelets();
  run('web', { name: 'web', image: 'nginx', command: ['env'] });
  settle();
  const { uid } = pod('web').metadata;
  expect(kubelets.logs(uid, { container: 'web', tailLines: 1 })).toHaveLength(1);
  expect(kubelets.logs(uid, { container: 'web', tailLines: 0 })).toEqual([]);
  expect(kubelets.logs(uid, { container: 'web', since: clock.now() + 1 })).toEqual([]);
});

test('who follows a log hears each line, and the end', async () => {
  const { run, settle, kubelets, pod, wait, clock } = await newTestKubelets();
  run('web', { name: 'web', image: 'nginx', command: ['exit', '0', '60'] }, { restartPolicy: 'Never' });
  clock.runUntil(clock.now() + 5000);
  const heard: (LogLine | 'end')[] = [];
  const { uid } = pod('web').metadata;
  kubelets.follow(
    uid,
    'web',
    (line) => heard.push(line),
    () => heard.push('end'),
  );
  wait(10);
  expect(heard).toEqual([]);
  settle();
  expect(heard).toEqual(['end']);
});

test('commands run in containers that run', async () => {
  const { run, settle, exec, kubelets, pod } = await newTestKubelets();
  run('web', { name: 'web', image: 'nginx' });
  run('done', { name: 'web', image: 'busybox' }, { restartPolicy: 'Never' });
  settle();
  expect(exec('web', 'cat', '/etc/motd')).toBe('welcome');
  expect(exec('web', 'nope')).toBe(
    'error executing command in container: failed to exec in container: OCI runtime exec failed: exec failed: unable to ' +
      'start container process: exec: "nope": executable file not found in $PATH: unknown',
  );
  expect(exec('done', 'cat', '/etc/motd')).toBe('unable to upgrade connection: container not found ("web")');
  const session = kubelets.openSession(pod('web').metadata.uid, 'web', ['sh']);
  expect('write' in session && session.write('ls').output).toBe('web$ ls');
});

test('ports are asked where a container listens, as long as it runs', async () => {
  const { run, settle, kubelets, pod, client } = await newTestKubelets();
  run('web', { name: 'web', image: 'nginx' });
  settle();
  const { uid } = pod('web').metadata;
  const message = { http: { method: 'GET', path: '/', headers: {}, body: '' } };
  expect(kubelets.listener(uid, 80)?.(message, '10.0.0.1')).toMatchObject({ http: { status: 200 } });
  expect(kubelets.listener(uid, 81)).toBeUndefined();
  expect(kubelets.usage(uid).get('web')).toEqual({ cpuMillis: 0, memoryBytes: 0 });
  client.delete('v1/Pod', 'default', 'web');
  settle();
  expect(kubelets.listener(uid, 80)).toBeUndefined();
});

test('hooks run after the start and before the end', async () => {
  const { run, settle, exec, client, eventsOf, status, wait, clock } = await newTestKubelets();
  run('web', {
    name: 'web',
    image: 'nginx',
    lifecycle: {
      postStart: { exec: { command: ['write', '/tmp/hello', 'hi'] } },
      preStop: { exec: { command: ['sleep', '5'] } },
    },
  });
  run('bad', { name: 'web', image: 'nginx', lifecycle: { postStart: { exec: { command: ['cat', '/nope'] } } } });
  settle();
  expect(exec('web', 'cat', '/tmp/hello')).toBe('hi');
  expect(eventsOf('bad')).toContain('Warning FailedPostStartHook PostStartHook failed x2');
  expect(status('bad').state?.waiting?.reason).toBe('CrashLoopBackOff');
  client.delete('v1/Pod', 'default', 'web');
  wait(4);
  expect(client.get('v1/Pod', 'default', 'web')).toBeDefined();
  const before = clock.now();
  settle();
  expect(client.get('v1/Pod', 'default', 'web')).toBeUndefined();
  expect(clock.now() - before).toBeLessThan(2000);
});
