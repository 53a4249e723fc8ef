import { expect, test } from 'vitest';
import type { types } from '@/lib/kube';
import { newTestCluster, type TestCluster } from '../../test-cluster';
import { deploymentController } from '../deployment';
import { replicaSetController } from '../replicaset';
import { horizontalPodAutoscalerController } from './horizontal';

interface Scene extends TestCluster {
  /** `load` of each Pod, in thousandths of a core. */
  readonly measured: { load: number; isServed: boolean };
}

async function newScene(replicas = 2, requests: Record<string, string> = { cpu: '100m' }): Promise<Scene> {
  const measured = { load: 50, isServed: true };
  const autoscaler = horizontalPodAutoscalerController({
    usage: () => new Map([['web', { cpuMillis: measured.load, memoryBytes: 64 * 1024 * 1024 }]]),
    isServed: () => measured.isServed,
  });
  const cluster = await newTestCluster({ controllers: [deploymentController, replicaSetController, autoscaler] });
  const labels = { app: 'web' };
  const created = cluster.client.create('apps/v1/Deployment', {
    metadata: { name: 'web', namespace: 'default' },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: [{ name: 'web', image: 'nginx', resources: { requests } }] },
      },
    },
  });
  if (!created.ok) throw new Error(created.status.message);
  cluster.settle();
  return { ...cluster, measured };
}

const CPU: types.MetricSpec = {
  type: 'Resource',
  resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } },
};

function createAutoscaler({ client }: Scene, spec: types.AutoscalingV2HorizontalPodAutoscalerSpec = {}, name = 'web') {
  const created = client.create('autoscaling/v2/HorizontalPodAutoscaler', {
    metadata: { name, namespace: 'default' },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
      minReplicas: 2,
      maxReplicas: 10,
      metrics: [CPU],
      ...spec,
    },
  });
  if (!created.ok) throw new Error(created.status.message);
}

/** How many replicas are wanted after so many seconds. */
function after({ client, clock }: Scene, seconds: number): number | undefined {
  clock.runUntil(clock.now() + seconds * 1000);
  return client.get('apps/v1/Deployment', 'default', 'web')?.spec?.replicas;
}

const statusOf = ({ client }: Scene) => client.get('autoscaling/v2/HorizontalPodAutoscaler', 'default', 'web')?.status;
const conditionsOf = (scene: Scene) =>
  statusOf(scene)?.conditions?.map(({ type, status, reason, message }) => [type, status, reason, message]);
const eventsOf = (scene: Scene) =>
  scene.events().filter((event) => !/ScalingReplicaSet|SuccessfulCreate|SuccessfulDelete/.test(event));

test('nothing is known before the first 15 seconds are over', async () => {
  const scene = await newScene();
  createAutoscaler(scene);
  after(scene, 14);
  expect(statusOf(scene)?.conditions).toBeUndefined();
  after(scene, 2);
  expect(statusOf(scene)).toMatchObject({ currentReplicas: 2, desiredReplicas: 2 });
});

test('a load as wanted changes nothing, and says so', async () => {
  const scene = await newScene();
  createAutoscaler(scene);
  expect(after(scene, 31)).toBe(2);
  expect(conditionsOf(scene)).toEqual([
    ['AbleToScale', 'True', 'ReadyForNewScale', 'recommended size matches current size'],
    [
      'ScalingActive',
      'True',
      'ValidMetricFound',
      'the HPA was able to successfully calculate a replica count from cpu resource utilization (percentage of request)',
    ],
    ['ScalingLimited', 'False', 'DesiredWithinRange', 'the desired count is within the acceptable range'],
  ]);
  expect(statusOf(scene)?.currentMetrics).toEqual([
    { type: 'Resource', resource: { name: 'cpu', current: { averageUtilization: 50, averageValue: '50m' } } },
  ]);
  const { revision } = scene.store;
  after(scene, 300);
  expect(scene.store.revision).toBe(revision);
});

test('a higher load makes more replicas, at most twice as many at once', async () => {
  const scene = await newScene(3);
  createAutoscaler(scene);
  after(scene, 31);
  scene.measured.load = 200;
  expect(after(scene, 15)).toBe(6);
  expect(conditionsOf(scene)?.[2]).toEqual([
    'ScalingLimited',
    'True',
    'ScaleUpLimit',
    'the desired replica count is increasing faster than the maximum scale rate',
  ]);
  expect(conditionsOf(scene)?.[0]).toEqual([
    'AbleToScale',
    'True',
    'SucceededRescale',
    'the HPA controller was able to update the target scale to 6',
  ]);
  expect(after(scene, 60)).toBe(10);
  expect(conditionsOf(scene)?.[2]).toEqual([
    'ScalingLimited',
    'True',
    'TooManyReplicas',
    'the desired replica count is more than the maximum replica count',
  ]);
  expect(eventsOf(scene)).toEqual([
    'Normal SuccessfulRescale New size: 6; reason: cpu resource utilization (percentage of request) above target',
    'Normal SuccessfulRescale New size: 10; reason: cpu resource utilization (percentage of request) above target',
  ]);
});

