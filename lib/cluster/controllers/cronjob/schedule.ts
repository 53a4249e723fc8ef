/**
 * When a schedule is due: `0 3 * * 1-5`, `@hourly`, `TZ=Asia/Seoul 30 9 * * *`. Models ParseStandard and SpecSchedule.Next of
 * github.com/robfig/cron/v3: a moment is due when the clock of the zone shows a time that matches, so never in an hour that
 * is left out in spring, and twice in one that comes twice in autumn.
 */
import { civilTime, type CivilTime } from '@/lib/kube';
import { timeZoneNamed, type TimeZone } from './time-zone';

/** The first moment after that one, in ms since 1970; undefined if there is none within five years. */
export type Schedule = (after: number) => number | undefined;

const MINUTE = 60_000;
const QUARTER = 900_000;
const DAY = 86_400_000;
const FIVE_YEARS = 5 * 366 * DAY;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const DESCRIPTORS: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};
const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: MINUTE, h: 60 * MINUTE };

interface Field {
  readonly values: ReadonlySet<number>;
  /** `*` or `?`: it says nothing. */
  readonly isAny: boolean;
}

interface Fields {
  readonly minute: Field;
  readonly hour: Field;
  readonly day: Field;
  readonly month: Field;
  readonly weekday: Field;
}

/** Undefined for what is no schedule, or names no zone. A zone in the schedule counts more than the one beside it. */
export function parseSchedule(text: string, timeZone = ''): Schedule | undefined {
  const [, inText, rest] = /^(?:CRON_)?TZ=(\S*)\s+(.*)$/.exec(text) ?? [undefined, timeZone, text];
  const zone = timeZoneNamed(inText ?? '');
  const trimmed = (rest ?? '').trim();
  if (!zone) return undefined;
  if (trimmed.startsWith('@every ')) return every(trimmed.slice('@every '.length));
  const fields = parseFields(DESCRIPTORS[trimmed] ?? trimmed);
  return fields && ((after) => nextDue(fields, zone, after));
}

/** Models ConstantDelaySchedule: whole seconds, one at least. */
function every(duration: string): Schedule | undefined {
  const parts = [...duration.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== duration) return undefined;
  const ms = parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (UNITS[unit ?? ''] ?? 0), 0);
  const delay = Math.max(1, Math.floor(ms / 1000)) * 1000;
  return (after) => Math.floor(after / 1000) * 1000 + delay;
}

function parseFields(text: string): Fields | undefined {
  const words = text.split(/\s+/).filter((word) => word !== '');
  if (words.length !== 5) return undefined;
  const minute = parseField(words[0], 0, 59);
  const hour = parseField(words[1], 0, 23);
  const day = parseField(words[2], 1, 31);
  const month = parseField(words[3], 1, 12, MONTHS);
  const weekday = parseField(words[4], 0, 6, DAYS);
  return minute && hour && day && month && weekday && { minute, hour, day, month, weekday };
}

function parseField(text = '', least: number, most: number, names: readonly string[] = []): Field | undefined {
  const values = new Set<number>();
  let isAny = false;
  for (const part of text.split(',').filter((one) => one !== '')) {
    const [range = '', step] = part.split('/');
    const [low = '', high] = range.split('-');
    const isStar = low === '*' || low === '?';
    const first = isStar ? least : numberOf(low, least, names);
    const by = step === undefined ? 1 : numberOf(step, 0, []);
    let last = isStar ? most : high === undefined ? first : numberOf(high, least, names);
    if (!isStar && high === undefined && step !== undefined) last = most;
    if (first === undefined || last === undefined || by === undefined || by < 1) return undefined;
    if (first < least || last > most || first > last) return undefined;
    for (let value = first; value <= last; value += by) values.add(value);
    isAny ||= isStar && by === 1;
  }
  return { values, isAny };
}

function numberOf(text: string, first: number, names: readonly string[]): number | undefined {
  const named = names.indexOf(text.toLowerCase());
  if (named >= 0) return named + first;
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

function nextDue(fields: Fields, zone: TimeZone, after: number): number | undefined {
  const end = after + FIVE_YEARS;
  let moment = Math.floor(after / MINUTE) * MINUTE + MINUTE;
  while (moment < end) {
    const offset = zone(moment);
    const shown = civilTime(moment + offset);
    if (!isDueDay(fields, shown)) moment = nextDay(moment, offset, zone);
    else if (!fields.hour.values.has(shown.hour)) moment = nextQuarter(moment);
    else if (!fields.minute.values.has(shown.minute)) moment += MINUTE;
    else return moment;
  }
  return undefined;
}

/** Where both the day of the month and that of the week are restricted, one of them is enough. */
function isDueDay({ month, day, weekday }: Fields, shown: CivilTime): boolean {
  if (!month.values.has(shown.month)) return false;
  const byDay = day.values.has(shown.day);
  const byWeekday = weekday.values.has(shown.weekday);
  return day.isAny || weekday.isAny ? byDay && byWeekday : byDay || byWeekday;
}

function nextQuarter(moment: number): number {
  return moment - (((moment % QUARTER) + QUARTER) % QUARTER) + QUARTER;
}

/** The next midnight, or a bit before it where the clock is changed until then. */
function nextDay(moment: number, offset: number, zone: TimeZone): number {
  const midnight = Math.floor((moment + offset) / DAY) * DAY + DAY;
  const later = zone(midnight - offset);
  return Math.max(nextQuarter(moment), midnight - Math.max(offset, later));
}
