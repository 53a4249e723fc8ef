import { expect, test } from 'vitest';
import { item } from './test-items';
import { ALL, isEmpty, MINE, namespacesOf, visibleItems } from './visible';

const { namespace: _none, ...node } = item('Node', 'minikube');
const items = [
  node,
  item('Namespace', 'shop'),
  item('Namespace', 'default'),
  item('Service', 'kubernetes'),
  item('Pod', 'web'),
  item('Pod', 'dns', { namespace: 'kube-system' }),
  item('Pod', 'till', { namespace: 'shop' }),
];

test.each([
  [MINE, ['minikube', 'web', 'till']],
  ['shop', ['minikube', 'till']],
  [ALL, ['minikube', 'kubernetes', 'web', 'dns', 'till']],
])('of %j these are shown', (chosen, names) => {
  expect(visibleItems(items, chosen).map(({ name }) => name)).toEqual(names);
});

test('namespaces are told in order', () => {
  expect(namespacesOf(items)).toEqual(['default', 'shop']);
});

test('a cluster with nothing of the learner’s is empty', () => {
  expect(isEmpty(visibleItems([node, item('Service', 'kubernetes')], MINE))).toBe(true);
  expect(isEmpty(visibleItems(items, MINE))).toBe(false);
});
