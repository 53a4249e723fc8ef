import { zipSync, type Zippable } from 'fflate';
import type { DayDate } from './dates';
import { exportPost, postPath } from './post';

export interface ArchivedDay {
  date: DayDate;
  text: string;
  name?: string | undefined;
}

/** All days as one zip with the folder `_posts`, the same bytes for the same days. */
export function zipDays(
  days: readonly ArchivedDay[],
  optionsOf: (date: DayDate) => { dateOffset?: number } = () => ({}),
): Uint8Array<ArrayBuffer> {
  const files: Zippable = {};
  for (const { date, text, name } of days) {
    const mtime = new Date(`${date < '1980-01-01' ? '1980-01-01' : date}T12:00:00`); // zip knows no earlier time
    files[postPath(date, name)] = [exportPost(date, text, optionsOf(date)), { mtime }];
  }
  return zipSync(files);
}
