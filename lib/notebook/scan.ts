import { readFrontMatter } from './front-matter';
import type { RawBlock } from './raw-blocks';
import { closesBlock, openRawBlock } from './raw-blocks';
import { sectionKindOf } from './section-names';

export type TaskState = 'open' | 'done' | 'carried';

/** `[x] text` after a list marker; offsets are into the whole text. */
export interface TaskMark {
  /** The character between the brackets. */
  mark: number;
  state: TaskState;
  textStart: number;
  textEnd: number;
}

export type LineRole =
  | { kind: 'blank' | 'text' | 'raw' | 'frontMatter' }
  | { kind: 'heading'; level: number; text: string }
  /** `content`: the offset after the marker; `column`: the column there, to which the item's further lines are indented. */
  | { kind: 'item'; marker: string; content: number; column: number; task?: TaskMark };

export interface ScannedLine {
  start: number;
  /** Before the line end. */
  end: number;
  /** After the line end. */
  next: number;
  /** Columns of white space at the start; a tab reaches to the next multiple of four. */
  indent: number;
  role: LineRole;
}

export interface Scan {
  lines: ScannedLine[];
  /** The raw block that nothing has closed where the text ends. */
  open: RawBlock | undefined;
}

/** Where in the block structure a line stands. */
interface Place {
  /** The columns of the list items around it, outermost first. */
  items: number[];
  /** The line before is a paragraph that may go on … */
  inParagraph: boolean;
  /** … in the same list item. */
  here: boolean;
}

interface Reading {
  role: LineRole;
  items: number[];
  inParagraph: boolean;
  open?: RawBlock | undefined;
}

/** A block quote, as a list item that no line is indented enough for. */
const QUOTE = Number.POSITIVE_INFINITY;

