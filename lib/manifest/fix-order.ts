/** What a quick fix may do: the closed vocabulary of content/mistakes.yaml, its places (`{name}`) filled in. */
import type { LocalText } from './local-text';

/** Each with the field at fault as its subject, unless it says another. */
export type FixOperation =
  /** Writes the field's name anew. */
  | { readonly do: 'rename-key'; readonly to: string }
  /** Writes the value anew, as a text: in quotes where it would be read as something else. */
  | { readonly do: 'set-value'; readonly to: string }
  /** Writes the value anew, exactly so. */
  | { readonly do: 'write-value'; readonly to: string }
  | { readonly do: 'quote-value' }
  /** Puts a value in the field at a path from the object's root: `apiVersion`. */
  | { readonly do: 'set-field'; readonly path: string; readonly to: string }
  /** Adds lines beside the field at fault (`beside`) or into it (`inside`). */
  | { readonly do: 'insert-field'; readonly where: 'beside' | 'inside'; readonly lines: string }
  | { readonly do: 'delete-field' }
  /** Moves the field to a path from the object's root, or, with a dot before it, from the object it stands in. */
  | { readonly do: 'move-field'; readonly to: string }
  /** A map or a value becomes the one item of a list. */
  | { readonly do: 'wrap-in-list' }
  /** The one item of a list takes the list's place. */
  | { readonly do: 'unwrap-list' }
  /** Replaces a pattern in the marked line, in it and the one before (`near`), or in the whole document. */
  | { readonly do: 'replace'; readonly in: 'line' | 'near' | 'document'; readonly find: string; readonly with: string }
  /** Writes `---` before the marked line. */
  | { readonly do: 'separate-document' }
  /** Gives the Pod template the labels that the selector looks for. */
  | { readonly do: 'label-as-selector' };

export interface FixOrder {
  readonly title: LocalText;
  readonly operation: FixOperation;
}
