/** Times as describe writes them. The client stands in UTC. */
import { civilTime, parseTime } from '@/lib/kube';
import type { Value } from './value';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Fri, 13 May 2022 09:00:00 +0000`; for none the year 1, as Go's zero time is. */
export function rfc1123(time: Value): string {
  const ms = parseTime(time.text);
  if (ms === undefined) return 'Mon, 01 Jan 0001 00:00:00 +0000';
  const { year, month, day, hour, minute, second, weekday } = civilTime(ms);
  return `${DAYS[weekday]}, ${two(day)} ${MONTHS[month - 1]} ${year} ${two(hour)}:${two(minute)}:${two(second)} +0000`;
}

/** `2022-05-13 09:00:00 +0000 UTC`. */
export function goTime(time: Value): string {
  const ms = parseTime(time.text);
  if (ms === undefined) return '0001-01-01 00:00:00 +0000 UTC';
  const { year, month, day, hour, minute, second } = civilTime(ms);
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)} +0000 UTC`;
}

/** How long ago, or `<unknown>`. */
export function age(time: Value, now: number): string {
  const ms = parseTime(time.text);
  return ms === undefined ? '<unknown>' : humanDuration(now - ms);
}

/** Between two times. */
export function span(from: Value, to: Value): string {
  return humanDuration((parseTime(to.text) ?? 0) - (parseTime(from.text) ?? 0));
}

/** Two or three figures: `119s`, `2m5s`, `3h2m`, `7d3h`. Models apimachinery's util/duration. */
export function humanDuration(ms: number): string {
  const seconds = Math.trunc(ms / SECOND);
  if (seconds < -1) return '<invalid>';
  if (seconds < 120) return `${Math.max(seconds, 0)}s`;
  const minutes = Math.floor(ms / MINUTE);
  if (minutes < 10) return both(minutes, 'm', seconds % 60, 's');
  if (minutes < 180) return `${minutes}m`;
  const hours = Math.floor(ms / HOUR);
  if (hours < 8) return both(hours, 'h', minutes % 60, 'm');
  if (hours < 48) return `${hours}h`;
  const days = Math.floor(hours / 24);
  if (days < 8) return both(days, 'd', hours % 24, 'h');
  if (days < 730) return `${days}d`;
  const years = Math.floor(days / 365);
  return years < 8 ? both(years, 'y', days % 365, 'd') : `${years}y`;
}

function both(great: number, unit: string, small: number, smallUnit: string): string {
  return `${great}${unit}${small === 0 ? '' : `${small}${smallUnit}`}`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
