'use client';

import { useLocale } from './locale-context';
import type { Locale } from './locale';

/** The words of a part that is fetched when it is first needed: they stand beside it, not in the page's first script. */
export function useOwnWords<Words>(words: Readonly<Record<Locale, Words>>): Words {
  return words[useLocale()];
}
