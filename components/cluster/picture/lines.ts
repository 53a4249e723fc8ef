/** Which boxes are tied, and the curves between them. */
import { keyOf } from './arrange';
import type { Box, Line, Rect } from './box';

type Middle = Pick<Line, 'x' | 'y'>;

/** Nothing fits between boxes that are so near. */
const NEAR = 60;
const GUTTER = 5;
const BULGE = 24;
const WORDS_BEFORE = 30;

/**
 * One line between two boxes, and one more for each thing that is missing; Pods of a group share theirs.
 *
 * @param isStacked traffic, nodes and configuration stand below each other
 */
export function linesOf(boxes: readonly Box[], isStacked: boolean): readonly Line[] {
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
        lines.set(id, { id, from: from.id, to: to.id, tie, ...curve(from, to, isStacked) });
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

function curve(a: Rect, b: Rect, isStacked: boolean): Middle & { path: string } {
  if (isStacked && b.y >= a.y + a.height) return down(a, b);
  if (isStacked && a.y >= b.y + b.height) return down(b, a);
  const [ay, by] = [a.y + a.height / 2, b.y + b.height / 2];
  if (b.x >= a.x + a.width) return across(a.x + a.width, ay, b.x, by);
  if (a.x >= b.x + b.width) return across(a.x, ay, b.x + b.width, by);
  // In one column with something between: round it on the side where the picture is.
  if (a.x === b.x && Math.abs(ay - by) > a.height + 20) {
    const [side, bulge] = a.x < a.width ? [a.x + a.width, BULGE] : [a.x, -BULGE];
    const x = side + bulge;
    return { path: `M${side},${ay} C${x},${ay} ${x},${by} ${side},${by}`, x, y: (ay + 2 * by) / 3 };
  }
  return b.y >= a.y ? down(a, b) : down(b, a);
}

/** From the upper box to the lower one; where something stands between, round it through the group's gutter. */
function down(upper: Rect, lower: Rect): Middle & { path: string } {
  const [ux, uy] = [upper.x + upper.width / 2, upper.y + upper.height];
  const [lx, ly] = [lower.x + lower.width / 2, lower.y];
  if (ly - uy < NEAR) {
    const middle = (uy + ly) / 2;
    return {
      path: `M${ux},${uy} C${ux},${middle} ${lx},${middle} ${lx},${ly}`,
      x: ux + (lx - ux) * 0.7,
      y: middle + 2,
    };
  }
  // The higher one is a group, and so is what is between: their sides are free.
  if (upper.height > lower.height) {
    const [side, y] = [upper.x + upper.width, upper.y + upper.height / 2];
    const x = side + GUTTER;
    const turn = ly - 16;
    return {
      path: `M${side},${y} Q${x},${y} ${x},${y + 8} L${x},${turn - 20} C${x},${turn} ${lx},${turn - 8} ${lx},${ly}`,
      x: (x + lx) / 2,
      y: turn - 6,
    };
  }
  const y = lower.y + lower.height / 2;
  const x = lower.x - GUTTER;
  return {
    path: `M${ux},${uy} C${ux},${uy + 16} ${x},${uy + 8} ${x},${uy + 30} L${x},${y - 8} Q${x},${y} ${lower.x},${y}`,
    x: (x + ux) / 2,
    y: uy + 16,
  };
}

function across(ax: number, ay: number, bx: number, by: number): Middle & { path: string } {
  const middle = (ax + bx) / 2;
  return { path: `M${ax},${ay} C${middle},${ay} ${middle},${by} ${bx},${by}`, ...nearEnd(ax, ay, bx, by) };
}

/** Before its end: what begins together is apart there, so that words do not lie on each other. */
function nearEnd(ax: number, ay: number, bx: number, by: number): Middle {
  const back = Math.min(WORDS_BEFORE, Math.abs(bx - ax) / 2);
  return { x: bx - Math.sign(bx - ax) * back, y: ay + (by - ay) * 0.93 };
}
