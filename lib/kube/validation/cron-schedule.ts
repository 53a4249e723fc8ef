/**
 * Schedules: `0 3 * * 1-5`, `@daily`. Models the parser that Kubernetes uses (github.com/robfig/cron/v3, ParseStandard), its
 * first complaint in its words.
 *
 * Not modelled: what is wrong with the duration of `@every`, beyond that it is none.
 */
import { quote } from '../field/print';
import { isKnown } from './time-zone';

interface Bounds {
  readonly least: number;
  readonly most: number;
  readonly names?: readonly string[];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const FIELDS: readonly Bounds[] = [
  { least: 0, most: 59 },
  { least: 0, most: 23 },
  { least: 1, most: 31 },
  { least: 1, most: 12, names: MONTHS },
  { least: 0, most: 6, names: DAYS },
];

const DESCRIPTORS = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'];
const DURATION = /^[+-]?(?:0|(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/;

/** Undefined for a good schedule. */
export function scheduleFault(schedule: string): string | undefined {
  if (schedule === '') return 'empty spec string';
  let rest = schedule;
  if (/^(?:CRON_)?TZ=/.test(schedule)) {
    const end = schedule.indexOf(' ');
    const start = schedule.indexOf('=') + 1;
    if (end < 0) return `invalid schedule format: runtime error: slice bounds out of range [:${end}]`;
    const zone = schedule.slice(start, end);
    if (zone !== '' && !isKnown(zone)) return `provided bad location ${zone}: unknown time zone ${zone}`;
    rest = schedule.slice(end).trim();
  }
  if (rest.startsWith('@')) return descriptorFault(rest);
  const fields = rest.split(/\s+/).filter((field) => field !== '');
  if (fields.length !== FIELDS.length) {
    return `expected exactly ${FIELDS.length} fields, found ${fields.length}: [${fields.join(' ')}]`;
  }
  for (const [at, bounds] of FIELDS.entries()) {
    for (const expression of (fields[at] ?? '').split(',').filter((part) => part !== '')) {
      const fault = rangeFault(expression, bounds);
      if (fault !== undefined) return fault;
    }
  }
  return undefined;
}

function descriptorFault(text: string): string | undefined {
  if (DESCRIPTORS.includes(text)) return undefined;
  const every = '@every ';
  if (!text.startsWith(every)) return `unrecognized descriptor: ${text}`;
  const duration = text.slice(every.length);
  if (DURATION.test(duration)) return undefined;
  const why = /^[+-]?[\d.]+$/.test(duration) && duration !== '' ? 'missing unit in duration' : 'invalid duration';
  return `failed to parse duration ${text}: time: ${why} ${quote(duration)}`;
}

function rangeFault(expression: string, { least, most, names }: Bounds): string | undefined {
  const [range = '', ...steps] = expression.split('/');
  const ends = range.split('-');
  const [low = ''] = ends;
  let [start, end] = [least, most];
  if (low !== '*' && low !== '?') {
    const first = numberOf(low, names, least);
    if (typeof first === 'string') return first;
    if (ends.length > 2) return `too many hyphens: ${expression}`;
    const last = ends.length === 2 ? numberOf(ends[1] ?? '', names, least) : first;
    if (typeof last === 'string') return last;
    [start, end] = [first, last];
  }
  let step = 1;
  if (steps.length > 1) return `too many slashes: ${expression}`;
  if (steps.length === 1) {
    const read = numberOf(steps[0] ?? '', undefined, 0);
    if (typeof read === 'string') return read;
    step = read;
    if (ends.length === 1) end = most;
  }
  if (start < least) return `beginning of range (${start}) below minimum (${least}): ${expression}`;
  if (end > most) return `end of range (${end}) above maximum (${most}): ${expression}`;
  if (start > end) return `beginning of range (${start}) beyond end of range (${end}): ${expression}`;
  return step === 0 ? `step of range should be a positive number: ${expression}` : undefined;
}

const MOST_INT64 = 2n ** 63n - 1n;

function numberOf(text: string, names: readonly string[] | undefined, first: number): number | string {
  const named = names?.indexOf(text.toLowerCase()) ?? -1;
  if (named >= 0) return named + first;
  const failed = `failed to parse int from ${text}: strconv.Atoi: parsing ${quote(text)}: `;
  if (!/^[+-]?\d+$/.test(text)) return `${failed}invalid syntax`;
  const value = BigInt(text.replace(/^\+/, ''));
  if (value > MOST_INT64 || value < -MOST_INT64 - 1n) return `${failed}value out of range`;
  return value < 0n ? `negative number (${value}) not allowed: ${text}` : Number(value);
}
