/**
 * Moments in JSON. Models time.Parse with RFC 3339 and its words; metav1.Time, which is written in UTC and whole seconds, and
 * metav1.MicroTime, which has six digits more.
 */
import { utf8 } from './utf8';

const LAYOUT = '2006-01-02T15:04:05Z07:00';
const MICRO_LAYOUT = '2006-01-02T15:04:05.000000Z07:00';

/** What a part of the layout reads: its width, and the range it must lie in. */
const PARTS: readonly { before: string; layout: string; name: string; digits: number; least: number; most: number }[] =
  [
    { before: '', layout: '2006', name: 'year', digits: 4, least: 0, most: 9999 },
    { before: '-', layout: '01', name: 'month', digits: 2, least: 1, most: 12 },
    { before: '-', layout: '02', name: 'day', digits: 2, least: 0, most: 99 },
    { before: 'T', layout: '15', name: 'hour', digits: 2, least: 0, most: 23 },
    { before: ':', layout: '04', name: 'minute', digits: 2, least: 0, most: 59 },
    { before: ':', layout: '05', name: 'second', digits: 2, least: 0, most: 59 },
  ];

export type TimeReading = { readonly time: string } | { readonly fault: string };

/** `2022-05-13T09:00:00+09:00` → `2022-05-13T00:00:00Z`, or time.Parse's words. */
export function readTime(text: string): TimeReading {
  return read(text, LAYOUT);
}

/** `2022-05-13T09:00:00.000001+09:00` → `2022-05-13T00:00:00.000001Z`. */
export function readMicroTime(text: string): TimeReading {
  return read(text, MICRO_LAYOUT);
}

function read(text: string, layoutOfAll: string): TimeReading {
  const numbers: number[] = [];
  const cannot = (rest: string, layout: string): TimeReading => ({
    fault: `parsing time ${quoted(text)} as ${quoted(layoutOfAll)}: cannot parse ${quoted(rest)} as ${quoted(layout)}`,
  });
  let rest = text;
  for (const { before, layout, name, digits, least, most } of PARTS) {
    if (!rest.startsWith(before)) return cannot(rest, before);
    rest = rest.slice(before.length);
    const written = digitsOf(rest, digits, layout === '15');
    if (written === undefined) return cannot(rest, layout);
    const number = Number(written);
    rest = rest.slice(written.length);
    if (number < least || number > most) return { fault: `parsing time ${quoted(text)}: ${name} out of range` };
    numbers.push(number);
  }
  const isMicro = layoutOfAll === MICRO_LAYOUT;
  const fraction = (isMicro ? /^[.,]\d{6}/ : /^[.,]\d+/).exec(rest)?.[0] ?? '';
  if (isMicro && fraction === '') return cannot(rest, '.000000');
  rest = rest.slice(fraction.length);
  const zone = /^(?:Z|([+-])(\d\d):(\d\d))/.exec(rest);
  if (!zone) return cannot(rest, 'Z07:00');
  const [matched, sign, hours = '0', minutes = '0'] = zone;
  if (Number(hours) > 24) return { fault: `parsing time ${quoted(text)}: time zone offset hour out of range` };
  if (Number(minutes) > 60) return { fault: `parsing time ${quoted(text)}: time zone offset minute out of range` };
  if (rest.length > matched.length) {
    return { fault: `parsing time ${quoted(text)}: extra text: ${quoted(rest.slice(matched.length))}` };
  }
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = numbers;
  if (day < 1 || day > daysIn(year, month)) return { fault: `parsing time ${quoted(text)}: day out of range` };
  const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  const time = inUtc(year, month, day, hour * 60 + minute - offset, second);
  return { time: `${time}${isMicro ? `.${fraction.slice(1)}` : ''}Z` };
}

/** The hour alone may have one digit. */
function digitsOf(text: string, count: number, loose: boolean): string | undefined {
  if (count === 4) return /^\d.{3}/s.exec(text) ? /^\d{4}/.exec(text)?.[0] : undefined;
  return (loose ? /^\d\d?/ : /^\d\d/).exec(text)?.[0];
}

/** Package time quotes for itself: what is not plain ASCII is written byte by byte. */
function quoted(text: string): string {
  let result = '';
  for (const character of text) {
    if (character === '"' || character === '\\') result += `\\${character}`;
    else if (character >= ' ' && character < '\x80') result += character;
    else for (const byte of utf8(character)) result += `\\x${byte.toString(16).padStart(2, '0')}`;
  }
  return `"${result}"`;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** `minutes` of the day may lie up to a day outside it. */
function inUtc(year: number, month: number, day: number, minutes: number, second: number): string {
  let [y, m, d, left] = [year, month, day, minutes];
  while (left < 0) {
    left += 1440;
    d--;
  }
  while (left >= 1440) {
    left -= 1440;
    d++;
  }
  if (d < 1) {
    m--;
    if (m < 1) [y, m] = [y - 1, 12];
    d += daysIn(y, m);
  } else if (d > daysIn(y, m)) {
    d -= daysIn(y, m);
    m++;
    if (m > 12) [y, m] = [y + 1, 1];
  }
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${String(y).padStart(4, '0')}-${two(m)}-${two(d)}T${two(Math.floor(left / 60))}:${two(left % 60)}:${two(second)}`;
}
