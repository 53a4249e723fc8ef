import { decodeText, encodeText } from './bytes';
import type { DayDate } from './dates';
import { decodeDate, findDate } from './dates';
import { readFrontMatter } from './front-matter';
import { splice } from './write-block';

export type ImportedPost =
  | {
      ok: true;
      date: DayDate;
      text: string;
      /** the name of the file, where it is a Jekyll post's */ name: string | undefined;
    }
  | { ok: false; reason: 'no-date' | 'bad-date' | 'too-large'; detail: string };

/** More than a year of the seed's days; a text area takes no more either. */
export const MOST_BYTES = 5_000_000;

const POST_NAME = /^(\d{4}-\d{2}-\d{2})-.+\.(?:md|markdown)$/i;

/** The path of a day in a Jekyll blog, `_posts/2022-05-13-til.md`. */
export function postPath(date: DayDate, name?: string): string {
  return `_posts/${name ?? `${date}-til.md`}`;
}

/** A file as a day. Its date stands in its name, in its front matter's `date` or `title`, or anywhere in the name. */
export function importPost(fileName: string, bytes: Uint8Array): ImportedPost {
  if (bytes.length > MOST_BYTES) {
    const size = (bytes.length / 1_000_000).toFixed(1);
    return { ok: false, reason: 'too-large', detail: `${fileName} has ${size} MB; a day may have 5.` };
  }
  const text = decodeText(bytes);
  const bare = fileName.slice(fileName.lastIndexOf('/') + 1);
  const values = readFrontMatter(text)?.values;
  const written = POST_NAME.exec(bare)?.[1] ?? /^\d{4}-\d{2}-\d{2}/.exec(values?.get('date') ?? '')?.[0];
  if (written !== undefined && !decodeDate(written)) {
    return { ok: false, reason: 'bad-date', detail: `${fileName}: ${written} is not a day of the calendar.` };
  }
  const date = decodeDate(written ?? '') ?? findDate(values?.get('title') ?? '') ?? findDate(bare);
  if (!date) {
    const detail = `${fileName} says no date, neither in its name nor in its front matter.`;
    return { ok: false, reason: 'no-date', detail };
  }
  return { ok: true, date, text, name: POST_NAME.test(bare) ? bare : undefined };
}

/**
 * A day as the bytes of its file. `dateOffset`, minutes east of UTC, adds `date: 2022-05-13 00:00:00 +0900` to the
 * front matter, so that Jekyll built in another time zone does not take the post for a future one and hide it; a date
 * that is there stays.
 */
export function exportPost(
  date: DayDate,
  text: string,
  options: { dateOffset?: number } = {},
): Uint8Array<ArrayBuffer> {
  return encodeText(options.dateOffset === undefined ? text : withDate(date, text, options.dateOffset));
}

function withDate(date: DayDate, text: string, offset: number): string {
  const frontMatter = readFrontMatter(text);
  if (frontMatter?.values.has('date')) return text;
  const eol = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  const hours = String(Math.floor(Math.abs(offset) / 60)).padStart(2, '0');
  const minutes = String(Math.abs(offset) % 60).padStart(2, '0');
  const line = `date: ${date} 00:00:00 ${offset < 0 ? '-' : '+'}${hours}${minutes}${eol}`;
  if (frontMatter) return splice(text, frontMatter.close, 0, line);
  return splice(text, text.startsWith('\u{FEFF}') ? 1 : 0, 0, `---${eol}${line}---${eol}`);
}
