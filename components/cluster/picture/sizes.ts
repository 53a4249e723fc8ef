/** How large what stands in the picture is, in px, and what is said of it there. */
import type { ViewItem, ViewState } from '@/lib/cluster';

export const CARD = { width: 132, height: 42 };
/** The longest status fits: CreateContainerConfigError. */
export const POD = { width: 166, height: 42 };
const LEAST_POD = 146;
const CHIP = { width: 76, height: 24 };
const SQUARE = { width: 12, height: 12 };
export const PILL = { height: 24, gap: 5, sides: 37, letter: 6 };
/** Of one workload on one node. */
const MOST_CARDS = 6;
const MOST_CHIPS = 60;

/** @param room how much width there is: cards that are a little narrower stand two beside each other */
export function shapeOf(
  count: number,
  room: number,
): { shape: 'card' | 'chip' | 'square'; width: number; height: number; gap: number } {
  if (count <= MOST_CARDS) {
    const half = Math.floor((room - 6) / 2);
    return {
      shape: 'card',
      ...POD,
      gap: 6,
      ...(count > 1 && half >= LEAST_POD && half < POD.width && { width: half }),
    };
  }
  if (count <= MOST_CHIPS) return { shape: 'chip', ...CHIP, gap: 5 };
  return { shape: 'square', ...SQUARE, gap: 3 };
}

export function countsOf(pods: readonly ViewItem[]): Partial<Record<ViewState, number>> {
  const counts: Partial<Record<ViewState, number>> = {};
  for (const { state } of pods) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}
