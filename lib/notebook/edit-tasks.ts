import type { Day, Task } from './parse-day';
import { parseDay, sectionOf } from './parse-day';
import type { TaskState } from './scan';
import type { NotebookLocale } from './section-names';
import { appendBlock, lineEndAt, removeLines, splice } from './write-block';

/*
 * Edits of tasks: a text in, a text out, and not a byte changed but those of the task. A task is known by the start of
 * its line; where none starts there, the text comes back as it was.
 */

export interface NewTask {
  text: string;
  state?: TaskState;
  /** In how many of the tasks before it this one stands. */
  depth?: number;
}

const MARKS: Record<TaskState, string> = { open: ' ', done: 'x', carried: '>' };

export function tickTask(text: string, start: number, state: TaskState): string {
  const task = taskAt(parseDay(text), start);
  return !task || task.state === state ? text : splice(text, task.mark, 1, MARKS[state]);
}

/** An empty text changes nothing: that would be a deletion. */
export function editTask(text: string, start: number, words: string): string {
  const task = taskAt(parseDay(text), start);
  const written = oneLine(words);
  if (!task || written === '') return text;
  const gap = text[task.textStart - 1] === ']' ? ' ' : '';
  return splice(text, task.textStart, task.textEnd - task.textStart, gap + written);
}

/** With the tasks and lines that stand in it. */
export function deleteTask(text: string, start: number): string {
  const task = taskAt(parseDay(text), start);
  return task ? removeLines(text, task.start, task.end) : text;
}

export function addTask(text: string, task: NewTask, locale: NotebookLocale): string {
  return addTasks(text, [task], locale);
}

/** Adds after the last task, in its form (`*`, `1.`, its indent), or begins a list in the tasks' section. */
export function addTasks(text: string, tasks: readonly NewTask[], locale: NotebookLocale): string {
  const day = parseDay(text);
  const last = sectionOf(day, 'tasks')?.tasks.findLast((task) => task.depth === 0);
  const lines: string[] = [];
  let prefix = last ? text.slice(last.start, last.mark - 1) : '- ';
  for (const { text: words, state = 'open', depth = 0 } of tasks) {
    const written = oneLine(words);
    if (written === '') continue;
    if (last || lines.length > 0) prefix = nextPrefix(prefix);
    lines.push(`${depth > 0 ? `${' '.repeat(prefix.length * depth)}- ` : prefix}[${MARKS[state]}] ${written}`);
  }
  if (lines.length === 0) return text;
  if (!last) return appendBlock(day, 'tasks', lines.join('\n'), locale);
  const eol = lineEndAt(text, last.end) || day.eol;
  return splice(text, last.end, 0, lines.map((line) => eol + line).join(''));
}

/** The tasks among which a task can be moved: those with the same parent and the same indent. */
export function siblingsOf(day: Day, start: number): Task[] {
  const section = day.sections.find(({ tasks }) => tasks.some((task) => task.start === start));
  const own = section?.tasks.find((task) => task.start === start);
  if (!section || !own) return [];
  return section.tasks.filter((task) => task.parent === own.parent && task.indent === own.indent);
}

/** Moves a task, with what stands in it, to place `to` among its siblings. What stands between them stays there. */
export function moveTask(text: string, start: number, to: number): string {
  const siblings = siblingsOf(parseDay(text), start);
  const from = siblings.findIndex((task) => task.start === start);
  const blocks = siblings.map((task) => text.slice(task.start, task.end));
  const [moved] = blocks.splice(from, 1);
  if (from < 0 || moved === undefined) return text;
  blocks.splice(Math.max(0, to), 0, moved);
  let result = '';
  let at = 0;
  siblings.forEach((task, i) => {
    result += text.slice(at, task.start) + (blocks[i] ?? '');
    at = task.end;
  });
  return result + text.slice(at);
}

/**
 * Carries tasks from one day to another: the old lines stay and are marked `[>]`, the other day gets them open. What
 * that day lists already is not added twice.
 */
export function carryTasks(
  from: string,
  starts: readonly number[],
  to: string,
  locale: NotebookLocale,
): { from: string; to: string } {
  const tasks = sectionOf(parseDay(from), 'tasks')?.tasks.filter((task) => starts.includes(task.start)) ?? [];
  const there = new Set(sectionOf(parseDay(to), 'tasks')?.tasks.map((task) => task.text));
  const carried = tasks
    .filter((task) => !there.has(task.text))
    .map((task) => ({ text: task.text, depth: tasks.some((other) => other.start === task.parent) ? task.depth : 0 }));
  const marked = tasks.reduce((text, task) => tickTask(text, task.start, 'carried'), from);
  return { from: marked, to: addTasks(to, carried, locale) };
}

function taskAt(day: Day, start: number): Task | undefined {
  return day.sections.flatMap(({ tasks }) => tasks).find((task) => task.start === start);
}

/** `2. ` after `1. `; any other marker is repeated. */
function nextPrefix(prefix: string): string {
  return prefix.replace(/\d{1,8}(?=[.)])/, (number) => String(Number(number) + 1));
}

function oneLine(words: string): string {
  return words.replaceAll(/[\r\n]+/g, ' ').trim();
}
