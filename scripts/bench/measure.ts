/** How a figure is taken: some runs to warm up, then the times of single runs, in ms. */
export interface Figure {
  name: string;
  unit: string;
  p50: number;
  p95: number;
  runs: number;
  note: string;
}

export async function timesOf(runs: number, warmUp: number, once: (run: number) => unknown): Promise<number[]> {
  const times: number[] = [];
  for (let run = 0; run < warmUp + runs; run += 1) {
    const began = performance.now();
    await once(run);
    if (run >= warmUp) times.push(performance.now() - began);
  }
  return times;
}

export function figure(name: string, unit: string, values: readonly number[], note = ''): Figure {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { name, unit, p50: rounded(at(0.5)), p95: rounded(at(0.95)), runs: values.length, note };
}

/** How many times more the one takes than the other, p50 over p50 and p95 over p95. */
export function ratio(name: string, more: Figure, less: Figure, note = ''): Figure {
  return {
    name,
    unit: '×',
    p50: rounded(more.p50 / less.p50),
    p95: rounded(more.p95 / less.p95),
    runs: less.runs,
    note,
  };
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
