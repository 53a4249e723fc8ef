/** A day of the calendar, `2022-05-13`: the form Jekyll uses, and the one that sorts. */
export type DayDate = string;

const DAY_MS = 86_400_000;

/** Undefined for what is not a day of the calendar, such as 2022-02-30. */
export function decodeDate(text: string): DayDate | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return match ? dateOf(Number(match[1]), Number(match[2]), Number(match[3])) : undefined;
}

/** The first day written in a text: 2022-05-13, 20220513 or, as in the seed's title, 220513. */
export function findDate(text: string): DayDate | undefined {
  const match = /(?<!\d)(?:(\d{4})([-./]?)(\d{2})\2(\d{2})|(\d{2})(\d{2})(\d{2}))(?!\d)/.exec(text);
  if (!match) return undefined;
  const [, year, , month, day, shortYear, shortMonth, shortDay] = match;
  return year === undefined
    ? dateOf(2000 + Number(shortYear), Number(shortMonth), Number(shortDay))
    : dateOf(Number(year), Number(month), Number(day));
}

/** 220513 */
export function shortDate(date: DayDate): string {
  return date.slice(2).replaceAll('-', '');
}

export function addDays(date: DayDate, days: number): DayDate {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}

/** 0 is Sunday. */
export function weekday(date: DayDate): number {
  return new Date(date).getUTCDay();
}

function dateOf(year: number, month: number, day: number): DayDate | undefined {
  const time = new Date(Date.UTC(year, month - 1, day));
  const real = year >= 1000 && time.getUTCMonth() === month - 1 && time.getUTCDate() === day;
  return real ? time.toISOString().slice(0, 10) : undefined;
}
