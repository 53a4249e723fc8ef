/** Where an arrow key goes. */
import type { Box, Rect } from './box';

export type Way = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight';

/** Of a room and of a group only the head is chosen: the rest is what stands in it. */
const HEAD = 28;

export function isWay(key: string): key is Way {
  return key === 'ArrowUp' || key === 'ArrowDown' || key === 'ArrowLeft' || key === 'ArrowRight';
}

export function canBeChosen({ shape, item }: Box): boolean {
  return shape !== 'ghost' && item !== undefined;
}

/** The next one that way; far to the side counts more than far ahead. */
export function nearest(boxes: readonly Box[], from: Box, way: Way): Box | undefined {
  const here = edgeOf(from, way);
  let best: { box: Box; cost: number } | undefined;
  for (const box of boxes) {
    if (box.id === from.id || !canBeChosen(box)) continue;
    const ahead = edgeOf(box, way) - here;
    if (ahead < 4) continue;
    const aside = way === 'ArrowUp' || way === 'ArrowDown' ? gap(from, box, 'x') : gap(from, box, 'y');
    const cost = ahead + 3 * aside;
    if (!best || cost < best.cost) best = { box, cost };
  }
  return best?.box;
}

/** The edge that is behind when going that way; more is further ahead. Up and down go by the tops. */
function edgeOf({ x, y, width }: Rect, way: Way): number {
  return { ArrowUp: -y, ArrowDown: y, ArrowLeft: -x - width, ArrowRight: x }[way];
}

function headOf(box: Box): Rect {
  return box.shape === 'room' || box.shape === 'group' ? { ...box, height: HEAD } : box;
}

/** None where they overlap on that axis. */
function gap(a: Box, b: Box, axis: 'x' | 'y'): number {
  const side = axis === 'x' ? 'width' : 'height';
  const [one, other] = [headOf(a), headOf(b)];
  return Math.max(0, other[axis] - one[axis] - one[side], one[axis] - other[axis] - other[side]);
}
