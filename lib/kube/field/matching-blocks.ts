/**
 * The runs of lines that two texts share, in the order in which they stand. Models SequenceMatcher of Python's difflib and
 * of its port to Go: the longest run first (the earliest of several), then what lies before and behind it. In a text of 200
 * lines and more, a line that makes up more than a hundredth of it never starts a run.
 */
export interface MatchingBlock {
  /** Where it begins in the first. */
  readonly at: number;
  /** Where it begins in the second. */
  readonly to: number;
  readonly size: number;
}

const LONG = 200;

export function matchingBlocks(a: readonly string[], b: readonly string[]): MatchingBlock[] {
  const places = placesOf(b);
  const found: MatchingBlock[] = [];
  const open = [{ a0: 0, a1: a.length, b0: 0, b1: b.length }];
  for (let area = open.pop(); area; area = open.pop()) {
    const { a0, a1, b0, b1 } = area;
    const block = longest(a, b, places, area);
    if (block.size === 0) continue;
    const aEnd = block.at + block.size;
    const bEnd = block.to + block.size;
    found.push(block);
    if (a0 < block.at && b0 < block.to) open.push({ a0, a1: block.at, b0, b1: block.to });
    if (aEnd < a1 && bEnd < b1) open.push({ a0: aEnd, a1, b0: bEnd, b1 });
  }
  return joined(found.sort((one, other) => one.at - other.at));
}

/** Where each line stands; not of those that are too frequent. */
function placesOf(lines: readonly string[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [at, line] of lines.entries()) {
    const known = places.get(line);
    if (known) known.push(at);
    else places.set(line, [at]);
  }
  if (lines.length < LONG) return places;
  const most = Math.floor(lines.length / 100) + 1;
  for (const [line, at] of places) if (at.length > most) places.delete(line);
  return places;
}

interface Area {
  readonly a0: number;
  readonly a1: number;
  readonly b0: number;
  readonly b1: number;
}

function longest(
  a: readonly string[],
  b: readonly string[],
  places: ReadonlyMap<string, readonly number[]>,
  { a0, a1, b0, b1 }: Area,
): MatchingBlock {
  let at = a0;
  let to = b0;
  let size = 0;
  let lengths = new Map<number, number>();
  for (let i = a0; i < a1; i++) {
    const next = new Map<number, number>();
    for (const j of places.get(a[i] ?? '') ?? []) {
      if (j < b0) continue;
      if (j >= b1) break;
      const length = (lengths.get(j - 1) ?? 0) + 1;
      next.set(j, length);
      if (length > size) [at, to, size] = [i - length + 1, j - length + 1, length];
    }
    lengths = next;
  }
  while (at > a0 && to > b0 && a[at - 1] === b[to - 1]) [at, to, size] = [at - 1, to - 1, size + 1];
  while (at + size < a1 && to + size < b1 && a[at + size] === b[to + size]) size++;
  return { at, to, size };
}

/** Blocks that touch in both texts are one. */
function joined(blocks: readonly MatchingBlock[]): MatchingBlock[] {
  const found: MatchingBlock[] = [];
  for (const block of blocks) {
    const last = found.at(-1);
    if (last && last.at + last.size === block.at && last.to + last.size === block.to) {
      found[found.length - 1] = { ...last, size: last.size + block.size };
    } else found.push(block);
  }
  return found;
}
