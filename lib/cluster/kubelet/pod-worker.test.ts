import { expect, test } from 'vitest';
import { kindOf } from '@/lib/kube';
import { newTestKubelets } from './test-kubelets';

test('a Pod is pulled, created and started, and says so', async () => {
  const { run, settle, pod, eventsOf, client, clock } = await newTestKubelets();
  run('web', { name: 'web', image: 'nginx', resources: { requests: { cpu: '100m' } } });
  clock.runUntil(clock.now() + 100);
  expect(pod('web').status).toMatchObject({
    phase: 'Pending',
    hostIP: '192.168.49.2',
    containerStatuses: [{ state: { waiting: { reason: 'ContainerCreating' } }, ready: false, image: 'nginx' }],
    conditions: [
      { type: 'PodReadyToStartContainers', status: 'False' },
      { type: 'Initialized', status: 'True' },
      {
        type: 'Ready',
        status: 'False',
        reason: 'ContainersNotReady',
        message: 'containers with unready status: [web]',
      },
      { type: 'ContainersReady', status: 'False' },
      { type: 'PodScheduled', status: 'True' },
    ],
  });
  settle();
  const { status } = pod('web');
  expect(status).toMatchObject({
    phase: 'Running',
    podIP: '10.244.0.2',
    podIPs: [{ ip: '10.244.0.2' }],
    hostIPs: [{ ip: '192.168.49.2' }],
    qosClass: 'Burstable',
    allocatedResources: { cpu: '100m' },
    resources: { requests: { cpu: '100m' } },
    containerStatuses: [
      {
        image: 'nginx:latest',
        imageID: `docker-pullable://nginx@sha256:${'5'.padStart(64, '0')}`,
        ready: true,
        started: true,
        restartCount: 0,
        allocatedResources: { cpu: '100m' },
        user: { linux: { gid: 0, uid: 0, supplementalGroups: [0] } },
      },
    ],
  });
  expect(status?.containerStatuses?.[0]?.containerID).toMatch(/^docker:\/\/[0-9a-f]{64}$/);
  expect(status?.conditions?.map(({ status: each }) => each)).toEqual(['True', 'True', 'True', 'True', 'True']);
  expect(eventsOf('web')).toEqual([
    'Normal Pulling Pulling image "nginx"',
    expect.stringMatching(
      /^Normal Pulled Successfully pulled image "nginx" in (1\.\d+s) \(\1 including waiting\)\. Image size: 70000000 bytes\.$/,
    ),
    'Normal Created Container created',
    'Normal Started Container started',
  ]);
  const created = [...client.list('v1/Event')].find(({ reason }) => reason === 'Created');
  expect(created?.involvedObject?.fieldPath).toBe('spec.containers{web}');
  expect(created?.source).toEqual({ component: 'kubelet', host: 'minikube' });
});

test('a Pod that is deleted stops within its grace period', async () => {
  const { run, settle, client, clock, eventsOf } = await newTestKubelets();
  run('polite', { name: 'web', image: 'nginx' });
  run('stubborn', { name: 'web', image: 'nginx', command: ['stubborn'] });
  settle();
  const before = clock.now();
  client.delete('v1/Pod', 'default', 'polite');
  settle();
  expect(client.get('v1/Pod', 'default', 'polite')).toBeUndefined();
  expect(clock.now() - before).toBeLessThanOrEqual(200);
  expect(eventsOf('polite').at(-1)).toBe('Normal Killing Stopping container web');
  client.delete('v1/Pod', 'default', 'stubborn');
  clock.runUntil(before + 29_000);
  expect(client.get('v1/Pod', 'default', 'stubborn')?.status?.phase).toBe('Running');
  settle();
  expect(client.get('v1/Pod', 'default', 'stubborn')).toBeUndefined();
});

test('what a stopped container leaves is the last that is reported of it', async () => {
  const { run, settle, client, store } = await newTestKubelets();
  run('stubborn', { name: 'web', image: 'nginx', command: ['stubborn'] }, { terminationGracePeriodSeconds: 3 });
  settle();
  client.delete('v1/Pod', 'default', 'stubborn');
  settle();
  const last = [...(store.changesSince(0, 'pods') ?? [])].filter(({ type }) => type === 'MODIFIED').at(-1)?.object;
  expect(last?.['status']).toMatchObject({
    phase: 'Failed',
    containerStatuses: [{ state: { terminated: { exitCode: 137, reason: 'Error' } } }],
  });
});

