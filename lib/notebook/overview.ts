import type { DayDate } from './dates';
import { addDays } from './dates';
import { readKeywords } from './keywords';
import type { Day } from './parse-day';
import { sectionOf } from './parse-day';

/** A day in short, for lists. Tasks that were carried on count for the day that has them now. */
export interface DaySummary {
  date: DayDate;
  done: number;
  total: number;
  keywords: string[];
}

export function summarize(date: DayDate, day: Day): DaySummary {
  return { date, ...countTasks(day), keywords: readKeywords(day).map((keyword) => keyword.text) };
}

export function countTasks(day: Day): { done: number; total: number } {
  const counted = (sectionOf(day, 'tasks')?.tasks ?? []).filter((task) => task.state !== 'carried');
  return { done: counted.filter((task) => task.state === 'done').length, total: counted.length };
}

/** How many days in a row, up to today or, as long as today has none, to yesterday. */
export function streak(dates: ReadonlySet<DayDate>, today: DayDate): number {
  let date = dates.has(today) ? today : addDays(today, -1);
  let days = 0;
  for (; dates.has(date); date = addDays(date, -1)) days++;
  return days;
}

/** The most frequent first; the first spelling met stands for all. */
export function countKeywords(summaries: readonly DaySummary[]): { text: string; days: number }[] {
  const counts = new Map<string, { text: string; days: number }>();
  for (const { keywords } of summaries) {
    for (const text of new Set(keywords)) {
      const count = counts.get(text.toLowerCase()) ?? { text, days: 0 };
      count.days++;
      counts.set(text.toLowerCase(), count);
    }
  }
  return [...counts.values()].sort((a, b) => b.days - a.days || a.text.localeCompare(b.text));
}
