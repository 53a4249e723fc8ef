/**
 * The candidate that a misspelt word was meant to be: the one with the fewest letters left out, added, changed or
 * swapped with their neighbour. Case, `-` and `_` count little. Undefined where none is near enough to be meant.
 */
export function nearestWord(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = allowed(word.length) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > least || candidate === word) continue;
    const distance = distanceOf(plain(word), plain(candidate)) + (plain(word) === plain(candidate) ? 0.1 : 0);
    if (distance < least && distance * 2 < Math.max(candidate.length, 2) + 1) {
      best = candidate;
      least = distance;
    }
  }
  return best;
}

function allowed(length: number): number {
  if (length <= 3) return 1;
  return length <= 7 ? 2 : 3;
}

function plain(word: string): string {
  return word.toLowerCase().replaceAll(/[-_]/g, '');
}

/** Optimal string alignment: Levenshtein with swaps of neighbours. */
function distanceOf(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((row[j - 1] ?? 0) + 1, (above[j] ?? 0) + 1, (above[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    before = above;
    above = row;
  }
  return above[b.length] ?? 0;
}