test('a container that fails is started again, later each time', async () => {
  const { run, settle, status, eventsOf, pod, wait } = await newTestKubelets();
  run('web', { name: 'web', image: 'nginx', command: ['exit', '1'] });
  settle();
  const { uid } = pod('web').metadata;
  expect(status('web')).toMatchObject({
    restartCount: 1,
    state: {
      waiting: {
        reason: 'CrashLoopBackOff',
        message: `back-off 10s restarting failed container=web pod=web_default(${uid})`,
      },
    },
    lastState: { terminated: { exitCode: 1, reason: 'Error' } },
  });
  expect(pod('web').status?.phase).toBe('Running');
  expect(eventsOf('web').at(-1)).toBe(
    `Warning BackOff Back-off restarting failed container web in pod web_default(${uid})`,
  );
  wait(11);
  settle();
  expect(status('web').restartCount).toBe(2);
  expect(status('web').state?.waiting?.message).toContain('back-off 20s restarting failed container=web');
  wait(21);
  settle();
  expect(status('web').state?.waiting?.message).toContain('back-off 40s restarting failed container=web');
  wait(600);
  settle();
  expect(status('web').state?.waiting?.message).toContain('back-off 5m0s restarting failed container=web');
});

test('restart policies decide the phase', async () => {
  const { run, settle, pod } = await newTestKubelets();
  const exit = (code: string) => ({ name: 'web', image: 'nginx', command: ['exit', code, '2'] });
  run('done', exit('0'), { restartPolicy: 'Never' });
  run('failed', exit('1'), { restartPolicy: 'Never' });
  run('done-once', exit('0'), { restartPolicy: 'OnFailure' });
  settle();
  expect(pod('done').status).toMatchObject({
    phase: 'Succeeded',
    containerStatuses: [{ state: { terminated: { reason: 'Completed', exitCode: 0 } } }],
  });
  expect(pod('done').status?.conditions).toMatchObject([
    { type: 'PodReadyToStartContainers', status: 'False' },
    { type: 'Initialized', status: 'True', reason: 'PodCompleted' },
    { type: 'Ready', status: 'False', reason: 'PodCompleted' },
    { type: 'ContainersReady', status: 'False', reason: 'PodCompleted' },
    { type: 'PodScheduled', status: 'True' },
  ]);
  expect(pod('failed').status?.phase).toBe('Failed');
  expect(pod('done-once').status?.phase).toBe('Succeeded');
});

test('a command that is not there does not start', async () => {
  const { run, settle, status, eventsOf } = await newTestKubelets();
  run('web', { name: 'web', image: 'nginx', command: ['nope'] });
  settle();
  const message =
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable ' +
    'to start container process: error during container init: exec: "nope": executable file not found in $PATH: unknown';
  expect(status('web')).toMatchObject({
    state: { waiting: { reason: 'CrashLoopBackOff' } },
    lastState: {
      terminated: { exitCode: 128, reason: 'StartError', message, startedAt: '1970-01-01T00:00:00Z' },
    },
  });
  expect(eventsOf('web')).toContain(`Warning Failed Error: ${message} x2`);
});

