import { expect, test, vi } from 'vitest';
import type { ViewChange } from '@/lib/cluster';
import { ClusterItems, itemsAfter } from './cluster-items';
import { item } from './test-items';

function change(more: Partial<ViewChange>): ViewChange {
  return { revision: 1, isWhole: false, items: [], gone: [], ...more };
}

function open() {
  const frames: (() => void)[] = [];
  let tell: (change: ViewChange) => void = () => undefined;
  const stop = vi.fn<() => void>();
  const client = {
    onView(listener: (change: ViewChange) => void) {
      tell = listener;
      return stop;
    },
  };
  const items = new ClusterItems(client, (run) => frames.push(run));
  return { items, frames, stop, tell: (more: Partial<ViewChange>) => tell(change(more)) };
}

test('however much is told between two frames, it is heard once', () => {
  const { items, frames, tell } = open();
  const hear = vi.fn<() => void>();
  items.subscribe(hear);
  tell({ isWhole: true, items: [item('Pod', 'a')] });
  tell({ items: [item('Pod', 'b')], gone: ['Pod-a'] });
  expect(items.snapshot()).toBeUndefined();
  expect(frames).toHaveLength(1);
  frames[0]?.();
  expect(hear).toHaveBeenCalledOnce();
  expect([...(items.snapshot()?.keys() ?? [])]).toEqual(['Pod-b']);
});

test('what comes before the whole is left out', () => {
  const { items, frames, tell } = open();
  items.subscribe(() => undefined);
  tell({ items: [item('Pod', 'old')] });
  expect(frames).toEqual([]);
});

test('the cluster is listened to while anybody listens', () => {
  const { items, stop } = open();
  const [one, other] = [items.subscribe(() => undefined), items.subscribe(vi.fn<() => void>())];
  one();
  expect(stop).not.toHaveBeenCalled();
  other();
  expect(stop).toHaveBeenCalledOnce();
});

test('what stays keeps its place when everything is told anew', () => {
  const before = itemsAfter(
    undefined,
    change({ isWhole: true, items: ['a', 'b', 'c'].map((name) => item('Pod', name)) }),
  );
  const after = itemsAfter(before, change({ isWhole: true, items: ['d', 'c', 'a'].map((name) => item('Pod', name)) }));
  expect([...after.keys()]).toEqual(['Pod-a', 'Pod-c', 'Pod-d']);
});
