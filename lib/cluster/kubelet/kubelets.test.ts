import { expect, test } from 'vitest';
import { newTestKubelets } from './test-kubelets';

test('a node is registered as minikube’s are', async () => {
  const { client, eventsOf } = await newTestKubelets({ nodes: 2 });
  client.delete('v1/Node', undefined, 'minikube');
  const { kubelets } = await newTestKubelets();
  expect(kubelets.isReachable('minikube')).toBe(true);
  const node = client.get('v1/Node', undefined, 'minikube-m02');
  expect(node?.status?.addresses).toEqual([
    { type: 'InternalIP', address: '192.168.49.3' },
    { type: 'Hostname', address: 'minikube-m02' },
  ]);
  expect(node?.status?.conditions).toMatchObject([
    { type: 'MemoryPressure', status: 'False', reason: 'KubeletHasSufficientMemory' },
    { type: 'DiskPressure', status: 'False', reason: 'KubeletHasNoDiskPressure' },
    { type: 'PIDPressure', status: 'False', reason: 'KubeletHasSufficientPID' },
    { type: 'Ready', status: 'True', reason: 'KubeletReady', message: 'kubelet is posting ready status' },
  ]);
  expect(node?.status?.capacity).toMatchObject({ cpu: '4', memory: '8Gi', pods: '110' });
  expect(node?.status?.nodeInfo).toMatchObject({ kubeletVersion: 'v1.36.3', operatingSystem: 'linux' });
  expect(eventsOf('minikube-m02')).toContain('Normal Starting Starting kubelet.');
});

test('a node that is not there is made, with its labels', async () => {
  const { client, kubelets, eventsOf } = await newTestKubelets();
  kubelets.start('worker');
  const node = client.get('v1/Node', undefined, 'worker');
  expect(node?.metadata.labels).toMatchObject({ 'kubernetes.io/hostname': 'worker', 'kubernetes.io/os': 'linux' });
  expect(eventsOf('worker')).toContain(
    'Normal NodeHasSufficientMemory Node worker status is now: NodeHasSufficientMemory',
  );
});

test('a lease is renewed, and images are reported', async () => {
  const { client, run, settle, wait } = await newTestKubelets();
  const lease = () => client.get('coordination.k8s.io/v1/Lease', 'kube-node-lease', 'minikube')?.spec?.renewTime;
  expect(lease()).toBe('2026-01-05T09:00:00.000000Z');
  run('web', { name: 'web', image: 'nginx:1.27' });
  settle();
  wait(10);
  expect(lease()).toBe('2026-01-05T09:00:10.000000Z');
  expect(client.get('v1/Node', undefined, 'minikube')?.status?.images).toMatchObject([
    { names: [expect.stringContaining('@sha256:'), 'nginx:1.27'], sizeBytes: 70_000_000 },
  ]);
});

test('a node that is cut off goes on alone, and catches up when it is back', async () => {
  const { client, run, settle, wait, kubelets, pod, status } = await newTestKubelets();
  run('web', { name: 'web', image: 'nginx', command: ['exit', '1', '30'] });
  run('gone', { name: 'web', image: 'nginx' });
  wait(10);
  const gone = pod('gone').metadata.uid;
  kubelets.cutOff('minikube');
  expect(kubelets.isReachable('minikube')).toBe(false);
  client.delete('v1/Pod', 'default', 'gone');
  const before = pod('web');
  wait(60);
  expect(pod('web')).toBe(before);
  expect(kubelets.listener(gone, 80)).toBeDefined();
  kubelets.restore('minikube');
  settle();
  expect(status('web').restartCount).toBe(1);
  expect(client.get('v1/Pod', 'default', 'gone')).toBeUndefined();
  expect(kubelets.listener(gone, 80)).toBeUndefined();
});

