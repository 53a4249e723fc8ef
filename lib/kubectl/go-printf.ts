/** Go's Sprintf as templates use it: %s %v %d %q %t %%, with widths. */
import { goText } from './custom-columns';

export function printf(format: string, args: readonly unknown[]): string {
  let next = 0;
  return format.replace(/%([-0]*)(\d*)(?:\.\d+)?([a-zA-Z%])/g, (whole, flags: string, width: string, verb: string) => {
    if (verb === '%') return '%';
    if (next >= args.length) return `%!${verb}(MISSING)`;
    const arg = args[next++];
    const text = verb === 'q' ? JSON.stringify(String(arg)) : arg === undefined ? '<no value>' : goText(arg);
    if (!['s', 'v', 'd', 'q', 't'].includes(verb)) return whole;
    if (flags.includes('-')) return text.padEnd(Number(width));
    return text.padStart(Number(width), flags.includes('0') ? '0' : ' ');
  });
}
