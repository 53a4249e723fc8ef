/** content/mistakes.yaml, checked, as the JSON that the worker fetches. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { load } from 'js-yaml';
import { z } from 'zod';
import { root } from './openapi';

const pattern = z.string().refine((source) => isPattern(source, ''), 'is not a regular expression');
/** Over what a learner wrote: by characters, line by line. */
const textPattern = z.string().refine((source) => isPattern(source, 'mu'), 'is not a regular expression');
const sentence = z.strictObject({ en: z.string().min(1), ko: z.string().min(1) });
const written = z.string().min(1);

/** The vocabulary of lib/manifest/fix-order.ts. */
const operation = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('rename-key'), to: written }),
  z.strictObject({ do: z.literal('set-value'), to: written }),
  z.strictObject({ do: z.literal('write-value'), to: written }),
  z.strictObject({ do: z.literal('quote-value') }),
  z.strictObject({ do: z.literal('set-field'), path: written, to: written }),
  z.strictObject({ do: z.literal('insert-field'), where: z.enum(['beside', 'inside']), lines: written }),
  z.strictObject({ do: z.literal('delete-field') }),
  z.strictObject({ do: z.literal('move-field'), to: written }),
  z.strictObject({ do: z.literal('wrap-in-list') }),
  z.strictObject({ do: z.literal('unwrap-list') }),
  z.strictObject({
    do: z.literal('replace'),
    in: z.enum(['line', 'near', 'document']),
    find: textPattern,
    with: z.string(),
  }),
  z.strictObject({ do: z.literal('separate-document') }),
  z.strictObject({ do: z.literal('label-as-selector') }),
]);

const explanation = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  stage: z.enum(['yaml', 'client', 'decode', 'validation', 'admission', 'update', 'warning', 'advice']).optional(),
  kind: pattern.optional(),
  field: pattern.optional(),
  near: textPattern.optional(),
  says: pattern,
  text: sentence,
  fix: z.strictObject({ title: sentence, operation }).optional(),
});

/** Throws with the place of the fault when the file is not of this form. */
export function explanationsSource(
  text: string = readFileSync(path.join(root, 'content/mistakes.yaml'), 'utf8'),
): string {
  const list = z.array(explanation).parse(load(text));
  const twice = list.filter(({ id }, index) => list.findIndex((other) => other.id === id) !== index);
  if (twice.length > 0) throw new Error(`content/mistakes.yaml: twice: ${twice.map(({ id }) => id).join(', ')}`);
  return `${JSON.stringify(list)}\n`;
}

function isPattern(source: string, flags: string): boolean {
  try {
    return new RegExp(source, flags) instanceof RegExp;
  } catch {
    return false;
  }
}
