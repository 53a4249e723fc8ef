import { bytesIn, textOf } from '../base64-text';
import { printedText } from './printed';

/** What a Secret's value holds: a text on one line, or how many bytes; undefined for what is no base64. */
export function decoded(value: string): { readonly text: string } | { readonly bytes: number } | undefined {
  const bytes = bytesIn(value);
  if (!bytes) return undefined;
  const text = textOf(bytes);
  return text === undefined ? { bytes: bytes.length } : { text: printedText(text) };
}
