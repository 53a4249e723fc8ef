/** Which boxes are tied, and the curves between them. */
import { keyOf } from './arrange';
import type { Box, Line, Rect } from './box';

/** One line between two boxes, and one more for each thing that is missing; Pods of a group share theirs. */
export function linesOf(boxes: readonly Box[]): readonly Line[] {
  const ends = endsOf(boxes);
  const lines = new Map<string, Line>();
  const pairs = new Set<string>();
  const groups = new Map(boxes.filter(({ shape }) => shape === 'group').map((box) => [box.id, box]));
  for (const box of boxes) {
    if (!box.item) continue;
    const from = groups.get(box.group ?? '') ?? box;
    for (const tie of box.item.ties) {
      for (const to of ends.get(keyOf(tie)) ?? []) {
        const pair = [from.id, to.id].sort().join(' ');
        const id = tie.isMissing ? `${pair} ${tie.what ?? ''}` : pair;
        if (to === from || lines.has(id) || (!tie.isMissing && pairs.has(pair))) continue;
        pairs.add(pair);
        lines.set(id, { id, from: from.id, to: to.id, tie, ...curve(from, to) });
      }
    }
  }
  return [...lines.values()];
}

/** A workload is tied by each of its groups. */
function endsOf(boxes: readonly Box[]): ReadonlyMap<string, readonly Box[]> {
  const ends = new Map<string, Box[]>();
  for (const box of boxes) {
    const named = box.item ?? box.tie;
    if (!named) continue;
    const key = keyOf(named);
    const known = ends.get(key);
    if (known) known.push(box);
    else ends.set(key, [box]);
  }
  return ends;
}

function curve(a: Rect, b: Rect): { path: string; x: number; y: number } {
  const [ay, by] = [a.y + a.height / 2, b.y + b.height / 2];
  const [ax, bx] = [a.x + a.width / 2, b.x + b.width / 2];
  if (b.x >= a.x + a.width) return across(a.x + a.width, ay, b.x, by);
  if (a.x >= b.x + b.width) return across(a.x, ay, b.x + b.width, by);
  // One above the other with something between: round the outside.
  if (a.x === b.x && Math.abs(ay - by) > a.height + 20) {
    const x = Math.min(a.x, b.x);
    return { path: `M${x},${ay} C${x - 18},${ay} ${x - 18},${by} ${x},${by}`, x: x - 12, y: (ay + by) / 2 };
  }
  return b.y >= a.y ? down(ax, a.y + a.height, bx, b.y) : down(ax, a.y, bx, b.y + b.height);
}

function across(ax: number, ay: number, bx: number, by: number): { path: string; x: number; y: number } {
  const middle = (ax + bx) / 2;
  return { path: `M${ax},${ay} C${middle},${ay} ${middle},${by} ${bx},${by}`, ...nearEnd(ax, ay, bx, by) };
}

/** Where a curve is three quarters done: what begins together is apart there, so that words do not lie on each other. */
function nearEnd(ax: number, ay: number, bx: number, by: number): { x: number; y: number } {
  return { x: ax + (bx - ax) * 0.7, y: ay + (by - ay) * 0.78 };
}

function down(ax: number, ay: number, bx: number, by: number): { path: string; x: number; y: number } {
  const middle = (ay + by) / 2;
  return { path: `M${ax},${ay} C${ax},${middle} ${bx},${middle} ${bx},${by}`, ...nearEnd(ax, ay, bx, by) };
}
