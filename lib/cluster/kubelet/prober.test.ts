import { expect, test } from 'vitest';
import type { types } from '@/lib/kube';
import { newTestKubelets } from './test-kubelets';

const get: types.Probe = { httpGet: { path: '/', port: 80 }, periodSeconds: 5 };

function ready(status: types.PodStatus | undefined): string | undefined {
  return status?.conditions?.find(({ type }) => type === 'Ready')?.status;
}

test('a container is ready once its probe says so, and not while it says no', async () => {
  const { run, settle, pod, exec, wait, eventsOf } = await newTestKubelets();
  run('web', { name: 'web', image: 'nginx', command: ['health'], readinessProbe: { ...get, initialDelaySeconds: 4 } });
  wait(4);
  expect(ready(pod('web').status)).toBe('False');
  settle();
  expect(ready(pod('web').status)).toBe('True');
  exec('web', 'write', '/tmp/health', '503');
  wait(10);
  expect(ready(pod('web').status)).toBe('True');
  wait(6);
  expect(ready(pod('web').status)).toBe('False');
  expect(pod('web').status?.containerStatuses?.[0]?.restartCount).toBe(0);
  expect(eventsOf('web').at(-1)).toBe(
    'Warning Unhealthy Readiness probe failed: HTTP probe failed with statuscode: 503 x3',
  );
  exec('web', 'rm', '/tmp/health');
  wait(6);
  expect(ready(pod('web').status)).toBe('True');
});

test('a container that nobody listens in is refused, and never ready', async () => {
  const { run, settle, pod, eventsOf } = await newTestKubelets();
  run('one', { name: 'web', image: 'nginx', command: ['stubborn'], readinessProbe: get });
  run('two', {
    name: 'web',
    image: 'nginx',
    command: ['stubborn'],
    readinessProbe: { tcpSocket: { port: 'http' }, periodSeconds: 5 },
    ports: [{ name: 'http', containerPort: 8080 }],
  });
  settle();
  expect(ready(pod('one').status)).toBe('False');
  const [one = '', two = ''] = [pod('one').status?.podIP, pod('two').status?.podIP];
  expect(eventsOf('one').at(-1)).toBe(
    `Warning Unhealthy Readiness probe failed: Get "http://${one}:80/": dial tcp ${one}:80: connect: connection refused x3`,
  );
  expect(eventsOf('two').at(-1)).toBe(
    `Warning Unhealthy Readiness probe failed: dial tcp ${two}:8080: connect: connection refused x3`,
  );
});

test('a container that is not alive is restarted', async () => {
  const { run, settle, exec, wait, eventsOf, status, pod } = await newTestKubelets();
  run('web', { name: 'web', image: 'nginx', command: ['health'], livenessProbe: get });
  settle();
  expect(ready(pod('web').status)).toBe('True');
  exec('web', 'write', '/tmp/health', '500');
  wait(16);
  settle();
  expect(status('web')).toMatchObject({ restartCount: 1, state: { running: {} } });
  const events = eventsOf('web');
  expect(events).toContain('Warning Unhealthy Liveness probe failed: HTTP probe failed with statuscode: 500 x3');
  expect(events).toContain('Normal Killing Container web failed liveness probe, will be restarted');
  expect(events).toContain('Normal Started Container started x2');
});

test('other probes wait for the startup probe', async () => {
  const { run, exec, wait, pod, status } = await newTestKubelets();
  run('web', {
    name: 'web',
    image: 'nginx',
    command: ['serve'],
    startupProbe: { exec: { command: ['cat', '/tmp/started'] }, periodSeconds: 2, failureThreshold: 30 },
    readinessProbe: get,
  });
  wait(10);
  expect(status('web')).toMatchObject({ started: false, ready: false, state: { running: {} } });
  exec('web', 'write', '/tmp/started', '');
  wait(3);
  expect(status('web')).toMatchObject({ started: true, ready: true });
  expect(ready(pod('web').status)).toBe('True');
});

test('what a command prints is what a probe says', async () => {
  const { run, wait, eventsOf, status, settle } = await newTestKubelets();
  const command = ['cat', '/tmp/started'];
  const startupProbe = { exec: { command }, periodSeconds: 1, failureThreshold: 2, terminationGracePeriodSeconds: 1 };
  run('web', { name: 'web', image: 'nginx', command: ['stubborn'], startupProbe });
  wait(4);
  const message = "Startup probe failed: cat: can't open '/tmp/started': No such file or directory\n x2";
  expect(eventsOf('web')).toContain(`Warning Unhealthy ${message}`);
  expect(eventsOf('web')).toContain('Normal Killing Container web failed startup probe, will be restarted');
  settle();
  expect(status('web').lastState?.terminated?.exitCode).toBe(137);
});

test('a readiness gate counts', async () => {
  const { run, settle, pod, client } = await newTestKubelets();
  run('web', { name: 'web', image: 'nginx' }, { readinessGates: [{ conditionType: 'example.com/open' }] });
  settle();
  expect(pod('web').status?.conditions?.find(({ type }) => type === 'Ready')).toMatchObject({
    status: 'False',
    reason: 'ReadinessGatesNotReady',
    message: 'corresponding condition of pod readiness gate "example.com/open" does not exist.',
  });
  const before = pod('web');
  const conditions = [...(before.status?.conditions ?? []), { type: 'example.com/open', status: 'True' }];
  client.updateStatus('v1/Pod', { ...before, status: { ...before.status, conditions } });
  settle();
  expect(ready(pod('web').status)).toBe('True');
});

test('a probe that finds what it found writes nothing', async () => {
  const { run, settle, wait, store } = await newTestKubelets();
  run('web', { name: 'web', image: 'nginx', command: ['health'], readinessProbe: get, livenessProbe: get });
  settle();
  wait(1);
  const { revision } = store;
  wait(100);
  const written = [...(store.changesSince(revision) ?? [])].map(({ object }) => object.kind);
  expect(new Set(written)).toEqual(new Set(['Lease', 'Node']));
});

test('a command that takes too long has failed', async () => {
  const { run, settle, eventsOf } = await newTestKubelets();
  const readinessProbe = { exec: { command: ['sleep', '5'] }, timeoutSeconds: 2, failureThreshold: 1 };
  run('web', { name: 'web', image: 'nginx:1', readinessProbe });
  settle();
  expect(eventsOf('web').at(-1)).toBe(
    'Warning Unhealthy Readiness probe failed: command timed out: "sleep 5" timed out after 2s',
  );
});

test('a sidecar that fails is started again, and a Pod without restarts ends with what was not alive', async () => {
  const { run, settle, pod, status, wait, exec } = await newTestKubelets();
  run(
    'web',
    { name: 'web', image: 'nginx:1' },
    { initContainers: [{ name: 'side', image: 'nginx:1', command: ['exit', '1', '5'], restartPolicy: 'Always' }] },
  );
  run('once', { name: 'web', image: 'nginx:1', command: ['health'], livenessProbe: get }, { restartPolicy: 'Never' });
  settle();
  expect(pod('web').status?.phase).toBe('Running');
  expect(status('web', 'side').restartCount).toBeGreaterThan(0);
  exec('once', 'write', '/tmp/health', '500');
  wait(20);
  settle();
  expect(pod('once').status).toMatchObject({
    phase: 'Succeeded',
    containerStatuses: [{ state: { terminated: { exitCode: 0 } } }],
  });
});
