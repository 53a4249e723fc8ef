import { en, type Words } from './en';
import { ko } from './ko';
import type { Locale } from './locale';

export type { Words };
export { isLocale, locales, type Locale } from './locale';

export function wordsOf(locale: Locale): Words {
  return locale === 'ko' ? ko : en;
}

/** Puts values into a sentence's `{name}` places. A name without a value stays as it is, so that a slip is seen. */
export function fill(sentence: string, values: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
