/**
 * What holds whatever a learner does: random programs of commands and faults. fast-check prints the seed of a program that
 * breaks a law, and the shortest one that does.
 */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Cluster } from './cluster';
import { Timeline } from './timeline';

const START = 1_767_603_600_000;
const NAMES = ['web', 'api'] as const;
const DEPLOYMENTS = '/apis/apps/v1/namespaces/default/deployments';

type Name = (typeof NAMES)[number];

type Command =
  | {
      readonly do: 'create';
      readonly name: Name;
      readonly replicas: number;
      readonly surge: number;
      readonly unavailable: number;
    }
  | { readonly do: 'scale'; readonly name: Name; readonly replicas: number }
  | { readonly do: 'image'; readonly name: Name; readonly tag: string }
  | { readonly do: 'delete'; readonly name: Name; readonly policy: 'Foreground' | 'Background' | 'Orphan' }
  | { readonly do: 'kill'; readonly at: number }
  | { readonly do: 'pause'; readonly name: Name; readonly paused: boolean }
  | { readonly do: 'stop' | 'start'; readonly component: 'kube-scheduler' | 'kube-controller-manager' }
  | { readonly do: 'wait'; readonly ms: number };

const name = fc.constantFrom(...NAMES);
const component = fc.constantFrom('kube-scheduler' as const, 'kube-controller-manager' as const);

const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('create' as const),
      name,
      replicas: fc.nat(5),
      surge: fc.nat(2),
      unavailable: fc.nat(2),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('scale' as const), name, replicas: fc.nat(6) }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('image' as const), name, tag: fc.constantFrom('1.27', '1.28', '1.29') }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('delete' as const),
      name,
      policy: fc.constantFrom('Foreground' as const, 'Background' as const, 'Orphan' as const),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('kill' as const), at: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('pause' as const), name, paused: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('stop' as const, 'start' as const), component }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.nat(5000) }) },
);

const program = fc.array(command, { minLength: 1, maxLength: 12 });

function newCluster(seed = 1): Promise<Cluster> {
  return Cluster.create({ start: START, seed, nodes: 2 });
}

function ask(cluster: Cluster, method: string, url: string, body?: object, type = 'application/json'): void {
  const headers = { 'content-type': type, 'user-agent': 'kubectl/v1.36.3' };
  cluster.handle({ method, url, headers, body: body ? JSON.stringify(body) : '' });
}

function run(cluster: Cluster, step: Command): void {
  const merge = 'application/merge-patch+json';
  switch (step.do) {
    case 'create':
      ask(cluster, 'POST', DEPLOYMENTS, deployment(step));
      break;
    case 'scale':
      ask(cluster, 'PATCH', `${DEPLOYMENTS}/${step.name}/scale`, { spec: { replicas: step.replicas } }, merge);
      break;
    case 'image': {
      const containers = [{ name: 'main', image: `nginx:${step.tag}` }];
      const patch = { spec: { template: { spec: { containers } } } };
      ask(cluster, 'PATCH', `${DEPLOYMENTS}/${step.name}`, patch, 'application/strategic-merge-patch+json');
      break;
    }
    case 'delete':
      ask(cluster, 'DELETE', `${DEPLOYMENTS}/${step.name}`, { propagationPolicy: step.policy });
      break;
    case 'kill': {
      const pods = cluster.client.sorted('v1/Pod');
      const pod = pods[step.at % Math.max(1, pods.length)];
      if (pod) ask(cluster, 'DELETE', `/api/v1/namespaces/default/pods/${pod.metadata.name}`);
      break;
    }
    case 'pause':
      ask(cluster, 'PATCH', `${DEPLOYMENTS}/${step.name}`, { spec: { paused: step.paused } }, merge);
      break;
    case 'stop':
      cluster.stop(step.component);
      break;
    case 'start':
      cluster.start(step.component);
      break;
    case 'wait':
      cluster.clock.runUntil(cluster.clock.now() + step.ms);
      break;
  }
}

function deployment({ name, replicas, surge, unavailable }: Extract<Command, { do: 'create' }>): object {
  const labels = { app: name };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      // Both may not be zero.
      strategy: {
        rollingUpdate: { maxSurge: surge + (unavailable === 0 && surge === 0 ? 1 : 0), maxUnavailable: unavailable },
      },
      template: { metadata: { labels }, spec: { containers: [{ name: 'main', image: 'nginx:1.27' }] } },
    },
  };
}

/** Everything runs again, and nothing is paused. */
function recover(cluster: Cluster): void {
  cluster.start('kube-scheduler');
  cluster.start('kube-controller-manager');
  for (const { metadata } of cluster.client.sorted('apps/v1/Deployment')) {
    const named = NAMES.find((known) => known === metadata.name);
    if (named) run(cluster, { do: 'pause', name: named, paused: false });
  }
  expect(cluster.clock.runUntilIdle()).toBe(true);
}

