import { trimSpace } from './white-space';

const SEPARATOR = '---';

export interface DocumentSlice {
  readonly start: number;
  readonly end: number;
  /** Where a line starts that begins like a separator and is none: kubectl refuses the document that it ends. */
  readonly badSeparator: number | undefined;
}

/**
 * Splits a file as kubectl does. Models apimachinery's YAMLReader: a line that starts with `---` ends a document, and
 * only a comment may follow on it; the same line at a document's very start belongs to it.
 */
export function splitDocuments(text: string, from: number): DocumentSlice[] {
  const slices: DocumentSlice[] = [];
  let start = from;
  for (let line = nextSeparator(text, from, from); line < text.length; line = nextSeparator(text, line + 1, from)) {
    const next = afterLine(text, line);
    const rest = trimSpace(text.slice(line + SEPARATOR.length, next));
    if (rest !== '' && !rest.startsWith('#')) {
      slices.push({ start, end: next, badSeparator: line });
      start = next;
    } else if (line > start) {
      slices.push({ start, end: line, badSeparator: undefined });
      start = next;
    }
  }
  if (start < text.length) slices.push({ start, end: text.length, badSeparator: undefined });
  return slices;
}

function nextSeparator(text: string, from: number, fileStart: number): number {
  if (from === fileStart && text.startsWith(SEPARATOR, from)) return from;
  const lineBreak = text.indexOf(`\n${SEPARATOR}`, from);
  return lineBreak < 0 ? text.length : lineBreak + 1;
}

function afterLine(text: string, line: number): number {
  const lineBreak = text.indexOf('\n', line);
  return lineBreak < 0 ? text.length : lineBreak + 1;
}
