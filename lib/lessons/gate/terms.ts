/** A word of the glossary is introduced by <Term> before it is used, in the order in which the course is read. */
import type { GlossaryEntry } from '../course';
import type { Locale } from '../lesson';
import type { Outline } from './outline';

/**
 * The faults of one lesson. `known` are the ids that earlier lessons introduced; those of this lesson are added.
 * Headings and code don't count as use: a heading may name what its section is about to introduce.
 */
export function termFaults(
  outline: Outline,
  locale: Locale,
  glossary: readonly GlossaryEntry[],
  known: Set<string>,
): string[] {
  const faults: string[] = [];
  const marked = new Set<string>();
  const words = glossary.map((entry) => ({ id: entry.id, pattern: patternOf(entry[locale].term) }));
  for (const reading of outline.reading) {
    if (reading.is === 'term') {
      const { id } = reading;
      if (!glossary.some((entry) => entry.id === id)) faults.push(`<Term id="${id}"> is not in the glossary`);
      if (marked.has(id)) faults.push(`<Term id="${id}"> stands here twice`);
      marked.add(id);
      known.add(id);
      continue;
    }
    for (const { id, pattern } of words) {
      const found = known.has(id) ? null : pattern.exec(reading.text);
      if (!found) continue;
      faults.push(`"${found[0]}" is used before <Term id="${id}">: ${reading.text.trim().slice(0, 80)}`);
      known.add(id);
    }
  }
  return faults;
}

/** The word by itself or in the plural; Korean endings may follow it. */
function patternOf(term: string): RegExp {
  const word = term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\d])${word}s?(?![A-Za-z\\d])`, 'u');
}
