import type { FrontMatter } from './front-matter';
import { readFrontMatter } from './front-matter';
import type { Scan, ScannedLine, TaskState } from './scan';
import { scan } from './scan';
import type { SectionKind } from './section-names';
import { sectionKindOf } from './section-names';

/** What a day's text says, with offsets (UTF-16 units) into it; nothing of the text is copied that isn't needed. */
export interface Day {
  text: string;
  /** The line end that new lines get: the first one in the text. */
  eol: string;
  frontMatter: FrontMatter | undefined;
  /** From the front matter. */
  title: string | undefined;
  /** All text after the front matter, in order and without gaps. */
  sections: Section[];
  scan: Scan;
}

export interface Section extends SectionHead {
  end: number;
  /** The content without the blank lines around it and without its last line end; undefined where there is none. */
  body: { start: number; end: number } | undefined;
  /** In the order of the text; those that stand in another come after it, deeper. */
  tasks: Task[];
}

export interface SectionHead {
  /** `preamble` is what stands before the first heading; `other` is under a heading that means nothing to us. */
  kind: SectionKind | 'other' | 'preamble';
  /** The number of signs of the heading; 7 for a bold line, 0 for the preamble. */
  level: number;
  heading: string;
  start: number;
  /** After the heading's line. */
  contentStart: number;
}

export interface Task {
  /** The start of its line, which is what edits know a task by. */
  start: number;
  /** The end of its block, with what is indented under it, before the last line end. */
  end: number;
  /** The character between the brackets. */
  mark: number;
  state: TaskState;
  text: string;
  textStart: number;
  textEnd: number;
  /** Columns before the marker. */
  indent: number;
  /** 0 for those that stand in no other task. */
  depth: number;
  /** The start of the task it stands in. */
  parent: number | undefined;
  /** The lines under it that belong to no task in it, as they stand there. */
  more: string[];
}

export function parseDay(text: string): Day {
  const scanned = scan(text);
  const frontMatter = readFrontMatter(text);
  const body = scanned.lines.filter((line) => line.role.kind !== 'frontMatter');
  return {
    text,
    eol: /\r\n|\n|\r/.exec(text)?.[0] ?? '\n',
    frontMatter,
    title: frontMatter?.values.get('title'),
    sections: readSections(text, body, frontMatter?.end ?? 0),
    scan: scanned,
  };
}

/** The section that edits of that kind go to: the first one. */
export function sectionOf(day: Day, kind: SectionKind): Section | undefined {
  return day.sections.find((section) => section.kind === kind);
}

export function bodyText(day: Day, section: Section | undefined): string {
  return section?.body ? day.text.slice(section.body.start, section.body.end) : '';
}

/** What stands in a section beside its tasks. */
export function looseText(day: Day, section: Section): string {
  const blocks = section.tasks.filter((task) => task.depth === 0);
  const pieces = blocks.map((task, i) => day.text.slice(blocks[i - 1]?.end ?? section.contentStart, task.start));
  return [...pieces, day.text.slice(blocks.at(-1)?.end ?? section.contentStart, section.end)].join('').trim();
}

const BOLD_LINE = /^[ \t]*(\*\*|__)(.+)\1[ \t]*:?[ \t]*$/;

function readSections(text: string, lines: ScannedLine[], start: number): Section[] {
  const headings = lines.flatMap((line) =>
    line.role.kind === 'heading' ? [{ line, level: line.role.level, title: line.role.text }] : [],
  );
  const named = new Set(headings.map(({ title }) => sectionKindOf(title)));
  const sections: { head: SectionHead; lines: ScannedLine[] }[] = [
    { head: { kind: 'preamble', level: 0, heading: '', start, contentStart: start }, lines: [] },
  ];
  for (const line of lines) {
    const current = sections.at(-1);
    const heading = readSectionHeading(text, line, named);
    const kind = heading && (sectionKindOf(heading.text) ?? 'other');
    if (heading && kind && current && beginsSection(current.head, kind, heading.level)) {
      named.add(kind === 'other' ? undefined : kind);
      const head: SectionHead = {
        kind,
        level: heading.level,
        heading: heading.text,
        start: line.start,
        contentStart: line.next,
      };
      sections.push({ head, lines: [] });
    } else {
      current?.lines.push(line);
    }
  }
  return sections
    .map(({ head, lines: inside }) => finishSection(text, head, inside))
    .filter((section) => section.kind !== 'preamble' || section.end > section.start);
}

/** A line of bold text alone, as the seed has it for its keywords, counts where no heading has that name. */
function readSectionHeading(text: string, line: ScannedLine, named: Set<SectionKind | undefined>) {
  if (line.role.kind === 'heading') return { level: line.role.level, text: line.role.text };
  const bold = line.role.kind === 'text' && line.indent < 4 ? BOLD_LINE.exec(text.slice(line.start, line.end)) : null;
  const kind = bold && sectionKindOf(bold[2] ?? '');
  return bold?.[2] !== undefined && kind && !named.has(kind) ? { level: 7, text: bold[2] } : undefined;
}

/** Inside a section only headings of its own or a higher rank begin another; class notes have headings of their own. */
function beginsSection(current: SectionHead, kind: Section['kind'], level: number): boolean {
  if (current.kind === 'preamble') return true;
  if (level === 7) return current.kind !== 'notes';
  if (current.kind === 'other' && kind !== 'other') return true;
  return level <= current.level;
}

function finishSection(text: string, head: SectionHead, lines: ScannedLine[]): Section {
  const written = lines.filter((line) => text.slice(line.start, line.end).trim() !== '');
  const [first, last] = [written[0], written.at(-1)];
  return {
    ...head,
    end: lines.at(-1)?.next ?? head.contentStart,
    body: first && last ? { start: first.start, end: last.end } : undefined,
    tasks: readTasks(text, lines),
  };
}

function readTasks(text: string, lines: ScannedLine[]): Task[] {
  const tasks: Task[] = [];
  let around: { task: Task; column: number }[] = [];
  for (const line of lines) {
    if (line.role.kind === 'blank') continue;
    around = around.filter(({ column }) => column <= line.indent);
    if (line.role.kind === 'item' && line.role.task) {
      const { column, task: box } = line.role;
      const { mark, state, textStart, textEnd } = box;
      const words = { text: text.slice(textStart, textEnd), textStart, textEnd };
      const place = { depth: around.length, parent: around.at(-1)?.task.start };
      const task = { start: line.start, end: line.end, mark, state, indent: line.indent, ...words, ...place, more: [] };
      tasks.push(task);
      around.push({ task, column });
    } else {
      around.at(-1)?.task.more.push(text.slice(line.start, line.end));
    }
    for (const { task } of around) task.end = line.end;
  }
  return tasks;
}
