/** Steps of Kubernetes' conformance tests that run Pods (test/e2e/{common,apps,network,auth}), with their own images. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { AGNHOST, askCluster, BUSYBOX, PODS, STRATEGIC, type Asking } from './door';

let cluster: Asking;

beforeAll(async () => {
  cluster = await askCluster();
});

afterAll(() => cluster.door.close());

function run(name: string, container: object, spec: object = {}): Promise<unknown> {
  return cluster.ask('POST', PODS, {
    metadata: { name },
    spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: AGNHOST, ...container }], ...spec },
  });
}

test('what a volume holds has the mode that it is given', async () => {
  await cluster.ask('POST', '/api/v1/namespaces/default/configmaps', {
    metadata: { name: 'data' },
    data: { a: 'one' },
  });
  const mounts = { volumeMounts: [{ name: 'v', mountPath: '/etc/v' }] };
  const items = [{ key: 'a', path: 'path/to/a', mode: 0o400 }];
  await run(
    'modes',
    { args: ['mounttest', '--file_content=/etc/v/path/to/a', '--file_mode=/etc/v/path/to/a'], ...mounts },
    { volumes: [{ name: 'v', configMap: { name: 'data', items } }] },
  );
  expect(await cluster.log('modes')).toBe(
    'mode of file "/etc/v/path/to/a": -r--------\ncontent of file "/etc/v/path/to/a": one\n',
  );
  await run(
    'memory',
    { args: ['mounttest', '--fs_type=/etc/v', '--new_file_0666=/etc/v/f', '--file_perm=/etc/v/f'], ...mounts },
    { volumes: [{ name: 'v', emptyDir: { medium: 'Memory' } }] },
  );
  expect(await cluster.log('memory')).toBe(
    'mount type of "/etc/v": tmpfs\ncontent of file "/etc/v/f": mount-tester new file\n\nperms of file "/etc/v/f": -rw-rw-rw-\n',
  );
});

test("a Pod's token says whose it is", async () => {
  await run('token', { args: ['mounttest', '--file_content=/var/run/secrets/kubernetes.io/serviceaccount/token'] });
  const [, token] = /: (\S+)\n/.exec(await cluster.log('token')) ?? [];
  const review = await cluster.ask('POST', '/apis/authentication.k8s.io/v1/tokenreviews', { spec: { token } });
  expect(review.object['status']).toMatchObject({
    authenticated: true,
    user: {
      username: 'system:serviceaccount:default:default',
      extra: {
        'authentication.kubernetes.io/pod-name': ['token'],
        'authentication.kubernetes.io/node-name': ['minikube'],
      },
    },
  });
});

test('a container is not made where a part of a volume would lie elsewhere', async () => {
  const mount = { name: 'v', mountPath: '/logs', subPathExpr: '$(WHERE)' };
  const spec = { volumes: [{ name: 'v', emptyDir: {} }] };
  for (const [name, where] of [
    ['absolute', '/tmp'],
    ['above', '..'],
  ]) {
    await run(name ?? '', { env: [{ name: 'WHERE', value: where }], volumeMounts: [mount] }, spec);
  }
  await cluster.door.idle();
  const waiting = async (name: string): Promise<unknown> =>
    (await cluster.ask('GET', `${PODS}/${name}`)).object['status'];
  const state = (message: string): object => ({
    containerStatuses: [{ state: { waiting: { reason: 'CreateContainerConfigError', message } } }],
  });
  expect(await waiting('absolute')).toMatchObject(state('error SubPath `/tmp` must not be an absolute path'));
  expect(await waiting('above')).toMatchObject(state("unable to provision SubPath `..`: must not contain '..'"));
});

test('an ephemeral container can be entered, and a log read over a WebSocket', async () => {
  await run('alive', { image: BUSYBOX, command: ['/bin/sh', '-c', 'echo container is alive; sleep 600'] });
  await cluster.door.idle();
  const debug = { name: 'debugger', image: BUSYBOX, command: ['/bin/sleep', '600'] };
  const path = `${PODS}/alive/ephemeralcontainers`;
  await cluster.ask('PATCH', path, { spec: { ephemeralContainers: [debug] } }, STRATEGIC);
  await cluster.door.idle();
  const exec = await messages(
    `${PODS}/alive/exec?container=debugger&command=echo&command=marco&stdout=1`,
    'channel.k8s.io',
  );
  expect(exec).toEqual(['\u0001marco\n']);
  expect(await messages(`${PODS}/alive/log?container=main`, 'binary.k8s.io')).toEqual(['container is alive\n']);
});

function messages(path: string, protocol: string): Promise<string[]> {
  const socket = new WebSocket(cluster.door.url.replace('http', 'ws') + path, protocol);
  const found: string[] = [];
  socket.on('message', (data) => found.push(Buffer.isBuffer(data) ? data.toString() : ''));
  return new Promise((resolve, reject) => {
    socket.on('close', () => resolve(found));
    socket.on('error', reject);
  });
}

test('a port of the node is one for each address, also that of the loopback', async () => {
  for (const [name, hostIP] of [
    ['inner', '127.0.0.1'],
    ['outer', '192.168.49.2'],
  ]) {
    const ports = [{ containerPort: 8080, hostPort: 54_323, hostIP }];
    await run(name ?? '', { args: ['netexec', '--http-port=8080', '--udp-port=8080'], ports });
  }
  await run('host', {}, { hostNetwork: true });
  await cluster.door.idle();
  const { uid } = (await cluster.ask('GET', `${PODS}/host`)).object['metadata'] as { uid: string };
  const curl = (url: string): unknown => cluster.door.cluster.kubelets.exec(uid, 'main', ['curl', '-s', url], '');
  expect(curl('http://127.0.0.1:54323/hostname')).toMatchObject({ stdout: 'inner' });
  expect(curl('http://192.168.49.2:54323/hostname')).toMatchObject({ stdout: 'outer' });
});

test('who is evicted is marked, and a Job does not count it as a failure', async () => {
  const path = '/apis/batch/v1/namespaces/default/jobs';
  const onPodConditions = [{ type: 'DisruptionTarget' }];
  const main = { name: 'main', image: BUSYBOX, command: ['/bin/sh', '-c', 'sleep 600'] };
  await cluster.ask('POST', path, {
    metadata: { name: 'work' },
    spec: {
      backoffLimit: 0,
      podFailurePolicy: { rules: [{ action: 'Ignore', onPodConditions }] },
      template: { spec: { restartPolicy: 'Never', terminationGracePeriodSeconds: 1, containers: [main] } },
    },
  });
  await cluster.door.idle();
  const pods = `${PODS}?labelSelector=job-name%3Dwork`;
  const [first] = (await cluster.ask('GET', pods)).object['items'] as { metadata: { name: string } }[];
  const name = first?.metadata.name ?? '';
  const evicted = await cluster.ask('POST', `${PODS}/${name}/eviction`, {
    apiVersion: 'policy/v1',
    kind: 'Eviction',
    metadata: { name },
  });
  expect(evicted.status).toBe(201);
  await cluster.door.idle();
  const { status } = (await cluster.ask('GET', `${path}/work`)).object;
  expect(status).toMatchObject({ active: 1 });
  expect(status).not.toHaveProperty('failed');
});
