import type { Day } from './parse-day';
import { parseDay, sectionOf } from './parse-day';
import type { ScannedLine } from './scan';
import type { NotebookLocale } from './section-names';
import { appendBlock, lineEndAt, removeLines, splice } from './write-block';

export interface Keyword {
  /** Without the signs around it: `Pod` for `#Pod`, `**Pod**` or `[Pod](…)`. */
  text: string;
  /** Where it stands, signs included. */
  start: number;
  end: number;
  line: ScannedLine;
}

/** Keywords are list items, or words between commas, or `#words`; every line of their section is read so. */
export function readKeywords(day: Day): Keyword[] {
  const section = sectionOf(day, 'keywords');
  if (!section) return [];
  const lines = day.scan.lines.filter(({ start }) => start >= section.contentStart && start < section.end);
  return lines.flatMap((line) => readLine(day.text, line));
}

function readLine(text: string, line: ScannedLine): Keyword[] {
  const { role } = line;
  if (role.kind !== 'text' && role.kind !== 'item') return [];
  const from = role.kind === 'item' ? role.content : line.start;
  const words = text.slice(from, line.end);
  const separators = /^\s*#\S/.test(words) ? /[^\s,]+/g : /(?:[^,、，·]|(?<!\s)·|·(?!\s))+/g;
  const keywords: Keyword[] = [];
  for (const match of words.matchAll(separators)) {
    const start = from + match.index + (match[0].length - match[0].trimStart().length);
    const end = start + match[0].trim().length;
    const plain = plainText(match[0]);
    if (plain !== '') keywords.push({ text: plain, start, end, line });
  }
  return keywords;
}

/** Adds in the form of those that are there; several may come between commas, and none comes twice. */
export function addKeyword(text: string, words: string, locale: NotebookLocale): string {
  return words
    .split(/[,、，\r\n]/)
    .map((word) => word.trim())
    .filter((word) => word !== '')
    .reduce((written, word) => addOne(written, word, locale), text);
}

function addOne(text: string, word: string, locale: NotebookLocale): string {
  const day = parseDay(text);
  const keywords = readKeywords(day);
  if (keywords.some((known) => known.text.toLowerCase() === plainText(word).toLowerCase())) return text;
  const last = keywords.at(-1);
  if (!last) return appendBlock(day, 'keywords', word, locale);
  const alone = keywords.filter(({ line }) => line === last.line).length === 1;
  if (last.line.role.kind === 'item' && alone) {
    const eol = lineEndAt(text, last.line.end) || day.eol;
    return splice(text, last.line.end, 0, eol + text.slice(last.line.start, last.line.role.content) + word);
  }
  const tagged = text[last.start] === '#';
  return splice(text, last.end, 0, tagged ? ` #${word.replaceAll(/[#\s]/g, '')}` : `, ${word}`);
}

/** Removes the keyword that starts at `start` with the comma that belongs to it, and its line where it stood alone. */
export function removeKeyword(text: string, start: number): string {
  const keywords = readKeywords(parseDay(text));
  const at = keywords.findIndex((keyword) => keyword.start === start);
  const own = keywords[at];
  if (!own) return text;
  const [before, after] = [keywords[at - 1], keywords[at + 1]];
  if (before?.line === own.line) return splice(text, before.end, own.end - before.end, '');
  if (after?.line === own.line) return splice(text, own.start, after.start - own.start, '');
  return removeLines(text, own.line.start, own.line.end);
}

function plainText(words: string): string {
  return words
    .trim()
    .replace(/^!?\[([^\]]*)\](?:\([^)]*\))?$/, '$1')
    .replace(/^[#*_`"'“‘]+/, '')
    .replace(/[*_`"'”’]+$/, '')
    .trim();
}
