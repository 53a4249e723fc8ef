/** How the objects of one resource become rows. Models the TableHandlers of pkg/printers/internalversion/printers.go. */
import type { ObjectMeta } from '../schema/generated/types';
import type { Age } from './age';

export interface Printer<T> {
  /** In the notation of readColumns. */
  readonly columns: string;
  /** One cell a column, those of `-o wide` too: the server sends all and the client chooses. */
  cells(object: T, age: Age): Cell[];
  /** Only Pods have any. */
  conditions?(object: T): RowCondition[] | undefined;
}

export type Cell = string | number | boolean | null;

/** Says that what a row shows is over. */
export interface RowCondition {
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
}

export interface Named {
  readonly metadata?: ObjectMeta;
}

export function nameOf(object: Named): string {
  return object.metadata?.name ?? '';
}

/** `N/A`, `<none>`: what stands where nothing stands. */
export function or(text: string | undefined, otherwise: string): string {
  return text === undefined || text === '' ? otherwise : text;
}