function podsOf(cluster: Cluster, app: string) {
  return [...cluster.client.list('v1/Pod', 'default')].filter(({ metadata }) => metadata.labels?.['app'] === app);
}

const RUNS = { numRuns: 25 };
const PATIENCE = 60_000;

test(
  'what is wanted comes true, and owners that are gone leave nobody behind',
  async () => {
    await fc.assert(
      fc.asyncProperty(program, async (steps) => {
        const cluster = await newCluster();
        for (const step of steps) run(cluster, step);
        recover(cluster);
        for (const { metadata, spec, status } of cluster.client.sorted('apps/v1/Deployment')) {
          expect(status?.readyReplicas ?? 0).toBe(spec?.replicas);
          expect(status?.updatedReplicas ?? 0).toBe(spec?.replicas);
          expect(podsOf(cluster, metadata.name)).toHaveLength(spec?.replicas ?? 0);
        }
        const uids = new Set([
          ...cluster.client.sorted('apps/v1/Deployment').map(({ metadata }) => metadata.uid),
          ...cluster.client.sorted('apps/v1/ReplicaSet').map(({ metadata }) => metadata.uid),
        ]);
        const owned = [...cluster.client.sorted('apps/v1/ReplicaSet'), ...cluster.client.sorted('v1/Pod')];
        for (const { metadata } of owned) {
          for (const { uid = '' } of metadata.ownerReferences ?? []) expect(uids).toContain(uid);
        }
      }),
      RUNS,
    );
  },
  PATIENCE,
);

test(
  'a rollout goes neither above maxSurge nor below maxUnavailable',
  async () => {
    const rollout = fc.record({ replicas: fc.integer({ min: 1, max: 6 }), surge: fc.nat(3), unavailable: fc.nat(3) });
    await fc.assert(
      fc.asyncProperty(rollout, async ({ replicas, surge, unavailable }) => {
        const cluster = await newCluster();
        const most = replicas + (unavailable === 0 && surge === 0 ? 1 : surge);
        const least = replicas - Math.min(unavailable, replicas);
        run(cluster, { do: 'create', name: 'web', replicas, surge, unavailable });
        cluster.clock.runUntilIdle();
        run(cluster, { do: 'image', name: 'web', tag: '1.29' });
        const stop = cluster.client.onChange('v1/Pod', () => {
          const pods = podsOf(cluster, 'web').filter(({ metadata }) => !metadata.deletionTimestamp);
          const ready = pods.filter(({ status }) =>
            status?.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True'),
          );
          expect(pods.length).toBeLessThanOrEqual(most);
          expect(ready.length).toBeGreaterThanOrEqual(least);
        });
        cluster.clock.runUntilIdle();
        stop();
        const images = podsOf(cluster, 'web').map(({ spec }) => spec?.containers?.[0]?.image);
        expect(images).toEqual(Array.from({ length: replicas }, () => 'nginx:1.29'));
      }),
      RUNS,
    );
  },
  PATIENCE,
);

test(
  'the same seed and the same commands give the same history, byte for byte',
  async () => {
    await fc.assert(
      fc.asyncProperty(program, fc.nat(1000), async (steps, seed) => {
        const histories = await Promise.all(
          [0, 1].map(async () => {
            const cluster = await newCluster(seed);
            for (const step of steps) run(cluster, step);
            cluster.clock.runUntilIdle();
            return JSON.stringify([...(cluster.store.changesSince(0) ?? [])]);
          }),
        );
        expect(histories[0] === histories[1]).toBe(true);
      }),
      RUNS,
    );
  },
  PATIENCE,
);

test(
  'undone and done again, everything is as it was',
  async () => {
    await fc.assert(
      fc.asyncProperty(program, async (steps) => {
        const cluster = await newCluster();
        const timeline = new Timeline(cluster);
        const states: string[] = [];
        for (const step of steps) {
          states.push(cluster.export());
          timeline.mark(step.do);
          run(cluster, step);
        }
        states.push(cluster.export());
        for (const state of states.slice(0, -1).reverse()) {
          timeline.undo();
          expect(cluster.export() === state).toBe(true);
        }
        for (const state of states.slice(1)) {
          timeline.redo();
          expect(cluster.export() === state).toBe(true);
        }
      }),
      RUNS,
    );
  },
  PATIENCE,
);

test(
  'nobody writes when nothing is under way',
  async () => {
    await fc.assert(
      fc.asyncProperty(program, async (steps) => {
        const cluster = await newCluster();
        for (const step of steps) run(cluster, step);
        recover(cluster);
        // A kubelet's own heartbeats are no sign that something happens.
        const heartbeats = new Set(['leases.coordination.k8s.io', 'nodes']);
        const { revision } = cluster.store;
        cluster.clock.runUntil(cluster.clock.now() + 120_000);
        const written = [...(cluster.store.changesSince(revision) ?? [])].map(({ resource }) => resource);
        expect(written.filter((resource) => !heartbeats.has(resource))).toEqual([]);
      }),
      RUNS,
    );
  },
  PATIENCE,
);
