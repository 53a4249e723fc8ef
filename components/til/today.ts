import {
  addKeyword,
  addTask,
  createDay,
  dayText,
  newDay,
  parseDay,
  readTemplate,
  tickTask,
  type DayDate,
} from '@/lib/notebook';
import { writeText } from '@/lib/storage';
import type { Locale } from '@/components/words';
import type * as Y from 'yjs';

/** The calendar's day where the learner is. */
export function todayHere(now = new Date()): DayDate {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** A solved lesson as a line of the day's checklist. */
export function lessonLine(name: string, locale: Locale): string {
  return locale === 'ko' ? `${name} 레슨 마치기` : `Finish the ${name} lesson`;
}

/** Changes a day's text, which begins in the form of the template where there is none yet. */
export function writeDay(
  notebook: Y.Doc,
  date: DayDate,
  locale: Locale,
  change: (text: string) => string,
  origin?: unknown,
): void {
  createDay(notebook, date, newDay(date, locale, readTemplate(notebook)), { origin });
  const text = dayText(notebook, date);
  writeText(text, change(text.toString()), origin);
}

/** Puts a solved lesson into the day: its line, ticked (also where it stood open), and its keywords. */
export function writeLesson(
  notebook: Y.Doc,
  date: DayDate,
  lesson: { name: string; keywords: readonly string[] },
  locale: Locale,
  origin?: unknown,
): void {
  const line = lessonLine(lesson.name, locale);
  writeDay(
    notebook,
    date,
    locale,
    (before) => {
      const tasks = parseDay(before).sections.flatMap((section) => section.tasks);
      const planned = tasks.find((task) => task.text === line);
      const written = planned
        ? tickTask(before, planned.start, 'done')
        : addTask(before, { text: line, state: 'done' }, locale);
      return lesson.keywords.reduce((text, keyword) => addKeyword(text, keyword, locale), written);
    },
    origin,
  );
}
