import { changeBetween } from './change';

/** A text as a text area shows it: the browser turns every line end into one \n. */
export function asShown(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n');
}

/**
 * `text` after someone edited what a text area showed of it into `shown`. Line ends that were not touched stay as
 * they are, and new lines end as `eol` says.
 */
export function editAsShown(text: string, shown: string, eol: string): string {
  const change = changeBetween(asShown(text), asShown(shown));
  if (!change) return text;
  const start = offsetInText(text, change.at);
  const end = offsetInText(text, change.at + change.remove);
  return text.slice(0, start) + change.insert.replaceAll('\n', eol) + text.slice(end);
}

function offsetInText(text: string, shown: number): number {
  let offset = 0;
  for (let i = 0; i < shown; i++) offset += text.startsWith('\r\n', offset) ? 2 : 1;
  return offset;
}