const LINE = /[^\r\n]*(?:\r\n|\n|\r|$)/y;
const RULE = /^([-*_])[ \t]*(?:\1[ \t]*){2,}$/;
const ITEM = /^([-*+]|\d{1,9}[.)])([ \t]+|$)/;
const TASK = /^\[([ xX>])\](?:[ \t]+|$)/;
const HEADING = /^(#{1,6})(?:[ \t]+(.*))?$/;
const LOOSE_HEADING = /^(#{1,6})([^#\s].*)$/;

/**
 * Says of each line of a Markdown text what it is, so that a box in a code block is not taken for a task, nor a
 * comment in a script for a heading. It reads as CommonMark 0.31 does, as far as it must: front matter, fences,
 * indented code, HTML, list items. A block quote is plain text to it.
 */
export function scan(text: string): Scan {
  const lines: ScannedLine[] = [];
  const frontMatterEnd = readFrontMatter(text)?.end ?? 0;
  let items: number[] = [];
  let inParagraph = false;
  let open: RawBlock | undefined;

  for (let start = 0; start < text.length; start = lines.at(-1)?.next ?? text.length) {
    LINE.lastIndex = start;
    const whole = LINE.exec(text)?.[0] ?? '';
    const words = withoutLineEnd(start === 0 ? whole.replace(/^\u{FEFF}/u, ' ') : whole);
    const line = { start, end: start + words.length, next: start + whole.length, indent: columns(words) };
    const blank = /^[ \t]*$/.test(words);
    if (start < frontMatterEnd) {
      lines.push({ ...line, role: { kind: 'frontMatter' } });
      continue;
    }
    if (open && !blank && line.indent < open.column) open = undefined;
    if (open) {
      lines.push({ ...line, role: { kind: blank && !open.closes ? 'blank' : 'raw' } });
      if (closesBlock(open, words, line.indent)) open = undefined;
      continue;
    }
    if (blank) {
      if (isEmptyItem(lines.at(-1))) items = items.slice(0, -1); // such an item has no second blank line
      lines.push({ ...line, role: { kind: 'blank' } });
      inParagraph = false;
      continue;
    }
    const around = items.filter((column) => column <= line.indent);
    const place = { items: around, inParagraph, here: inParagraph && around.length === items.length };
    const white = /^[ \t]*/.exec(words)?.[0].length ?? 0;
    const reading = readWords(text, start + white, line.end, line.indent, place);
    lines.push({ ...line, role: reading.role });
    // A paragraph may go on over lines that are not indented enough for its list item.
    const goesOn = inParagraph && reading.inParagraph && reading.role.kind === 'text' && reading.items === around;
    if (!goesOn) items = reading.items;
    ({ inParagraph, open } = { open: undefined, ...reading });
  }
  return { lines, open };
}

function readWords(text: string, at: number, end: number, column: number, place: Place): Reading {
  const { items, inParagraph } = place;
  const words = text.slice(at, end);
  const inner = items.at(-1) ?? 0;
  if (column - inner >= 4) return { role: { kind: inParagraph ? 'text' : 'raw' }, items, inParagraph };

  const block = openRawBlock(words, at, inner, inParagraph);
  if (block) {
    const over = block.fence === undefined && closesBlock(block, words, column);
    return { role: { kind: 'raw' }, items, inParagraph: false, open: over ? undefined : block };
  }
  const heading = readHeading(words);
  if (heading) return { role: items.length === 0 ? heading : { kind: 'text' }, items, inParagraph: false };
  if (words.startsWith('>')) return { role: { kind: 'text' }, items: [...items, QUOTE], inParagraph: true };
  if (RULE.test(words)) return { role: { kind: 'text' }, items, inParagraph: false };
  return readItem(text, at, end, column, place) ?? { role: { kind: 'text' }, items, inParagraph: true };
}

/** A heading needs a blank after its signs, unless it is the name of a section: `###일지` is what was meant. */
function readHeading(words: string): LineRole | undefined {
  const match = HEADING.exec(words) ?? LOOSE_HEADING.exec(words);
  if (!match) return undefined;
  const [, signs = '', title = ''] = match;
  const text = title.replace(/(?:^|[ \t]+)#+[ \t]*$/, '').trim();
  const loose = !HEADING.test(words);
  return loose && !sectionKindOf(text) ? undefined : { kind: 'heading', level: signs.length, text };
}

function readItem(text: string, at: number, end: number, column: number, place: Place): Reading | undefined {
  const match = ITEM.exec(text.slice(at, end));
  if (!match) return undefined;
  const [whole, marker = '', gap = ''] = match;
  const content = at + whole.length;
  const empty = content === end;
  const startsAtOne = !/\d/.test(marker) || Number.parseInt(marker, 10) === 1;
  if (place.here && (empty || !startsAtOne)) return undefined; // such an item can't interrupt a paragraph

  const afterMarker = column + marker.length;
  const wide = columns(gap, afterMarker) - afterMarker;
  const inside = empty || wide > 4 ? afterMarker + 1 : afterMarker + wide;
  const items = [...place.items, inside];
  const role = { kind: 'item', marker, content, column: inside } as const;
  if (empty || wide > 4) return { role, items, inParagraph: false }; // wide: the item begins with indented code
  const task = readTask(text, content, end);
  if (task) return { role: { ...role, task }, items, inParagraph: true };
  const first = readWords(text, content, end, inside, { items, inParagraph: false, here: false });
  return first.role.kind === 'item' ? first : { ...first, role };
}

function readTask(text: string, content: number, end: number): TaskMark | undefined {
  const match = TASK.exec(text.slice(content, end));
  if (!match) return undefined;
  const textStart = content + match[0].length;
  const textEnd = textStart + text.slice(textStart, end).trimEnd().length;
  const state = match[1] === ' ' ? 'open' : match[1] === '>' ? 'carried' : 'done';
  return { mark: content + 1, state, textStart, textEnd };
}

function withoutLineEnd(line: string): string {
  const cut = line.endsWith('\r\n') ? 2 : line.endsWith('\n') || line.endsWith('\r') ? 1 : 0;
  return cut === 0 ? line : line.slice(0, -cut);
}

function isEmptyItem(line: ScannedLine | undefined): boolean {
  return line?.role.kind === 'item' && line.role.content === line.end && line.role.task === undefined;
}

/** The column after the white space with which `text` begins, itself beginning at column `from`. */
function columns(text: string, from = 0): number {
  let column = from;
  for (const char of text) {
    if (char === '\t') column += 4 - (column % 4);
    else if (char === ' ') column++;
    else break;
  }
  return column;
}
