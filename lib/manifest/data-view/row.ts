import type { TextRange } from '@/lib/yaml';
import type { LocalText } from '../local-text';

/** What a value is once it is read, whatever it looked like. */
export type DataType = 'string' | 'number' | 'boolean' | 'null' | 'map' | 'list';

/**
 * written: as it stands in the text. added: not written, the API server fills it in. dropped: written, but another
 * line takes its place. document: the head of a document.
 */
export type Standing = 'written' | 'added' | 'dropped' | 'document';

/** One line of the view. */
export interface DataRow {
  /** 0 for a document's head, 1 for its fields. */
  readonly depth: number;
  /** A map's key, or the position in a list; of a document's head its position in the file. */
  readonly key: string | number;
  readonly type: DataType;
  /** Texts in quotes with ⏎ for line breaks, numbers as JSON prints them; of a map or list how many it has. */
  readonly shown: string;
  readonly standing: Standing;
  /** What to select in the file; absent for what is not in the text. */
  readonly range?: TextRange;
  /** What is worth knowing about how it was read. */
  readonly notes: readonly LocalText[];
}

export interface DataView {
  readonly rows: readonly DataRow[];
  /** There are more rows, which are left out. */
  readonly isCut: boolean;
  /** Some object is not accepted, so that what the API server would add is not known. */
  readonly isUnfilled: boolean;
}
