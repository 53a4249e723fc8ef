import type { TextRange, YamlDocument } from '@/lib/yaml';

/** The place that a diagnostic speaks of: what explanations and fixes look at. */
export interface Spot {
  readonly text: string;
  readonly document: YamlDocument;
  /** What is marked, in the file. */
  readonly range: TextRange;
  readonly apiVersion: string;
  readonly kind: string;
  /** Where the object lies in its document: empty, or `['items', 2]`. */
  readonly base: readonly (string | number)[];
  /** The field from the document's root; may end at one that is not there. */
  readonly path: readonly (string | number)[];
  readonly says: string;
}