test('without its kubelet nothing new runs on a node, and what runs goes on', async () => {
  const { run, settle, wait, kubelets, pod } = await newTestKubelets();
  run('one', { name: 'web', image: 'nginx' });
  settle();
  kubelets.stop('minikube');
  run('two', { name: 'web', image: 'nginx' });
  wait(60);
  expect(pod('two').status?.phase).toBe('Pending');
  expect(kubelets.listener(pod('one').metadata.uid, 80)).toBeDefined();
  kubelets.restore('minikube');
  settle();
  expect(pod('two').status?.phase).toBe('Running');
});

test('what was saved is loaded: programs run again, nothing is counted, nothing is written', async () => {
  const { run, settle, kubelets, pod, exec, store, wait, logs } = await newTestKubelets();
  run('web', {
    name: 'web',
    image: 'nginx',
    command: ['health'],
    readinessProbe: { httpGet: { port: 80 }, periodSeconds: 5 },
  });
  run('crash', { name: 'web', image: 'nginx', command: ['exit', '1'] });
  run('missing', { name: 'web', image: 'missing:1' });
  settle();
  exec('web', 'write', '/tmp/note', 'kept');
  const { uid } = pod('web').metadata;
  const saved = JSON.parse(JSON.stringify(kubelets.save()));
  const { revision } = store;
  kubelets.load(saved);
  expect(kubelets.save()).toEqual(saved);
  settle();
  expect(kubelets.save()).toEqual(saved);
  expect(store.revision).toBe(revision);
  expect(kubelets.listener(uid, 80)).toBeDefined();
  expect(exec('web', 'cat', '/tmp/note')).toBe('kept');
  expect(logs('crash')).toEqual(['bye 1']);
  wait(12);
  settle();
  expect(pod('crash').status?.containerStatuses?.[0]?.restartCount).toBe(2);
  expect(pod('web').status?.containerStatuses?.[0]).toMatchObject({ restartCount: 0, ready: true });
});

test('a Pod that was saved half way goes on from there', async () => {
  const { run, settle, kubelets, pod, clock, eventsOf } = await newTestKubelets();
  run('web', { name: 'web', image: 'nginx' });
  clock.runUntil(clock.now() + 900);
  kubelets.load(kubelets.save());
  settle();
  expect(pod('web').status?.phase).toBe('Running');
  expect(eventsOf('web').filter((event) => event.includes('Pulling'))).toEqual([
    'Normal Pulling Pulling image "nginx"',
  ]);
});

test('nothing is written when nothing happens', async () => {
  const { run, settle, store, clock } = await newTestKubelets();
  run('web', { name: 'web', image: 'nginx' });
  run('crash', { name: 'web', image: 'nginx', command: ['exit', '1'] });
  settle();
  const { revision } = store;
  clock.runUntil(clock.now() + 5000);
  const kinds = [...(store.changesSince(revision) ?? [])].map(({ object }) => object.kind);
  expect(kinds.filter((kind) => kind !== 'Lease' && kind !== 'Node')).toEqual([]);
});

test('a kubelet that was stopped and started has one heart', async () => {
  const { kubelets, wait, store } = await newTestKubelets();
  wait(5);
  kubelets.stop('minikube');
  kubelets.restore('minikube');
  const { revision } = store;
  wait(60);
  const leases = [...(store.changesSince(revision) ?? [])].filter(({ object }) => object.kind === 'Lease');
  expect(leases).toHaveLength(6);
});

test('the same commands give the same history', async () => {
  const history = async (): Promise<string> => {
    const { run, settle, wait, client, store } = await newTestKubelets({ nodes: 2 });
    run('one', { name: 'web', image: 'nginx', command: ['exit', '1', '3'] });
    run('two', { name: 'web', image: 'nginx', readinessProbe: { httpGet: { port: 80 } } });
    run('three', { name: 'web', image: 'missing:1' });
    wait(40);
    client.delete('v1/Pod', 'default', 'two');
    settle();
    return JSON.stringify([...(store.changesSince(0) ?? [])]);
  };
  expect(await history()).toBe(await history());
});
