import { asShown, editAsShown } from '@/lib/text';
import type { Day } from './parse-day';
import { bodyText, parseDay, sectionOf } from './parse-day';
import { scan } from './scan';
import type { NotebookLocale, SectionKind } from './section-names';
import { appendBlock, fillEmpty, splice } from './write-block';

/** What a section says, as a text area shows it. */
export function sectionText(day: Day, kind: SectionKind): string {
  return asShown(bodyText(day, sectionOf(day, kind)));
}

/**
 * Makes the section of that kind say `shown`, a text as a text area gives it. Lines that did not change keep every
 * byte. A fence that was left open is closed, or the sections after it would become code.
 */
export function setSection(text: string, kind: SectionKind, shown: string, locale: NotebookLocale): string {
  const day = parseDay(text);
  const section = sectionOf(day, kind);
  const written = withoutBlankEdges(asShown(shown));
  if (!section?.body) {
    if (written === '') return text;
    return section
      ? fillEmpty(day, section, closed(written).replaceAll('\n', day.eol))
      : appendBlock(day, kind, closed(written), locale);
  }
  const { start, end } = section.body;
  const body = text.slice(start, end);
  if (asShown(body) === asShown(shown) || asShown(body) === written) return text;
  const whole = section.end === text.length ? written : closed(written);
  return splice(text, start, end - start, editAsShown(body, whole, day.eol));
}

/** Adds to the class notes, after what is there. */
export function appendClassNote(text: string, note: string, locale: NotebookLocale): string {
  const written = withoutBlankEdges(asShown(note));
  return written === '' ? text : appendBlock(parseDay(text), 'notes', closed(written), locale);
}

function closed(text: string): string {
  const { open } = scan(`\n${text}`); // with dashes at its start it would be read as front matter
  return open?.fence === undefined ? text : `${text}\n${' '.repeat(open.column)}${open.fence}`;
}

function withoutBlankEdges(text: string): string {
  if (text.trim() === '') return '';
  return text.replace(/^(?:[ \t]*\n)+/, '').replace(/(?:\n[ \t]*)+$/, '');
}
