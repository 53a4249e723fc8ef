/** Moments as milliseconds since 1970 in UTC, and as the API writes them. The engine has no Date: a clock is handed in. */
const DAY = 86_400_000;

/** `2022-05-13T09:00:00Z`: metav1.Time, whole seconds. */
export function formatTime(ms: number): string {
  return secondOf(ms).text;
}

/** `2022-05-13T09:00:00.123000Z`: metav1.MicroTime. */
export function formatMicroTime(ms: number): string {
  const whole = Math.floor(ms);
  const micros = Math.floor((ms - whole) * 1000);
  return `${secondOf(whole).text.slice(0, -1)}.${pad(whole % 1000, 3)}${pad(micros, 3)}Z`;
}

/** Of what `formatTime` or `formatMicroTime` writes; undefined for anything else, and for nothing. */
export function parseTime(text: string | null | undefined): number | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d+)?Z$/.exec(text ?? '');
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number);
  const seconds = ((hour ?? 0) * 60 + (minute ?? 0)) * 60 + (second ?? 0);
  return daysSince1970(year ?? 1970, month ?? 1, day ?? 1) * DAY + seconds * 1000 + Number(match[7] ?? 0) * 1000;
}

export interface CivilTime {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** 0 is Sunday. */
  readonly weekday: number;
}

/** In UTC. */
export function civilTime(ms: number): CivilTime {
  const days = Math.floor(ms / DAY);
  const seconds = Math.floor((ms - days * DAY) / 1000);
  const time = { hour: Math.floor(seconds / 3600), minute: Math.floor(seconds / 60) % 60, second: seconds % 60 };
  return { ...dateOf(days), ...time, weekday: (((days + 4) % 7) + 7) % 7 };
}

/** Of a moment in UTC; `day` may lie outside the month. */
export function utcMoment(year: number, month: number, day: number, hour = 0, minute = 0, second = 0): number {
  return daysSince1970(year, month, day) * DAY + ((hour * 60 + minute) * 60 + second) * 1000;
}

/** Everything that is written within one second says the same. */
let last = { second: Number.NaN, text: '' };

function secondOf(ms: number): { readonly text: string } {
  const second = Math.floor(ms / 1000);
  if (last.second !== second) last = { second, text: textOf(ms) };
  return last;
}

function textOf(ms: number): string {
  const { year, month, day, hour, minute, second } = civilTime(ms);
  return [pad(year, 4), '-', pad(month), '-', pad(day), 'T', pad(hour), ':', pad(minute), ':', pad(second), 'Z'].join(
    '',
  );
}

/** The calendar repeats after 400 years, and its year is best begun in March. */
function daysSince1970(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}

function dateOf(days: number): { year: number; month: number; day: number } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return { year, month, day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1 };
}

function pad(number: number, digits = 2): string {
  return String(number).padStart(digits, '0');
}
