import type { Day, Section } from './parse-day';
import { sectionOf } from './parse-day';
import type { NotebookLocale, SectionKind } from './section-names';
import { SECTION_KINDS, SECTION_TITLES } from './section-names';

/** `text` with `insert` in place of `remove` units at `at`. */
export function splice(text: string, at: number, remove: number, insert: string): string {
  return text.slice(0, at) + insert + text.slice(at + remove);
}

/** The line end at `at`, or '' where there is none. */
export function lineEndAt(text: string, at: number): string {
  return /^(?:\r\n|\n|\r)/.exec(text.slice(at, at + 2))?.[0] ?? '';
}

/** Takes out whole lines, with the line end after them, or the one before where the text ends with them. */
export function removeLines(text: string, start: number, end: number): string {
  const after = lineEndAt(text, end);
  if (after !== '') return splice(text, start, end - start + after.length, '');
  const before = /(?:\r\n|\n|\r)$/.exec(text.slice(Math.max(0, start - 2), start))?.[0].length ?? 0;
  return splice(text, start - before, end - start + before, '');
}

/**
 * Puts lines at the end of the section of that kind, a blank line after what is there; the section comes into being
 * where the day has none. A fence left open is closed first: what is added must not end up in it.
 */
export function appendBlock(day: Day, kind: SectionKind, block: string, locale: NotebookLocale): string {
  const { text, eol } = day;
  const section = sectionOf(day, kind);
  const lines = block.replaceAll('\n', eol);
  if (!section) return insertSection(day, kind, lines, locale);
  if (!section.body) return fillEmpty(day, section, lines);
  const { open } = day.scan;
  if (open && open.start >= section.start && open.start < section.end) {
    if (open.fence === undefined) return splice(text, open.start, 0, lines + eol + eol);
    const closing = eol + ' '.repeat(open.column) + open.fence;
    return splice(text, section.body.end, 0, closing + eol + eol + lines);
  }
  const touches =
    section.body.end + lineEndAt(text, section.body.end).length === section.end && section.end < text.length;
  return splice(text, section.body.end, 0, eol + eol + lines + (touches ? eol : ''));
}

/** Where there are blank lines to write on, they are used: after one of them, and before another. */
export function fillEmpty(day: Day, section: Section, lines: string): string {
  const { text, eol } = day;
  const blanks = text.slice(section.contentStart, section.end);
  const first = /^[ \t]*(?:\r\n|\n|\r)/.exec(blanks)?.[0];
  const isLast = section.end === text.length;
  if (first === undefined) {
    const headingEnds = /[\r\n]$/.test(text.slice(0, section.contentStart)) || section.contentStart === 0;
    return splice(text, section.contentStart, 0, (headingEnds ? '' : eol) + eol + lines + eol + (isLast ? '' : eol));
  }
  const rest = blanks.slice(first.length);
  const free = lineEndAt(rest, 0);
  const inMiddle = free === '' ? eol + eol : rest.length > free.length ? '' : eol;
  const after = isLast ? (free === '' ? eol : '') : inMiddle;
  return splice(text, section.contentStart + first.length, 0, lines + after);
}

function insertSection(day: Day, kind: SectionKind, lines: string, locale: NotebookLocale): string {
  const { text, eol, sections } = day;
  const known = sections.filter((section) => isKnown(section.kind));
  const rank = (section: Section) => SECTION_KINDS.findIndex((name) => name === section.kind);
  const own = SECTION_KINDS.indexOf(kind);
  const before = known.filter((section) => rank(section) < own).sort((a, b) => rank(b) - rank(a))[0];
  const after = known.find((section) => rank(section) > own);
  const korean = known[0] ? /\p{Script=Hangul}/u.test(known[0].heading) : locale === 'ko';
  const level = known.find((section) => section.level <= 6)?.level ?? 3;
  const heading = `${'#'.repeat(level)} ${SECTION_TITLES[korean ? 'ko' : 'en'][kind]}`;

  let at = before?.end ?? after?.start ?? text.length;
  let closing = '';
  const { open } = day.scan;
  if (at === text.length && open) {
    if (open.fence === undefined) at = open.start;
    else closing = (/[\r\n]$/.test(text) ? '' : eol) + ' '.repeat(open.column) + open.fence + eol;
  }
  const head = text.slice(0, at) + closing;
  const distance =
    head === '' || /(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)$/.test(head) ? '' : /[\r\n]$/.test(head) ? eol : eol + eol;
  const block = heading + eol + eol + lines + eol + (at < text.length ? eol : '');
  return head + distance + block + text.slice(at);
}

function isKnown(kind: Section['kind']): boolean {
  return kind !== 'other' && kind !== 'preamble';
}
