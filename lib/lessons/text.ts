import { placeholders, type LocalText } from '@/lib/checks';
import { z } from 'zod';

const words = z.string().trim().min(1);

/** A text in both languages. `code` between backticks is its only markup. */
export const localText = z.strictObject({ en: words, ko: words }) satisfies z.ZodType<LocalText>;

/** A text that quotes the learner: placeholders as lib/checks knows them, the same ones in both languages. */
export const quotingText = localText.superRefine(({ en, ko }, context) => {
  const unknown = [...used(en), ...used(ko)].filter((name) => !placeholders.some((known) => known === name));
  for (const name of unknown) context.addIssue(`Unknown placeholder {${name}}; known: ${placeholders.join(', ')}`);
  const [inEnglish, inKorean] = [used(en), used(ko)].map((names) => [...names].sort().join(', '));
  if (inEnglish !== inKorean) context.addIssue(`en quotes {${inEnglish}}, ko quotes {${inKorean}}`);
});

function used(text: string): Set<string> {
  return new Set(Array.from(text.matchAll(/\{([a-z]+)\}/g), (match) => match[1] ?? ''));
}

/** Names that stand in addresses and files: `demo-project`. */
export const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by dashes');

/** Adds an issue for each of `names` that was there before. */
export function refuseTwice(context: z.RefinementCtx, what: string, names: readonly string[]): void {
  names.forEach((name, index) => {
    if (names.indexOf(name) < index) context.addIssue(`${what} ${name} stands here twice`);
  });
}
