/** content/mistakes.yaml, checked, as the JSON that the worker fetches. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { load } from 'js-yaml';
import { z } from 'zod';
import { root } from './openapi';

const pattern = z.string().refine(isPattern, 'is not a regular expression');
const explanation = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  stage: z.enum(['yaml', 'client', 'decode', 'validation', 'admission', 'warning']).optional(),
  kind: pattern.optional(),
  field: pattern.optional(),
  says: pattern,
  text: z.strictObject({ en: z.string().min(1), ko: z.string().min(1) }),
});

/** Throws with the place of the fault when the file is not of this form. */
export function explanationsSource(): string {
  const text = readFileSync(path.join(root, 'content/mistakes.yaml'), 'utf8');
  const list = z.array(explanation).parse(load(text));
  const twice = list.filter(({ id }, index) => list.findIndex((other) => other.id === id) !== index);
  if (twice.length > 0) throw new Error(`content/mistakes.yaml: twice: ${twice.map(({ id }) => id).join(', ')}`);
  return `${JSON.stringify(list)}\n`;
}

function isPattern(source: string): boolean {
  try {
    return new RegExp(source) instanceof RegExp;
  } catch {
    return false;
  }
}
