'use client';

import { wordsOf, type Words } from '.';
import { useLocale } from './locale-context';

/** The words of the page's language. For parts that load late; what is on the page from the start gets its words as props. */
export function useWords(): Words {
  return wordsOf(useLocale());
}
