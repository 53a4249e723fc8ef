/** What the prose puts into the API server's mouth, the API server says: to one of the mistakes that lessons declare. */
import type { Outline } from './outline';

const sentences =
  /cannot be handled as|cannot unmarshal|strict decoding error|(Required|Invalid|Unsupported) value|Forbidden:|no matches for kind/;

/** `sayings` are whole answers; the prose may quote a part of one. */
export function quoteFaults({ fences }: Outline, sayings: readonly string[]): string[] {
  return fences
    .filter(({ lang, text }) => lang === 'text' && sentences.test(text))
    .filter(({ text }) => !sayings.some((saying) => saying.includes(text)))
    .map(({ line, text }) => `line ${line}: no declared mistake gets the answer ${text}`);
}
