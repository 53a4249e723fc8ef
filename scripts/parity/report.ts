/** Shares of right answers, by kind and in total. */
import { MEASURES, type Comparisons, type Measure } from './compare';

export type Tally = { cases: number; judged: number } & Record<Measure, number | null>;

export interface Result {
  kind: string;
  label: string;
  id: string;
  /** Undefined for a case that is not judged. */
  comparisons: Comparisons | undefined;
}

export function tally(results: readonly Result[]): Tally {
  const judged = results.flatMap(({ comparisons }) => comparisons ?? []);
  const share = (measure: Measure): number | null => {
    const those = judged.flatMap((comparisons) => comparisons[measure] ?? []);
    return those.length === 0 ? null : those.filter(({ right }) => right).length / those.length;
  };
  return {
    cases: results.length,
    judged: judged.length,
    verdict: share('verdict'),
    fields: share('fields'),
    message: share('message'),
    warnings: share('warnings'),
    object: share('object'),
  };
}

export function tallyByKind(results: readonly Result[]): Record<string, Tally> {
  const kinds = [...new Set(results.map(({ kind }) => kind))].toSorted();
  const byKind = kinds.map((kind): [string, Tally] => [kind, tally(results.filter((result) => result.kind === kind))]);
  return Object.fromEntries([['total', tally(results)], ...byKind]);
}

export function table(title: string, tallies: Record<string, Tally>): string {
  const head = [title, 'cases', 'judged', ...MEASURES];
  const rows = Object.entries(tallies).map(([kind, row]) => [
    kind,
    String(row.cases),
    String(row.judged),
    ...MEASURES.map((measure) => percent(row[measure])),
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  return [head, ...rows].map((row) => row.map((cell, at) => pad(cell, widths[at] ?? 0, at)).join('  ')).join('\n');
}

function percent(share: number | null): string {
  return share === null ? '–' : `${(share * 100).toFixed(2)} %`;
}

function pad(cell: string, width: number, column: number): string {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}

/** The first misses, written out. */
export function misses(results: readonly Result[], count: number): string {
  const wrong = results.flatMap(({ label, id, comparisons }) =>
    Object.entries(comparisons ?? {})
      .filter(([, { right }]) => !right)
      .map(([measure, { expected, got }]) => {
        return `${measure}: ${id} ${label}\n  expected ${JSON.stringify(expected)}\n  got      ${JSON.stringify(got)}`;
      }),
  );
  return [`${wrong.length} misses`, ...wrong.slice(0, count)].join('\n');
}
