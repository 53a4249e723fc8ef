/** One replacement that makes one text of another: at `at` (UTF-16 units), `remove` units go and `insert` comes. */
export interface TextChange {
  at: number;
  remove: number;
  insert: string;
}

/** The smallest single replacement between two texts; it never cuts a surrogate pair in two. */
export function changeBetween(before: string, after: string): TextChange | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  if (start > 0 && isHighSurrogate(before.charCodeAt(start - 1))) start--;
  let end = 0;
  while (
    end < shorter - start &&
    before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)
  ) {
    end++;
  }
  if (end > 0 && isLowSurrogate(before.charCodeAt(before.length - end))) end--;
  return { at: start, remove: before.length - end - start, insert: after.slice(start, after.length - end) };
}

/** `edit`, made on a text before `other` changed it. Where both touched the same words, both stay. */
export function rebase(edit: TextChange, other: TextChange): TextChange {
  const shift = other.insert.length - other.remove;
  if (edit.at + edit.remove <= other.at) return edit;
  if (edit.at >= other.at + other.remove) return { ...edit, at: edit.at + shift };
  return { at: Math.min(edit.at, other.at), remove: Math.max(0, other.at - edit.at), insert: edit.insert };
}

/** `theirs` with the edit that made `mine` of `base`. */
export function mergeEdit(base: string, mine: string, theirs: string): string {
  const edit = changeBetween(base, mine);
  if (!edit) return theirs;
  const other = changeBetween(base, theirs);
  const { at, remove, insert } = other ? rebase(edit, other) : edit;
  return theirs.slice(0, at) + insert + theirs.slice(at + remove);
}

/** A lone surrogate, which neither UTF-8 nor Yjs can hold, becomes U+FFFD. */
export function wellFormed(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, '\u{FFFD}');
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
