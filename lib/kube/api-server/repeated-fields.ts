/** What becomes of a body with a field that stands in it twice: refused where it is strict, and else said. */
import type { Kind } from '../schema';
import { duplicateFields } from './duplicate-fields';
import { badRequest } from './failure';
import type { Answer, Writing } from './registry';

/** A body in YAML was read by somebody who knows of them. */
export function unlessRepeated(
  { kind, version }: Kind,
  body: string,
  { fieldValidation }: Writing,
  write: () => Answer,
): Answer {
  const isLooked = fieldValidation !== 'Ignore' && body.trimStart().startsWith('{');
  const repeated = isLooked ? duplicateFields(body).map((path) => `duplicate field "${path}"`) : [];
  if (repeated.length === 0) return write();
  if (fieldValidation === 'Strict') {
    const why = `strict decoding error: ${repeated.join(', ')}`;
    const status = badRequest(`${kind} in version "${version}" cannot be handled as a ${kind}: ${why}`);
    return { ok: false, status, warnings: [] };
  }
  const answer = write();
  return { ...answer, warnings: [...repeated, ...answer.warnings] };
}
