import { zipSync } from 'fflate';
import type { DayDate } from './dates';
import { exportPost, postPath } from './post';

export interface ArchivedDay {
  date: DayDate;
  text: string;
  name?: string | undefined;
}

/** All days as one zip with the folder `_posts`, the same bytes for the same days. */
export function zipDays(days: readonly ArchivedDay[], options: { dateOffset?: number } = {}): Uint8Array {
  const files = days.map(({ date, text, name }) => {
    const mtime = new Date(`${date < '1980-01-01' ? '1980-01-01' : date}T12:00:00`); // zip knows no earlier time
    return [postPath(date, name), [exportPost(date, text, options), { mtime }]] as const;
  });
  return zipSync(Object.fromEntries(files.map(([path, [bytes, zipOptions]]) => [path, [bytes, zipOptions]])));
}
