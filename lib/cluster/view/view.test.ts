import { expect, test } from 'vitest';
import { Cluster } from '../cluster';
import { newView, type View, type ViewChange, type ViewItem } from './index';

const START = 1_767_603_600_000;

async function newCluster(nodes = 1): Promise<Cluster> {
  return Cluster.create({ start: START, seed: 7, nodes });
}

function post(cluster: Cluster, path: string, body: object): void {
  const headers = { 'content-type': 'application/json' };
  const answer = cluster.handle({ method: 'POST', url: path, headers, body: JSON.stringify(body) });
  if (answer?.status !== 201) throw new Error(JSON.stringify(answer));
}

const DEPLOYMENTS = '/apis/apps/v1/namespaces/default/deployments';
const core = (resource: string): string => `/api/v1/namespaces/default/${resource}`;

function deployment(name: string, replicas: number, spec: object = {}, container: object = {}): object {
  const labels = { app: name };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name, image: 'nginx:1.29', ...container }], ...spec } },
    },
  };
}

function service(name: string, app: string): object {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name }, spec: { selector: { app }, ports: [{ port: 80 }] } };
}

/** A view, with all that it has told so far by kind and name. */
function watched(cluster: Cluster): {
  readonly look: () => ViewChange | undefined;
  readonly item: (kind: string, name: string) => ViewItem | undefined;
} {
  const view: View = newView(cluster);
  const items = new Map<string, ViewItem>();
  return {
    look() {
      const change = view.changes();
      if (change?.isWhole) items.clear();
      for (const item of change?.items ?? []) items.set(item.id, item);
      for (const id of change?.gone ?? []) items.delete(id);
      return change;
    },
    item: (kind, name) => [...items.values()].find((item) => item.kind === kind && item.name === name),
  };
}

test('the first look tells everything, the next nothing', async () => {
  const cluster = await newCluster();
  const { look, item } = watched(cluster);
  expect(look()?.isWhole).toBe(true);
  expect(item('Node', 'minikube')).toMatchObject({ state: 'ready', status: 'Ready', detail: '192.168.49.2' });
  expect(item('Component', 'kube-scheduler')).toMatchObject({ state: 'ready', status: 'Running' });
  expect(look()).toBeUndefined();
});

test('a rollout is told in kubectl’s words, and only what is new', async () => {
  const cluster = await newCluster();
  const { look, item } = watched(cluster);
  look();
  post(cluster, DEPLOYMENTS, deployment('web', 2));
  look();
  expect(item('Deployment', 'web')).toMatchObject({ state: 'waiting', status: '0/2' });
  cluster.clock.runUntilIdle();
  const change = look();
  expect(change?.isWhole).toBe(false);
  expect(item('Deployment', 'web')).toMatchObject({ state: 'ready', status: '2/2' });
  const pods = change?.items.filter(({ kind }) => kind === 'Pod') ?? [];
  expect(pods.map(({ state, status, detail, node }) => [state, status, detail, node])).toEqual([
    ['ready', 'Running', '1/1', 'minikube'],
    ['ready', 'Running', '1/1', 'minikube'],
  ]);
  const replicaSet = change?.items.find(({ kind }) => kind === 'ReplicaSet');
  expect(pods.map(({ owner }) => owner)).toEqual([replicaSet?.id, replicaSet?.id]);
  expect(replicaSet?.owner).toBe(item('Deployment', 'web')?.id);
});

test('a Pod names the Secret that is not there, then its key that is not, then neither', async () => {
  const cluster = await newCluster();
  const { look, item } = watched(cluster);
  const env = [{ name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'login', key: 'password' } } }];
  post(cluster, core('pods'), {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web' },
    spec: { containers: [{ name: 'web', image: 'nginx:1.29', env }] },
  });
  cluster.clock.runUntil(START + 60_000);
  look();
  const tie = { by: 'reads', kind: 'Secret', namespace: 'default', name: 'login' };
  expect(item('Pod', 'web')).toMatchObject({ state: 'waiting', status: 'CreateContainerConfigError' });
  expect(item('Pod', 'web')?.ties).toEqual([{ ...tie, isMissing: true }]);
  post(cluster, core('secrets'), {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'login' },
    data: { pass: 'eA==' },
  });
  look();
  expect(item('Secret', 'login')).toMatchObject({ state: 'plain', status: '1 key' });
  expect(item('Pod', 'web')?.ties).toEqual([{ ...tie, isMissing: true, what: 'password' }]);
  const secret = cluster.client.get('v1/Secret', 'default', 'login');
  if (secret) cluster.client.update('v1/Secret', { ...secret, data: { password: 'eA==' } });
  look();
  expect(item('Pod', 'web')?.ties).toEqual([{ ...tie, isMissing: false }]);
});

