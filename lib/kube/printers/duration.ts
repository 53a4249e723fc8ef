/** Spans of time as kubectl shows them. Models apimachinery's util/duration. */
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const YEAR_DAYS = 365;

/** Two or three figures: `119s`, `2m5s`, `10m`, `3h2m`, `47h`, `7d3h`, `2y10d`. A span that is two seconds negative is `<invalid>`. */
export function humanDuration(ms: number): string {
  const seconds = Math.trunc(ms / SECOND);
  if (seconds < -1) return '<invalid>';
  if (seconds < 120) return `${Math.max(seconds, 0)}s`;
  const minutes = Math.floor(ms / MINUTE);
  if (minutes < 10) return two(minutes, 'm', seconds % 60, 's');
  if (minutes < 180) return `${minutes}m`;
  const hours = Math.floor(ms / HOUR);
  if (hours < 8) return two(hours, 'h', minutes % 60, 'm');
  if (hours < 48) return `${hours}h`;
  const days = Math.floor(hours / 24);
  if (days < 8) return two(days, 'd', hours % 24, 'h');
  if (days < 2 * YEAR_DAYS) return `${days}d`;
  const years = Math.floor(days / YEAR_DAYS);
  return years < 8 ? two(years, 'y', days % YEAR_DAYS, 'd') : `${years}y`;
}

/** One figure: `59s`, `2m`, `23h`, `364d`, `2y`. */
export function shortHumanDuration(ms: number): string {
  const seconds = Math.trunc(ms / SECOND);
  if (seconds < -1) return '<invalid>';
  if (seconds < 60) return `${Math.max(seconds, 0)}s`;
  const hours = Math.floor(ms / HOUR);
  if (hours < 1) return `${Math.floor(ms / MINUTE)}m`;
  if (hours < 24) return `${hours}h`;
  const days = Math.floor(hours / 24);
  return days < YEAR_DAYS ? `${days}d` : `${Math.floor(days / YEAR_DAYS)}y`;
}

function two(great: number, unit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${great}${unit}` : `${great}${unit}${small}${smallUnit}`;
}
