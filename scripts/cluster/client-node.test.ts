/** @kubernetes/client-node against the HTTP door: another client that knows nothing of us. */
import { PassThrough } from 'node:stream';
import {
  AppsV1Api,
  CoreV1Api,
  Exec,
  KubeConfig,
  Log,
  makeInformer,
  PatchStrategy,
  setHeaderOptions,
  type V1Pod,
  type V1Status,
} from '@kubernetes/client-node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveCluster, type Door } from './serve';

const PATIENCE = 30_000;
const namespace = 'default';
let door: Door;
let config: KubeConfig;
let core: CoreV1Api;
let apps: AppsV1Api;

beforeAll(async () => {
  door = await serveCluster({ port: 0, nodes: 2 });
  config = new KubeConfig();
  config.loadFromString(door.kubeconfig);
  core = config.makeApiClient(CoreV1Api);
  apps = config.makeApiClient(AppsV1Api);
}, PATIENCE);

afterAll(() => door.close());

const labels = { app: 'web' };

function deployment(replicas: number) {
  const containers = [{ name: 'nginx', image: 'nginx:1.29', ports: [{ containerPort: 80 }] }];
  const template = { metadata: { labels }, spec: { containers } };
  return { metadata: { name: 'web' }, spec: { replicas, selector: { matchLabels: labels }, template } };
}

test(
  'an informer follows a Deployment from nothing to its Pods and back',
  async () => {
    const list = () => core.listNamespacedPod({ namespace, labelSelector: 'app=web' });
    const informer = makeInformer<V1Pod>(config, `/api/v1/namespaces/${namespace}/pods`, list, 'app=web');
    const told: string[] = [];
    const ready = new Set<string>();
    informer.on('add', () => told.push('add'));
    informer.on('delete', (pod) => {
      told.push('delete');
      ready.delete(pod.metadata?.name ?? '');
    });
    informer.on('update', (pod) => {
      const isReady = pod.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True');
      if (isReady) ready.add(pod.metadata?.name ?? '');
    });
    await informer.start();

    const created = await apps.createNamespacedDeployment({ namespace, body: deployment(3) });
    expect(created.metadata?.generation).toBe(1);
    await expect.poll(() => ready.size, { timeout: 10_000 }).toBe(3);
    expect(informer.list(namespace)).toHaveLength(3);

    await apps.deleteNamespacedDeployment({ name: 'web', namespace });
    await expect.poll(() => informer.list(namespace), { timeout: 10_000 }).toHaveLength(0);
    expect(told.filter((type) => type === 'add')).toHaveLength(3);
    expect(told.filter((type) => type === 'delete')).toHaveLength(3);
    await informer.stop();
  },
  PATIENCE,
);

test(
  'it patches, replaces and is told of conflicts',
  async () => {
    await core.createNamespacedConfigMap({ namespace, body: { metadata: { name: 'settings' }, data: { a: '1' } } });
    const merge = setHeaderOptions('Content-Type', PatchStrategy.MergePatch);
    const patched = await core.patchNamespacedConfigMap(
      { name: 'settings', namespace, body: { data: { b: '2' } } },
      merge,
    );
    expect(patched.data).toEqual({ a: '1', b: '2' });
    const read = await core.readNamespacedConfigMap({ name: 'settings', namespace });
    await core.replaceNamespacedConfigMap({
      name: 'settings',
      namespace,
      body: { metadata: read.metadata ?? {}, data: { c: '3' } },
    });
    const stale = core.replaceNamespacedConfigMap({
      name: 'settings',
      namespace,
      body: { metadata: read.metadata ?? {} },
    });
    await expect(stale).rejects.toMatchObject({ code: 409 });
    await core.deleteNamespacedConfigMap({ name: 'settings', namespace });
    await expect(core.readNamespacedConfigMap({ name: 'settings', namespace })).rejects.toMatchObject({ code: 404 });
  },
  PATIENCE,
);

test(
  'it reads the log of a Pod and runs a command in it',
  async () => {
    const body = {
      metadata: { name: 'box' },
      spec: {
        containers: [
          { name: 'box', image: 'busybox:1.37', command: ['sh', '-c', 'echo started; while true; do sleep 5; done'] },
        ],
      },
    };
    await core.createNamespacedPod({ namespace, body });
    await door.idle();
    expect(await core.readNamespacedPodLog({ name: 'box', namespace })).toBe('started\n');

    const out = new PassThrough();
    let text = '';
    out.on('data', (piece: Buffer) => (text += piece.toString()));
    const status = await new Promise<V1Status>((resolve, reject) => {
      new Exec(config)
        .exec(namespace, 'box', 'box', ['sh', '-c', 'echo hello; exit 3'], out, out, null, false, resolve)
        .catch(reject);
    });
    expect(text).toBe('hello\n');
    expect(status.status).toBe('Failure');
    expect(status.details?.causes).toEqual([{ reason: 'ExitCode', message: '3' }]);

    const followed = new PassThrough();
    let lines = '';
    followed.on('data', (piece: Buffer) => (lines += piece.toString()));
    const stop = await new Log(config).log(namespace, 'box', 'box', followed, { follow: true });
    await expect.poll(() => lines, { timeout: 5000 }).toBe('started\n');
    stop.abort();
  },
  PATIENCE,
);
