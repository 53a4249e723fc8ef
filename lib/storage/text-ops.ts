import type * as Y from 'yjs';
import { changeBetween, rebase, wellFormed } from '@/lib/text';

/** Makes `text` say `next`, changing only what differs: edits of other tabs around it stay. */
export function writeText(text: Y.Text, next: string, origin?: unknown): void {
  applyEdit(text, text.toJSON(), next, origin);
}

/**
 * Applies to `text` the edit that made `after` of `before`, also when `text` has moved on since `before` was shown.
 * A lone surrogate, which Yjs can't store, becomes U+FFFD.
 */
export function applyEdit(text: Y.Text, before: string, after: string, origin?: unknown): void {
  const edit = changeBetween(before, wellFormed(after));
  if (!edit) return;
  const elsewhere = changeBetween(before, text.toJSON());
  const { at, remove, insert } = elsewhere ? rebase(edit, elsewhere) : edit;
  const write = () => {
    if (remove > 0) text.delete(at, remove);
    if (insert !== '') text.insert(at, insert);
  };
  if (text.doc) text.doc.transact(write, origin);
  else write();
}
