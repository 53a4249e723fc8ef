/** The site's languages, without their words: what every page's first script may import. */
export type Locale = 'en' | 'ko';
export const locales = ['ko', 'en'] as const satisfies readonly Locale[];

export function isLocale(value: unknown): value is Locale {
  return value === 'en' || value === 'ko';
}
