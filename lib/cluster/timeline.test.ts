import { expect, test } from 'vitest';
import { Cluster } from './cluster';
import { Timeline } from './timeline';

const START = 1_767_603_600_000;

async function newCluster(): Promise<{
  cluster: Cluster;
  timeline: Timeline;
  readonly add: (name: string) => void;
  readonly names: () => string[];
}> {
  const cluster = await Cluster.create({ start: START, seed: 1 });
  const timeline = new Timeline(cluster);
  return {
    cluster,
    timeline,
    add(name) {
      timeline.mark(`add ${name}`);
      cluster.client.create('v1/ConfigMap', { metadata: { name, namespace: 'default' } });
      cluster.clock.runUntil(cluster.clock.now() + 1000);
    },
    names: () =>
      [...cluster.client.list('v1/ConfigMap', 'default')]
        .map(({ metadata }) => metadata.name)
        .filter((name) => name !== 'kube-root-ca.crt')
        .sort(),
  };
}

test('the scrubber goes to any step and loses nothing', async () => {
  const { timeline, add, names } = await newCluster();
  for (const name of ['a', 'b', 'c']) add(name);
  expect(timeline.position).toEqual({ step: 3, steps: 3 });
  timeline.goToStep(1);
  expect(names()).toEqual(['a']);
  expect(timeline.next).toEqual({ undo: 'add a', redo: 'add b' });
  timeline.goToStep(0);
  expect(names()).toEqual([]);
  timeline.goToStep(3);
  expect(names()).toEqual(['a', 'b', 'c']);
  timeline.goToStep(2);
  expect(names()).toEqual(['a', 'b']);
  timeline.goToStep(99);
  expect(names()).toEqual(['a', 'b', 'c']);
});

test('steps tell what was done and when, and since when the cluster is there', async () => {
  const { timeline, cluster, add } = await newCluster();
  const first = cluster.clock.now();
  add('a');
  add('b');
  timeline.undo();
  expect(timeline.steps).toEqual({
    start: START,
    at: 1,
    steps: [
      { label: 'add a', time: first },
      { label: 'add b', time: first + 1000 },
    ],
  });
});

test('something new after going back takes the place of what was taken back', async () => {
  const { timeline, add, names } = await newCluster();
  for (const name of ['a', 'b', 'c']) add(name);
  timeline.goToStep(1);
  add('d');
  expect(timeline.steps.steps.map(({ label }) => label)).toEqual(['add a', 'add d']);
  expect(names()).toEqual(['a', 'd']);
  timeline.goToStep(1);
  timeline.goToStep(2);
  expect(names()).toEqual(['a', 'd']);
});

test('what happened in an earlier state is there when one comes back to it', async () => {
  const { cluster, timeline, add, names } = await newCluster();
  for (const name of ['a', 'b']) add(name);
  timeline.goToStep(1);
  cluster.client.create('v1/ConfigMap', { metadata: { name: 'late', namespace: 'default' } });
  timeline.goToStep(2);
  expect(names()).toEqual(['a', 'b']);
  timeline.goToStep(1);
  expect(names()).toEqual(['a', 'late']);
});

test('only the last hundred steps are kept', async () => {
  const { timeline } = await newCluster();
  for (let at = 0; at < 105; at += 1) timeline.mark(`step ${at}`);
  expect(timeline.position).toEqual({ step: 100, steps: 100 });
  expect(timeline.steps.steps[0]?.label).toBe('step 5');
});

test('named moments are gone to, removed, and come back from a file', async () => {
  const { cluster, timeline, add, names } = await newCluster();
  add('a');
  timeline.name('one');
  add('b');
  timeline.name('two');
  timeline.name('three');
  timeline.remove('three');
  expect(timeline.names).toEqual(['one', 'two']);
  expect(timeline.goTo('one')).toBe(true);
  expect(names()).toEqual(['a']);
  expect(timeline.goTo('three')).toBe(false);

  const file = timeline.export();
  const other = await newCluster();
  expect(other.cluster.import(file)).toBeUndefined();
  other.timeline.recall(file);
  expect(other.timeline.names).toEqual(['one', 'two']);
  expect(other.names()).toEqual(['a']);
  expect(other.timeline.goTo('two')).toBe(true);
  expect(other.names()).toEqual(['a', 'b']);
  other.timeline.undo();
  expect(other.names()).toEqual(['a']);
  expect(cluster.clock.now()).toBeGreaterThan(START);
});

test('a damaged moment in a file is left out, and a file without moments brings none', async () => {
  const { cluster, timeline } = await newCluster();
  timeline.name('one');
  const file = timeline.export();
  const other = new Timeline(cluster);
  other.recall(file.replace('"named":{"one":{', '"named":{"bad":{"kubetil":"cluster"},"one":{'));
  expect(other.names).toEqual(['one']);
  const empty = new Timeline(cluster);
  empty.recall(cluster.export());
  expect(empty.names).toEqual([]);
});
