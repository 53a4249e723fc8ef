/** Times as programs print them, always in UTC. */
import { civilTime } from '@/lib/kube';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;

const FULL_MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
const FULL_DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

/** The last time in each form: much happens in the same moment. */
const last = new Map<string, { readonly ms: number; readonly text: string }>();
const MOST_FORMS = 32;

/** strftime's common letters: `%Y-%m-%d %H:%M:%S`. What it doesn't know stays as it is. */
export function timeText(ms: number, format: string): string {
  const known = last.get(format);
  if (known?.ms === ms) return known.text;
  const text = formatted(ms, format);
  if (last.size >= MOST_FORMS) last.clear();
  last.set(format, { ms, text });
  return text;
}

function formatted(ms: number, format: string): string {
  const time = civilTime(ms);
  const fields: Record<string, () => string> = {
    Y: () => String(time.year),
    y: () => two(time.year % 100),
    m: () => two(time.month),
    d: () => two(time.day),
    e: () => String(time.day).padStart(2),
    H: () => two(time.hour),
    I: () => two(time.hour % 12 || 12),
    M: () => two(time.minute),
    S: () => two(time.second),
    p: () => (time.hour < 12 ? 'AM' : 'PM'),
    a: () => DAYS[time.weekday] ?? '',
    A: () => FULL_DAYS[time.weekday] ?? '',
    b: () => MONTHS[time.month - 1] ?? '',
    B: () => FULL_MONTHS[time.month - 1] ?? '',
    s: () => String(Math.floor(ms / 1000)),
    L: () => String(Math.floor(ms) % 1000).padStart(3, '0'),
    N: () => String((Math.floor(ms) % 1000) * 1_000_000).padStart(9, '0'),
    Z: () => 'UTC',
    z: () => '+0000',
    F: () => timeText(ms, '%Y-%m-%d'),
    D: () => timeText(ms, '%m/%d/%y'),
    T: () => timeText(ms, '%H:%M:%S'),
    R: () => timeText(ms, '%H:%M'),
    c: () => timeText(ms, '%a %b %e %H:%M:%S %Y'),
    u: () => String(time.weekday || 7),
    n: () => '\n',
    '%': () => '%',
  };
  return format.replace(/%([A-Za-z%])/g, (whole, letter: string) => fields[letter]?.() ?? whole);
}

/** As HTTP's Date header. */
export function httpDate(ms: number): string {
  return timeText(ms, '%a, %d %b %Y %T GMT');
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
