/** One thing that Tab could put in the word's place. */
import type { TypedWord } from './typed-words';

export interface Offer {
  /** The whole word, without quotes. */
  readonly text: string;
  /** What follows it: a space where the word is complete. */
  readonly after: ' ' | '';
  /** A variable: its dollar is meant. */
  readonly isRaw?: boolean;
}

export function whole(text: string): Offer {
  return { text, after: ' ' };
}

/** More of the word is to come: `deployment/`, `jsonpath=`. */
export function begun(text: string): Offer {
  return { text, after: '' };
}

/** As it is put into the line. */
export function inLine({ text, after, isRaw }: Offer, { quote }: TypedWord): string {
  if (isRaw) return `${quote}${text}${after === '' ? '' : quote}${after}`;
  const end = after === '' ? '' : `${quote}${after}`;
  switch (quote) {
    case '':
      return text.replace(/[\s"'\\$&|;<>()*?[\]`!#]/g, '\\$&') + end;
    case '"':
      return `"${text.replace(/["\\$`]/g, '\\$&')}${end}`;
    case "'":
      return `'${text.replaceAll("'", String.raw`'\''`)}${end}`;
    default:
      return quote satisfies never;
  }
}
