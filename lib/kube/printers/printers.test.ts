/** Against rows that a real API server printed (recorded/rows.jsonl: objects cut to what the printers read) and its columns. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { kindOf } from '../schema';
import { printTable } from './index';

interface RecordedRow {
  readonly resource: string;
  readonly now: number;
  readonly object: Record<string, unknown>;
  readonly cells: unknown[];
  readonly conditions?: unknown[];
}

const recorded = readFileSync(new URL('recorded/rows.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own recording
  .map((line) => JSON.parse(line) as RecordedRow);

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own recording
const columns = JSON.parse(readFileSync('fixtures/golden/tables.json', 'utf8')) as Record<string, unknown[]>;

const resources = [...new Set(recorded.map(({ resource }) => resource))].filter((name) => !name.endsWith('.dev'));

test.each(resources)('%s are printed as the server prints them', (name) => {
  for (const { object, now, cells, conditions } of recorded.filter(({ resource }) => resource === name)) {
    expect(printTable(name, [object], now).rows).toEqual([{ cells, ...(conditions && { conditions }) }]);
  }
});

test.each(Object.entries(columns))('%s has the columns of the server', (name, expected) => {
  const [apiVersion = '', kind = ''] = name.split(' ');
  const known = kindOf(apiVersion, kind);
  const resource = known?.group ? `${known.resource}.${known.group}` : (known?.resource ?? '');
  expect(printTable(resource, [], 0)).toEqual({ columnDefinitions: expected, rows: [] });
});
