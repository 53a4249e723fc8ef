import { indentationAt, lineStartAt } from './lines';

/**
 * What to underline for a `:` where none may stand, when a scalar has run on from a line before: the scalar if it is the
 * key whose own colon is missing (`replicas`, `apiVersion:v1`), a dash without its space (`-name: web`), or else the
 * line of the colon, which is indented too far to be a key.
 */
export function blameForColon(text: string, scalar: number, colon: number): number {
  const lineStart = lineStartAt(text, scalar);
  if (/^[ -]*$/.test(text.slice(lineStart, scalar))) return scalar;
  const first = lineStart + indentationAt(text, scalar);
  if (/^-\S/.test(text.slice(first, first + 2))) return first;
  return lineStartAt(text, colon) + indentationAt(text, colon);
}
