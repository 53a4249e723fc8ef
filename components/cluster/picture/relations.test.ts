import { expect, test } from 'vitest';
import { relationsOf } from './relations';
import { item, tie } from './test-items';

const pod = item('Pod', 'web-1', { owner: 'ReplicaSet-web', ties: [tie('reads', 'Secret', 'login')] });
const all = [
  item('ReplicaSet', 'web'),
  pod,
  item('Secret', 'login'),
  item('Service', 'web', { ties: [tie('selects', 'Pod', 'web-1')] }),
];
const items = new Map(all.map((one) => [one.id, one]));

test('a Pod knows what it reads, who selects it and who made it', () => {
  const { needs, neededBy, owner, parts } = relationsOf(pod, items);
  expect(needs.map(({ item: to }) => to?.id)).toEqual(['Secret-login']);
  expect(neededBy.map(({ tie, item: from }) => [from.id, tie.by])).toEqual([['Service-web', 'selects']]);
  expect(owner?.id).toBe('ReplicaSet-web');
  expect(parts).toEqual([]);
});

test('a node has the Pods that are on it', () => {
  const there = item('Pod', 'web-2', { node: 'minikube' });
  expect(relationsOf(item('Node', 'minikube'), new Map([...items, [there.id, there]])).parts).toEqual([there]);
});

test('what is not there has no item', () => {
  items.delete('Secret-login');
  expect(relationsOf(pod, items).needs).toMatchObject([{ item: undefined, tie: { name: 'login' } }]);
});