test('init containers run one after the other, then sidecars beside the rest', async () => {
  const { run, settle, pod, wait, eventsOf } = await newTestKubelets();
  run(
    'web',
    { name: 'web', image: 'nginx' },
    {
      initContainers: [
        { name: 'first', image: 'nginx', command: ['exit', '0', '10'] },
        { name: 'side', image: 'nginx', command: ['stubborn'], restartPolicy: 'Always' },
      ],
    },
  );
  wait(6);
  expect(pod('web').status).toMatchObject({
    phase: 'Pending',
    initContainerStatuses: [
      { name: 'first', state: { running: {} }, ready: false },
      { name: 'side', state: { waiting: { reason: 'PodInitializing' } } },
    ],
    containerStatuses: [{ state: { waiting: { reason: 'PodInitializing' } } }],
  });
  expect(pod('web').status?.conditions?.[1]).toMatchObject({
    type: 'Initialized',
    status: 'False',
    reason: 'ContainersNotInitialized',
    message: 'containers with incomplete status: [first side]',
  });
  settle();
  expect(pod('web').status).toMatchObject({
    phase: 'Running',
    initContainerStatuses: [
      { state: { terminated: { reason: 'Completed' } }, ready: true },
      { state: { running: {} }, ready: true, started: true },
    ],
    containerStatuses: [{ ready: true }],
  });
  expect(eventsOf('web').filter((event) => event.includes('Started'))).toHaveLength(3);
});

test('a Job’s Pod with a sidecar ends with its main container', async () => {
  const { run, settle, pod } = await newTestKubelets();
  run(
    'job',
    { name: 'main', image: 'nginx', command: ['exit', '0', '3'] },
    { restartPolicy: 'Never', initContainers: [{ name: 'side', image: 'nginx', restartPolicy: 'Always' }] },
  );
  settle();
  expect(pod('job').status?.phase).toBe('Succeeded');
  expect(pod('job').status?.initContainerStatuses?.[0]?.state?.terminated?.exitCode).toBe(0);
});

test.each([0, 1])('a Pod is ended when its deadline has passed, at latency %d', async (latency) => {
  const { run, settle, pod, wait, eventsOf } = await newTestKubelets({ config: { latency } });
  run('web', { name: 'web', image: 'nginx' }, { activeDeadlineSeconds: 20 });
  settle();
  expect(pod('web').status?.phase).toBe('Running');
  wait(20);
  settle();
  const message = 'Pod was active on the node longer than the specified deadline';
  expect(pod('web').status).toMatchObject({ phase: 'Failed', reason: 'DeadlineExceeded', message });
  expect(eventsOf('web')).toContain(`Normal DeadlineExceeded ${message}`);
});

test('a container that takes more memory than its limit is killed', async () => {
  const { run, settle, status } = await newTestKubelets();
  const resources = { limits: { memory: '100Mi' } };
  run('web', { name: 'web', image: 'nginx', command: ['grow', '200000000'], resources });
  settle();
  expect(status('web').lastState?.terminated).toMatchObject({ exitCode: 137, reason: 'OOMKilled' });
});

test('at latency 0 all comes at once, but for a moment for the controllers', async () => {
  const { run, settle, pod, clock, store } = await newTestKubelets({ config: { latency: 0 } });
  const before = clock.now();
  run('web', { name: 'web', image: 'nginx' });
  settle();
  expect(pod('web').status?.phase).toBe('Running');
  expect(clock.now() - before).toBeLessThanOrEqual(30);
  // Created, bound, running.
  expect([...(store.changesSince(0, 'pods') ?? [])]).toHaveLength(3);
  run('waits', { name: 'web', image: 'nginx' }, { volumes: [{ name: 'v', configMap: { name: 'nope' } }] });
  settle();
  expect(pod('waits').status?.containerStatuses?.[0]?.state?.waiting?.reason).toBe('ContainerCreating');
});

test('a Pod that names a node that has no room is rejected', async () => {
  const { run, settle, pod, eventsOf } = await newTestKubelets();
  const big = { name: 'web', image: 'nginx', resources: { requests: { cpu: '3500m' } } };
  run('one', big, { nodeName: 'minikube' });
  settle();
  expect(pod('one').status?.phase).toBe('Running');
  run('two', big, { nodeName: 'minikube' });
  run('three', { name: 'web', image: 'nginx' }, { nodeName: 'minikube', nodeSelector: { disk: 'ssd' } });
  settle();
  const message = "Node didn't have enough resource: cpu, requested: 3500, used: 3500, capacity: 4000";
  expect(pod('two').status).toMatchObject({
    phase: 'Failed',
    reason: 'OutOfcpu',
    message: `Pod was rejected: ${message}`,
  });
  expect(eventsOf('two')).toEqual([`Warning OutOfcpu ${message}`]);
  expect(pod('three').status?.reason).toBe('NodeAffinity');
});