test('a Service is tied to the workload whose Pods it selects, or says what it does not find', async () => {
  const cluster = await newCluster();
  const { look, item } = watched(cluster);
  post(cluster, core('services'), service('web', 'web'));
  look();
  const tie = { by: 'selects', namespace: 'default' };
  expect(item('Service', 'web')).toMatchObject({
    state: 'waiting',
    status: 'ClusterIP',
    detail: '80/TCP, 0 endpoints',
  });
  expect(item('Service', 'web')?.ties).toEqual([{ ...tie, kind: 'Pod', name: 'app=web', isMissing: true }]);
  post(cluster, DEPLOYMENTS, deployment('web', 2));
  cluster.clock.runUntilIdle();
  look();
  expect(item('Service', 'web')).toMatchObject({ state: 'ready', detail: '80/TCP, 2 endpoints' });
  expect(item('Service', 'web')?.ties).toEqual([{ ...tie, kind: 'Deployment', name: 'web', isMissing: false }]);
});

test('an Ingress routes to a port that is there or is not', async () => {
  const cluster = await newCluster();
  const { look, item } = watched(cluster);
  const backend = (number: number) => ({ service: { name: 'web', port: { number } } });
  const paths = [80, 81].map((port) => ({ path: `/${port}`, pathType: 'Prefix', backend: backend(port) }));
  post(cluster, core('services'), service('web', 'web'));
  post(cluster, '/apis/networking.k8s.io/v1/namespaces/default/ingresses', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'web' },
    spec: { rules: [{ host: 'web.example.com', http: { paths } }] },
  });
  look();
  expect(item('Ingress', 'web')).toMatchObject({ state: 'waiting', status: 'web.example.com' });
  const tie = { by: 'routes', kind: 'Service', namespace: 'default', name: 'web' };
  expect(item('Ingress', 'web')?.ties).toEqual([
    { ...tie, isMissing: false, what: '80' },
    { ...tie, isMissing: true, what: '81' },
  ]);
});

test('a claim is bound to a volume, and an autoscaler has no one to scale', async () => {
  const cluster = await newCluster();
  const { look, item } = watched(cluster);
  post(cluster, core('persistentvolumeclaims'), {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'data' },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
  });
  post(cluster, '/apis/autoscaling/v2/namespaces/default/horizontalpodautoscalers', {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'web' },
    spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, maxReplicas: 3 },
  });
  cluster.clock.runUntil(START + 60_000);
  look();
  const [volume] = cluster.client.sorted('v1/PersistentVolume');
  expect(item('PersistentVolumeClaim', 'data')).toMatchObject({ state: 'ready', status: 'Bound', detail: '1Gi' });
  expect(item('PersistentVolumeClaim', 'data')?.ties).toEqual([
    { by: 'binds', kind: 'PersistentVolume', name: volume?.metadata.name, isMissing: false },
  ]);
  expect(item('HorizontalPodAutoscaler', 'web')).toMatchObject({ state: 'failed', detail: '1–3' });
});

test('what is deleted is gone, and a store that was set back is told whole', async () => {
  const cluster = await newCluster();
  const { look, item } = watched(cluster);
  const moment = cluster.moment();
  post(cluster, core('configmaps'), {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'web' },
    data: { a: '1' },
  });
  look();
  const id = item('ConfigMap', 'web')?.id;
  cluster.client.delete('v1/ConfigMap', 'default', 'web');
  expect(look()?.gone).toEqual([id]);
  cluster.goTo(moment);
  expect(look()).toMatchObject({ isWhole: true, revision: moment.store.revision });
  expect(item('ConfigMap', 'web')).toBeUndefined();
});

test('a stopped component and a cordoned node are seen', async () => {
  const cluster = await newCluster();
  const { look, item } = watched(cluster);
  look();
  cluster.stop('kube-scheduler');
  look();
  expect(item('Component', 'kube-scheduler')).toMatchObject({ state: 'failed', status: 'Stopped' });
  const node = cluster.client.get('v1/Node', undefined, 'minikube');
  if (node) cluster.client.update('v1/Node', { ...node, spec: { ...node.spec, unschedulable: true } });
  look();
  expect(item('Node', 'minikube')).toMatchObject({ state: 'waiting', status: 'Ready,SchedulingDisabled' });
});

test('the looks at a rollout of 200 Pods are few milliseconds each', async () => {
  const cluster = await newCluster(3);
  const view = newView(cluster);
  view.changes();
  post(cluster, core('services'), service('web', 'web'));
  post(cluster, DEPLOYMENTS, deployment('web', 200));
  const costs: number[] = [];
  for (let beat = 0; beat < 1200; beat += 1) {
    cluster.clock.runUntil(cluster.clock.now() + 50);
    const from = performance.now();
    view.changes();
    costs.push(performance.now() - from);
  }
  costs.sort((a, b) => b - a);
  expect(cluster.client.get('apps/v1/Deployment', 'default', 'web')?.status?.readyReplicas).toBe(200);
  // Ample: machines differ, and the order of magnitude is what counts.
  expect(costs[20]).toBeLessThan(16);
});
