/** Times as describe writes them. The client stands in UTC. */
import { civilTime, humanDuration, parseTime } from '@/lib/kube';
import type { Value } from './value';

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

function two(number: number): string {
  return String(number).padStart(2, '0');
}
