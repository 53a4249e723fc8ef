import { expect, test } from 'vitest';
import { Cluster } from './cluster';
import { Timeline } from './timeline';

const START = 1_767_603_600_000;

async function newCluster(nodes = 1): Promise<Cluster> {
  return Cluster.create({ start: START, seed: 7, nodes, frozen: true });
}

function ask(cluster: Cluster, method: string, url: string, body?: object): { code: number; body: unknown } {
  const headers = { 'content-type': 'application/json', 'user-agent': 'kubectl/v1.36.3' };
  const answer = cluster.handle({ method, url, headers, body: body ? JSON.stringify(body) : '' });
  if (!answer || !('body' in answer)) throw new Error(`no answer to ${method} ${url}`);
  const text = String(answer.body);
  return { code: answer.status, body: text.startsWith('{') ? JSON.parse(text) : text };
}

const web = (replicas: number) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', labels: { app: 'web' } },
  spec: {
    replicas,
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'nginx', image: 'nginx:1.29', ports: [{ containerPort: 80 }] }] },
    },
  },
});

function phases(cluster: Cluster): string[] {
  return [...cluster.client.list('v1/Pod', 'default')].map(({ status }) => status?.phase ?? '');
}

test('a Deployment is applied, reconciled and ready', async () => {
  const cluster = await newCluster();
  expect(ask(cluster, 'POST', '/apis/apps/v1/namespaces/default/deployments', web(3)).code).toBe(201);
  cluster.clock.runUntilIdle();
  expect(phases(cluster)).toEqual(['Running', 'Running', 'Running']);
  expect(cluster.client.get('apps/v1/Deployment', 'default', 'web')?.status?.readyReplicas).toBe(3);
});

test('no component writes when nothing is under way', async () => {
  const cluster = await newCluster();
  ask(cluster, 'POST', '/apis/apps/v1/namespaces/default/deployments', web(3));
  cluster.clock.runUntilIdle();
  const { revision } = cluster.store;
  const before = cluster.clock.now();
  cluster.clock.runUntil(before + 60_000);
  const written = [...(cluster.store.changesSince(revision) ?? [])].map(({ resource }) => resource);
  expect(written.filter((resource) => resource !== 'leases.coordination.k8s.io' && resource !== 'nodes')).toEqual([]);
});

test('with the same seed and the same requests the history is the same, byte for byte', async () => {
  const histories = await Promise.all(
    [1, 2].map(async () => {
      const cluster = await newCluster(2);
      ask(cluster, 'POST', '/apis/apps/v1/namespaces/default/deployments', web(4));
      cluster.clock.runUntilIdle();
      ask(cluster, 'DELETE', '/apis/apps/v1/namespaces/default/deployments/web');
      cluster.clock.runUntilIdle();
      return JSON.stringify([...(cluster.store.changesSince(0) ?? [])]);
    }),
  );
  expect(histories[0]).toBe(histories[1]);
});

test('without its scheduler Pods stay Pending; without its controllers a deleted Pod does not come back', async () => {
  const cluster = await newCluster();
  cluster.stop('kube-scheduler');
  ask(cluster, 'POST', '/apis/apps/v1/namespaces/default/deployments', web(1));
  cluster.clock.runUntilIdle();
  expect(phases(cluster)).toEqual(['Pending']);
  cluster.start('kube-scheduler');
  cluster.clock.runUntilIdle();
  expect(phases(cluster)).toEqual(['Running']);
  cluster.stop('kube-controller-manager');
  const [pod] = cluster.client.list('v1/Pod', 'default');
  ask(cluster, 'DELETE', `/api/v1/namespaces/default/pods/${pod?.metadata.name ?? ''}`);
  cluster.clock.runUntilIdle();
  expect(phases(cluster)).toEqual([]);
  cluster.start('kube-controller-manager');
  cluster.clock.runUntilIdle();
  expect(phases(cluster)).toEqual(['Running']);
});

test('nobody answers while the API server is stopped', async () => {
  const cluster = await newCluster();
  cluster.stop('kube-apiserver');
  expect(cluster.handle({ method: 'GET', url: '/api', headers: {}, body: '' })).toBeUndefined();
  cluster.start('kube-apiserver');
  expect(ask(cluster, 'GET', '/readyz').body).toBe('ok');
});

test('undo and redo bring back the same state', async () => {
  const cluster = await newCluster();
  const timeline = new Timeline(cluster);
  ask(cluster, 'POST', '/apis/apps/v1/namespaces/default/deployments', web(2));
  cluster.clock.runUntilIdle();
  const before = cluster.export();
  timeline.mark('kubectl delete deployment web');
  ask(cluster, 'DELETE', '/apis/apps/v1/namespaces/default/deployments/web');
  cluster.clock.runUntilIdle();
  const after = cluster.export();
  expect(after).not.toBe(before);
  expect(timeline.next).toEqual({ undo: 'kubectl delete deployment web' });
  expect(timeline.undo()).toBe('kubectl delete deployment web');
  expect(cluster.export()).toBe(before);
  expect(timeline.redo()).toBe('kubectl delete deployment web');
  expect(cluster.export()).toBe(after);
  expect(timeline.redo()).toBeUndefined();
});

