import { expect, test } from 'vitest';
import type { ViewItem } from '@/lib/cluster';
import { Changes } from './changes';

function item(name: string, status: string): ViewItem {
  return { id: name, apiVersion: 'v1', kind: 'Pod', name, state: 'ready', status, ties: [] };
}

function pulse(step: number) {
  return { time: 0, isIdle: true, isPlaying: true, speed: 1 as const, revision: 1, step, steps: step, names: [] };
}

function said(changes: Changes): string[] {
  return changes.list().map(({ how, item, was }) => `${how} ${item.name} ${was ?? ''}>${item.status}`);
}

test('what was there from the start is no change', () => {
  const changes = new Changes();
  changes.hear({ revision: 1, isWhole: true, items: [item('a', 'Running')], gone: [] });
  changes.settle(pulse(0));
  expect(said(changes)).toEqual([]);
});

test('a step is told after what it did, which counts as its own', () => {
  const changes = new Changes();
  changes.hear({ revision: 1, isWhole: true, items: [item('a', 'Running'), item('b', 'Running')], gone: [] });
  changes.settle(pulse(0));
  changes.hear({ revision: 2, isWhole: false, items: [item('a', 'Terminating'), item('c', 'Pending')], gone: ['b'] });
  changes.settle(pulse(1));
  changes.hear({ revision: 3, isWhole: false, items: [item('c', 'Running')], gone: [] });
  changes.settle(pulse(1));
  expect(said(changes)).toEqual(['changed a Running>Terminating', 'gone b >Running', 'added c >Running']);
  changes.hear({ revision: 4, isWhole: false, items: [], gone: ['a'] });
  changes.settle(pulse(2));
  expect(said(changes)).toEqual(['gone a >Terminating']);
});

test('a cluster that was set back is compared with what it was before', () => {
  const changes = new Changes();
  changes.hear({ revision: 1, isWhole: true, items: [item('a', 'Running')], gone: [] });
  changes.settle(pulse(1));
  changes.hear({ revision: 1, isWhole: true, items: [item('b', 'Running')], gone: [] });
  changes.settle(pulse(0));
  expect(said(changes)).toEqual(['gone a >Running', 'added b >Running']);
});
