import { expect, test } from 'vitest';
import type { Box } from './box';
import { nearest, type Way } from './nearest';
import { item } from './test-items';

function box(id: string, x: number, y: number, more: Partial<Box> = {}): Box {
  return { id, shape: 'card', item: item('Pod', id), x, y, width: 100, height: 40, ...more };
}

const boxes = [
  box('room', 0, 0, { shape: 'room', width: 400, height: 300 }),
  box('a', 10, 40),
  box('b', 120, 40),
  box('c', 10, 90),
  box('ghost', 230, 40, { shape: 'ghost' }),
  box('far', 500, 200),
];
const one = (id: string): Box => boxes.find((box) => box.id === id) ?? box('', 0, 0);

test.each<[string, Way, string | undefined]>([
  ['a', 'ArrowRight', 'b'],
  ['a', 'ArrowDown', 'c'],
  ['a', 'ArrowUp', 'room'],
  ['b', 'ArrowRight', 'far'],
  ['c', 'ArrowUp', 'a'],
  ['far', 'ArrowRight', undefined],
])('from %s %s goes to %s', (from, way, to) => {
  expect(nearest(boxes, one(from), way)?.id).toBe(to);
});
