import type * as Y from 'yjs';

/** How far a learner is with one lesson. Times are ms since 1970. */
export interface LessonProgress {
  readonly openedAt?: number;
  /** The file that was shown last. */
  readonly lastFile?: string;
  /** How many tasks are done now; of a lesson without an exercise, how many questions. */
  readonly passed: number;
  /** When all tasks were done for the first time; stays when files are reset. */
  readonly solvedAt?: number;
  /** Whether the solution was looked at. */
  readonly solutionSeen: boolean;
}

/*
 * The document: a map `lesson/<slug>` at the root for each lesson, so that two tabs or devices that begin the same
 * lesson write into the same one, and a map `course`. Every function here writes only what changes: opening a lesson
 * again adds nothing to the store.
 */

export function readLesson(doc: Y.Doc, slug: string): LessonProgress {
  const map = lessonMap(doc, slug);
  const openedAt = numberIn(map, 'openedAt');
  const solvedAt = numberIn(map, 'solvedAt');
  const lastFile = map.get('lastFile');
  return {
    passed: numberIn(map, 'passed') ?? 0,
    solutionSeen: map.get('solutionSeen') === true,
    ...(openedAt === undefined ? {} : { openedAt }),
    ...(solvedAt === undefined ? {} : { solvedAt }),
    ...(typeof lastFile === 'string' ? { lastFile } : {}),
  };
}

/** The lesson that was opened last. */
export function currentLesson(doc: Y.Doc): string | undefined {
  const slug = doc.getMap('course').get('current');
  return typeof slug === 'string' ? slug : undefined;
}

export function noteOpened(doc: Y.Doc, slug: string, now: number): void {
  doc.transact(() => {
    set(doc.getMap('course'), 'current', slug);
    if (numberIn(lessonMap(doc, slug), 'openedAt') === undefined) lessonMap(doc, slug).set('openedAt', now);
  });
}

export function noteFile(doc: Y.Doc, slug: string, file: string): void {
  set(lessonMap(doc, slug), 'lastFile', file);
}

/** `passed` of `all` tasks or questions are done. The first time that all are, the lesson is solved. */
export function notePassed(doc: Y.Doc, slug: string, passed: number, all: number, now: number): void {
  doc.transact(() => {
    set(lessonMap(doc, slug), 'passed', passed);
    const solved = all > 0 && passed === all;
    if (solved && numberIn(lessonMap(doc, slug), 'solvedAt') === undefined) lessonMap(doc, slug).set('solvedAt', now);
  });
}

export function noteSolutionSeen(doc: Y.Doc, slug: string): void {
  set(lessonMap(doc, slug), 'solutionSeen', true);
}

/** How many hints of a task were shown. */
export function hintsShown(doc: Y.Doc, slug: string, task: string): number {
  return numberIn(lessonMap(doc, slug), `hints/${task}`) ?? 0;
}

export function noteHints(doc: Y.Doc, slug: string, task: string, shown: number): void {
  set(lessonMap(doc, slug), `hints/${task}`, shown);
}

/** Which option of a task's prediction was chosen, counted from 0. */
export function predictionOf(doc: Y.Doc, slug: string, task: string): number | undefined {
  return numberIn(lessonMap(doc, slug), `predicted/${task}`);
}

export function notePrediction(doc: Y.Doc, slug: string, task: string, option: number): void {
  set(lessonMap(doc, slug), `predicted/${task}`, option);
}

/** The question with that number, counted from 1, was answered right. */
export function noteRecalled(doc: Y.Doc, slug: string, question: number): void {
  set(lessonMap(doc, slug), `recalled/${question}`, true);
}

export function isRecalled(doc: Y.Doc, slug: string, question: number): boolean {
  return lessonMap(doc, slug).get(`recalled/${question}`) === true;
}

/** How many of a lesson's `all` questions were answered right. */
export function recalledOf(doc: Y.Doc, slug: string, all: number): number {
  return Array.from({ length: all }).filter((_, index) => isRecalled(doc, slug, index + 1)).length;
}

function lessonMap(doc: Y.Doc, slug: string): Y.Map<unknown> {
  return doc.getMap(`lesson/${slug}`);
}

function numberIn(map: Y.Map<unknown>, key: string): number | undefined {
  const value = map.get(key);
  return typeof value === 'number' ? value : undefined;
}

function set(map: Y.Map<unknown>, key: string, value: unknown): void {
  if (map.get(key) !== value) map.set(key, value);
}