test('a container whose image is changed is restarted with the new one', async () => {
  const { run, settle, pod, client, status, eventsOf } = await newTestKubelets();
  run('web', { name: 'web', image: 'nginx:1' });
  settle();
  const before = pod('web');
  const containers = (before.spec?.containers ?? []).map((each) => ({ ...each, image: 'nginx:2' }));
  client.update('v1/Pod', { ...before, spec: { ...before.spec, containers } });
  settle();
  expect(status('web')).toMatchObject({ image: 'nginx:2', restartCount: 1, ready: true });
  expect(eventsOf('web')).toContain('Normal Killing Container web definition changed, will be restarted');
});

test('an ephemeral container is added to a Pod that runs, and runs once', async () => {
  const { run, settle, pod, registry, kubelets } = await newTestKubelets();
  run('web', { name: 'web', image: 'nginx:1' });
  settle();
  const before = pod('web');
  const ephemeralContainers = [{ name: 'debugger', image: 'busybox', command: ['exit', '5', '3'] }];
  // They come over a subresource of their own, which the client of components does not have.
  const kind = kindOf('v1', 'Pod');
  if (!kind) throw new Error('no kind Pod');
  registry.put(kind, { ...before, spec: { ...before.spec, ephemeralContainers } });
  settle();
  expect(pod('web').status?.ephemeralContainerStatuses).toMatchObject([
    { name: 'debugger', restartCount: 0, state: { terminated: { exitCode: 5, reason: 'Error' } } },
  ]);
  expect(pod('web').status?.phase).toBe('Running');
  expect(kubelets.logs(before.metadata.uid, { container: 'debugger' })).toMatchObject([{ text: 'bye 5' }]);
});

test('an init container that fails is tried again, or fails its Pod', async () => {
  const { run, settle, pod, wait } = await newTestKubelets();
  const initContainers = [{ name: 'init', image: 'nginx:1', command: ['exit', '1'] }];
  run('again', { name: 'web', image: 'nginx:1' }, { initContainers });
  run('never', { name: 'web', image: 'nginx:1' }, { initContainers, restartPolicy: 'Never' });
  settle();
  expect(pod('again').status).toMatchObject({
    phase: 'Pending',
    initContainerStatuses: [{ restartCount: 1, state: { waiting: { reason: 'CrashLoopBackOff' } } }],
    containerStatuses: [{ state: { waiting: { reason: 'PodInitializing' } } }],
  });
  wait(15);
  expect(pod('again').status?.initContainerStatuses?.[0]?.restartCount).toBe(2);
  expect(pod('never').status).toMatchObject({
    phase: 'Failed',
    initContainerStatuses: [{ restartCount: 0, state: { terminated: { exitCode: 1 } } }],
  });
});

test('a Pod that is deleted while its image is pulled goes at once', async () => {
  const { run, settle, client, clock } = await newTestKubelets();
  run('web', { name: 'web', image: 'nginx' });
  clock.runUntil(clock.now() + 900);
  client.delete('v1/Pod', 'default', 'web');
  clock.runUntil(clock.now() + 200);
  expect(client.get('v1/Pod', 'default', 'web')).toBeUndefined();
  settle();
  run('web', { name: 'web', image: 'nginx' });
  settle();
  expect(client.get('v1/Pod', 'default', 'web')?.status?.phase).toBe('Running');
});

test('a Pod that finalizers hold is released once', async () => {
  const { run, settle, client, pod } = await newTestKubelets();
  run('web', { name: 'web', image: 'nginx:1' });
  settle();
  const { metadata, ...rest } = pod('web');
  client.update('v1/Pod', { ...rest, metadata: { ...metadata, finalizers: ['example.com/hold'] } });
  client.delete('v1/Pod', 'default', 'web');
  settle();
  expect(pod('web').status).toMatchObject({ phase: 'Succeeded', containerStatuses: [{ ready: false }] });
  const { metadata: held, ...others } = pod('web');
  client.update('v1/Pod', { ...others, metadata: { ...held, finalizers: [] } });
  settle();
  expect(client.get('v1/Pod', 'default', 'web')).toBeUndefined();
});