test('what was undone goes on as it would have', async () => {
  const cluster = await newCluster();
  const timeline = new Timeline(cluster);
  timeline.mark('kubectl create deployment web');
  ask(cluster, 'POST', '/apis/apps/v1/namespaces/default/deployments', web(2));
  cluster.clock.runUntilIdle();
  timeline.undo();
  cluster.clock.runUntilIdle();
  expect(phases(cluster)).toEqual([]);
  timeline.redo();
  const pod = [...cluster.client.list('v1/Pod', 'default')][0];
  ask(cluster, 'DELETE', `/api/v1/namespaces/default/pods/${pod?.metadata.name ?? ''}`);
  cluster.clock.runUntilIdle();
  expect(phases(cluster)).toEqual(['Running', 'Running']);
});

test('who watches across an undo is told to list again', async () => {
  const cluster = await newCluster();
  const timeline = new Timeline(cluster);
  timeline.mark('nothing yet');
  const pieces: string[] = [];
  let hasEnded = false;
  const answer = cluster.handle({ method: 'GET', url: '/api/v1/pods?watch=1', headers: {}, body: '' });
  if (!answer || !('stream' in answer)) throw new Error('no stream');
  answer.stream(
    (piece) => pieces.push(piece),
    () => (hasEnded = true),
  );
  timeline.undo();
  expect(JSON.parse(pieces.at(-1) ?? '')).toMatchObject({ type: 'ERROR', object: { code: 410, reason: 'Expired' } });
  expect(hasEnded).toBe(true);
});

test('an exported cluster is imported as it was, and runs on', async () => {
  const cluster = await newCluster();
  ask(cluster, 'POST', '/apis/apps/v1/namespaces/default/deployments', web(2));
  cluster.clock.runUntilIdle();
  const text = cluster.export();
  const other = await Cluster.create({ start: START, seed: 99, frozen: true });
  expect(other.import(text)).toBeUndefined();
  expect(other.export()).toBe(text);
  const [pod] = other.client.list('v1/Pod', 'default');
  ask(other, 'DELETE', `/api/v1/namespaces/default/pods/${pod?.metadata.name ?? ''}`);
  other.clock.runUntilIdle();
  expect(phases(other)).toEqual(['Running', 'Running']);
});

test('a file that is no cluster changes nothing', async () => {
  const cluster = await newCluster();
  const before = cluster.export();
  expect(cluster.import('hello')).toBe('foreign');
  expect(cluster.import('{"kubetil":"notebook"}')).toBe('foreign');
  expect(cluster.import(before.slice(0, -20))).toBe('damaged');
  expect(cluster.import(before.replace('"version":1', '"version":2'))).toBe('newer');
  expect(cluster.import(before.replace('"metadata"', '"metadatum"'))).toBe('damaged');
  expect(cluster.export()).toBe(before);
});

test('an Ingress is served once its addon is enabled, by host and path', async () => {
  const cluster = await newCluster();
  ask(cluster, 'POST', '/apis/apps/v1/namespaces/default/deployments', web(1));
  ask(cluster, 'POST', '/api/v1/namespaces/default/services', {
    metadata: { name: 'web' },
    spec: { selector: { app: 'web' }, ports: [{ port: 80 }] },
  });
  ask(cluster, 'POST', '/apis/networking.k8s.io/v1/namespaces/default/ingresses', {
    metadata: { name: 'shop' },
    spec: {
      ingressClassName: 'nginx',
      rules: [
        {
          host: 'my-app.com',
          http: {
            paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 80 } } } }],
          },
        },
      ],
    },
  });
  cluster.clock.runUntilIdle();
  const http = { method: 'GET', path: '/', headers: { host: 'my-app.com' }, body: '' };
  const visit = () => cluster.network.request({ from: 'outside' }, { host: '192.168.49.2', port: 80 }, { http });
  expect(visit().outcome).toMatchObject({ failed: 'refused' });
  cluster.enable('ingress');
  cluster.clock.runUntilIdle();
  expect(visit().outcome).toMatchObject({ reply: { http: { status: 200 } } });
  const ingress = cluster.client.get('networking.k8s.io/v1/Ingress', 'default', 'shop');
  expect(ingress?.status?.loadBalancer?.ingress).toEqual([{ ip: '192.168.49.2' }]);
  cluster.disable('ingress');
  expect(visit().outcome).toMatchObject({ failed: 'refused' });
});

test('10,000 Pods asked for by mistake leave a cluster that answers, and that says why they wait', async () => {
  const cluster = await Cluster.create({ start: START, seed: 7 });
  ask(cluster, 'POST', '/apis/apps/v1/namespaces/default/deployments', web(10_000));
  cluster.clock.runUntilIdle();
  expect(phases(cluster).filter((phase) => phase === 'Running')).toHaveLength(110);
  const waiting = [...cluster.client.podsOn('')][0];
  expect(waiting?.status?.conditions?.find(({ type }) => type === 'PodScheduled')?.message).toBe(
    '0/1 nodes are available: 1 Too many pods. no new claims to deallocate, preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.',
  );
  ask(cluster, 'DELETE', '/apis/apps/v1/namespaces/default/deployments/web');
  cluster.clock.runUntilIdle();
  expect(phases(cluster)).toEqual([]);
}, 30_000);
