import { ageAt } from './age';
import { readColumns, type ColumnDefinition } from './column';
import type { Cell, RowCondition } from './printer';
import { printerOf } from './printers';

export interface PrintedTable {
  readonly columnDefinitions: readonly ColumnDefinition[];
  /** One for each object, in their order. */
  readonly rows: readonly PrintedRow[];
}

export interface PrintedRow {
  readonly cells: readonly Cell[];
  /** Of a Pod that is over. */
  readonly conditions?: readonly RowCondition[];
}

export type PrintedObject = Readonly<Record<string, unknown>>;

export function printTable(resource: string, objects: readonly PrintedObject[], now: number): PrintedTable {
  const printer = printerOf(resource);
  const age = ageAt(now);
  const rows = objects.map((object) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is stored under a resource was decoded as its kind
    const typed = object as never;
    const conditions = printer.conditions?.(typed);
    return { cells: printer.cells(typed, age), ...(conditions && { conditions }) };
  });
  return { columnDefinitions: readColumns(printer.columns), rows };
}
