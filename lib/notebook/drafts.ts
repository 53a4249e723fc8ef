import type * as Y from 'yjs';
import type { DayDate } from './dates';
import type { SectionKind } from './section-names';

/*
 * While a section is being written, its text is a draft of its own: half a fence or half a heading must not turn the
 * rest of the day upside down. A draft is kept like everything else, so that a crash loses nothing of it.
 */

/** Begins a draft with what the section says; one that there is goes on. */
export function beginDraft(doc: Y.Doc, date: DayDate, kind: SectionKind, shown: string) {
  if (bases(doc).has(keyOf(date, kind))) return;
  doc.transact(() => {
    bases(doc).set(keyOf(date, kind), shown);
    const text = textOf(doc, date, kind);
    text.delete(0, text.length);
    text.insert(0, shown);
  });
}

/** Undefined where the section is not being written. */
export function draftOf(doc: Y.Doc, date: DayDate, kind: SectionKind): Y.Text | undefined {
  return bases(doc).has(keyOf(date, kind)) ? textOf(doc, date, kind) : undefined;
}

/** Ends a draft: what the section said when it began, and what it shall say. */
export function endDraft(doc: Y.Doc, date: DayDate, kind: SectionKind): { base: string; shown: string } | undefined {
  const base = bases(doc).get(keyOf(date, kind));
  if (base === undefined) return undefined;
  const text = textOf(doc, date, kind);
  const shown = text.toJSON();
  doc.transact(() => {
    bases(doc).delete(keyOf(date, kind));
    text.delete(0, text.length);
  });
  return { base: typeof base === 'string' ? base : '', shown };
}

function keyOf(date: DayDate, kind: SectionKind): string {
  return `${date}/${kind}`;
}

function bases(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap('drafts');
}

function textOf(doc: Y.Doc, date: DayDate, kind: SectionKind): Y.Text {
  return doc.getText(`draft/${keyOf(date, kind)}`);
}
