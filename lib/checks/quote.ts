/** A learner's value inside a sentence: short, on one line, and unable to break the sentence's own marks. */
import type { LocalText } from './definition';

const longest = 60;
const mostItems = 6;
const nothing: LocalText = { en: 'none', ko: '없음' };

export function quote(value: unknown): string {
  return shorten(typeof value === 'string' && !needsQuotes(value) ? value : written(value));
}

/** Names or keys between backticks, with commas; `none` when there are none. */
export function quoteList(items: readonly string[], language: keyof LocalText): string {
  if (items.length === 0) return nothing[language];
  const quoted = items.slice(0, mostItems).map((item) => `\`${quote(item)}\``);
  return items.length > mostItems ? `${quoted.join(', ')}, …` : quoted.join(', ');
}

/** Text that would be something else without its quotes, or nothing to see. */
function needsQuotes(text: string): boolean {
  if (text.length > longest) return false;
  return text.trim() !== text || /^(|~|null|true|false|yes|no|on|off|[-+.\d][-+.\dxeE_]*)$/i.test(text);
}

/** Flow YAML, two levels deep; cut off early, since only its beginning is shown. */
function written(value: unknown, levels = 2): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, longest + 1));
  if (typeof value !== 'object' || value === null) return String(value);
  const isList = Array.isArray(value);
  const entries = Object.entries(value);
  const shown = entries.slice(0, mostItems).map(([key, item]) => {
    const inside = typeof item === 'object' && item !== null ? written(item, levels - 1) : quote(item);
    return isList ? inside : `${key}: ${inside}`;
  });
  const some = levels > 0 ? shown : shown.slice(0, 0);
  if (entries.length > some.length) some.push('…');
  return isList ? `[${some.join(', ')}]` : `{${some.join(', ')}}`;
}

function shorten(text: string): string {
  const start = text.slice(0, longest * 2);
  const characters = Array.from(start.replace(/`/g, "'").replace(/\s+|\p{Cc}/gu, ' '));
  const whole = characters.length <= longest && start.length === text.length;
  return whole ? characters.join('') : `${characters.slice(0, longest - 1).join('')}…`;
}