test('a lower load makes fewer replicas after five minutes', async () => {
  const scene = await newScene(6);
  createAutoscaler(scene);
  expect(after(scene, 60)).toBe(6);
  scene.measured.load = 10;
  expect(after(scene, 240)).toBe(6);
  expect(conditionsOf(scene)?.[0]).toEqual([
    'AbleToScale',
    'True',
    'ScaleDownStabilized',
    'recent recommendations were higher than current one, applying the highest recent recommendation',
  ]);
  expect(after(scene, 90)).toBe(2);
  expect(eventsOf(scene)).toEqual(['Normal SuccessfulRescale New size: 2; reason: All metrics below target']);
});

test('a behavior may let it go down sooner, and slowly', async () => {
  const scene = await newScene(6);
  createAutoscaler(scene, {
    behavior: {
      scaleDown: {
        stabilizationWindowSeconds: 0,
        policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }],
      },
    },
  });
  after(scene, 31);
  scene.measured.load = 10;
  expect(after(scene, 15)).toBe(5);
  expect(conditionsOf(scene)?.[2]).toEqual([
    'ScalingLimited',
    'True',
    'ScaleDownLimit',
    'the desired replica count is decreasing faster than the maximum scale rate',
  ]);
  expect(after(scene, 30)).toBe(5);
  expect(after(scene, 45)).toBe(4);
});

test('the number is kept between the least and the most', async () => {
  const scene = await newScene(1);
  createAutoscaler(scene);
  expect(after(scene, 16)).toBe(2);
  expect(eventsOf(scene)).toEqual([
    'Normal SuccessfulRescale New size: 2; reason: Current number of replicas below Spec.MinReplicas',
  ]);
});

test('without requests a share can not be told', async () => {
  const scene = await newScene(2, {});
  createAutoscaler(scene);
  after(scene, 16);
  const pod = [...scene.client.list('v1/Pod', 'default')][0]?.metadata.name;
  const why = `failed to get cpu utilization: missing request for cpu in container web of Pod ${pod}`;
  expect(conditionsOf(scene)?.[1]).toEqual([
    'ScalingActive',
    'False',
    'FailedGetResourceMetric',
    `the HPA was unable to compute the replica count: ${why}`,
  ]);
  expect(eventsOf(scene)).toEqual([
    `Warning FailedGetResourceMetric ${why}`,
    `Warning FailedComputeMetricsReplicas invalid metrics (1 invalid out of 1), first error is: failed to get cpu resource metric value: ${why}`,
  ]);
});

test('without metrics-server nothing can be told', async () => {
  const scene = await newScene();
  scene.measured.isServed = false;
  createAutoscaler(scene);
  after(scene, 16);
  expect(eventsOf(scene)[0]).toBe(
    'Warning FailedGetResourceMetric failed to get cpu utilization: unable to get metrics for resource cpu: unable to fetch metrics from resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)',
  );
  expect(statusOf(scene)).toMatchObject({ currentReplicas: 2, desiredReplicas: 0, currentMetrics: [{ type: '' }] });
});

test('an amount is a target, too', async () => {
  const scene = await newScene(2);
  const target = { type: 'AverageValue', averageValue: '32Mi' };
  createAutoscaler(scene, { metrics: [{ type: 'Resource', resource: { name: 'memory', target } }] });
  expect(after(scene, 16)).toBe(4);
  expect(statusOf(scene)?.currentMetrics).toEqual([
    { type: 'Resource', resource: { name: 'memory', current: { averageValue: '64Mi' } } },
  ]);
});

test('a target that is not there is said', async () => {
  const scene = await newScene();
  createAutoscaler(scene, { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'other' } });
  after(scene, 16);
  expect(conditionsOf(scene)).toEqual([
    [
      'AbleToScale',
      'False',
      'FailedGetScale',
      'the HPA controller was unable to get the target\'s current scale: deployments.apps "other" not found',
    ],
  ]);
  expect(eventsOf(scene)).toEqual(['Warning FailedGetScale deployments.apps "other" not found']);
});

test('two autoscalers of the same Pods hinder each other', async () => {
  const scene = await newScene();
  createAutoscaler(scene);
  createAutoscaler(scene, {}, 'again');
  after(scene, 16);
  expect(conditionsOf(scene)?.[1]).toEqual([
    'ScalingActive',
    'False',
    'AmbiguousSelector',
    'pods by selector app=web are controlled by multiple HPAs: [{again default} {web default}]',
  ]);
});
