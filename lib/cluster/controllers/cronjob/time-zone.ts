/** Where a time zone's clock stands. Models Go's time.LoadLocation, from the zones that Intl knows. */
import { utcMoment } from '@/lib/kube';

/** How far its clock is ahead of UTC at that moment, both in ms. */
export type TimeZone = (moment: number) => number;

const QUARTER = 900_000;
const known = new Map<string, TimeZone>();

export const UTC: TimeZone = () => 0;

/** Undefined for a name that nobody knows. */
export function timeZoneNamed(name: string): TimeZone | undefined {
  if (name === '' || name === 'UTC') return UTC;
  let zone = known.get(name);
  if (!zone) {
    zone = load(name);
    if (zone) known.set(name, zone);
  }
  return zone;
}

function load(timeZone: string): TimeZone | undefined {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    return undefined;
  }
  // Clocks are put forward and back at quarters of an hour: one answer holds that long.
  let [quarter, offset] = [Number.NaN, 0];
  return (moment) => {
    const at = Math.floor(moment / QUARTER);
    if (at !== quarter) {
      quarter = at;
      offset = shownBy(format, at * QUARTER) - at * QUARTER;
    }
    return offset;
  };
}

/** What the clock shows, as if that were UTC. */
function shownBy(format: Intl.DateTimeFormat, moment: number): number {
  const shown = new Map(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
  const of = (type: Intl.DateTimeFormatPartTypes): number => shown.get(type) ?? 0;
  return utcMoment(of('year'), of('month'), of('day'), of('hour'), of('minute'), of('second'));
}
