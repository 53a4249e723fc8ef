import { expect, test } from 'vitest';
import { rowsOf } from './list-rows';
import { item } from './test-items';

const items = [
  item('Node', 'minikube'),
  item('Pod', 'b'),
  item('Pod', 'a'),
  item('Widget', 'w'),
  item('Deployment', 'd'),
];

test('kinds stand in the order of their weight, unknown ones last, items by name', () => {
  expect(rowsOf(items, new Set()).map(({ id }) => id)).toEqual([
    'kind Deployment',
    'Deployment-d',
    'kind Pod',
    'Pod-a',
    'Pod-b',
    'kind Node',
    'Node-minikube',
    'kind Widget',
    'Widget-w',
  ]);
});

test('a closed kind has its head only, with all its items', () => {
  const rows = rowsOf(items, new Set(['Pod']));
  expect(rows.map(({ id }) => id)).not.toContain('Pod-a');
  expect(rows.find(({ id }) => id === 'kind Pod')).toMatchObject({ isOpen: false, items: { length: 2 } });
});

test('an item knows its place among its kind', () => {
  expect(rowsOf(items, new Set()).find(({ id }) => id === 'Pod-b')).toMatchObject({ at: 2, of: 2 });
});
