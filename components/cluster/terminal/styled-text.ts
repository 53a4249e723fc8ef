/** What a command prints, as runs of one look. Of ANSI's sequences the colours count and clearing the screen; others are dropped. */

export type Look = 'plain' | 'error' | 'bold' | 'red' | 'green' | 'yellow' | 'blue' | 'dim';

export interface Run {
  readonly text: string;
  readonly look: Look;
}

export interface Styled {
  readonly runs: readonly Run[];
  /** The screen is cleared before these runs. */
  readonly clears: boolean;
}

/** What can't be printed: binary that was shown by mistake must not break the terminal. */
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001a\u001c-\u001f\u007f-\u009f]/g;
// oxlint-disable-next-line no-control-regex -- likewise
const SEQUENCE = /\u001b(?:\[([0-9;?]*)([A-Za-z])|\][^\u0007]*\u0007|[()][A-Z0-9]|.)?/g;

const LOOKS: Readonly<Record<string, Look>> = {
  '0': 'plain',
  '': 'plain',
  '1': 'bold',
  '2': 'dim',
  '31': 'red',
  '91': 'red',
  '32': 'green',
  '92': 'green',
  '33': 'yellow',
  '93': 'yellow',
  '34': 'blue',
  '36': 'blue',
  '94': 'blue',
  '96': 'blue',
};

export function styled(text: string, base: Look): Styled {
  let runs: Run[] = [];
  let clears = false;
  let look = base;
  let at = 0;
  const push = (part: string): void => {
    if (part !== '') runs.push({ text: part.replaceAll(UNPRINTABLE, '\ufffd'), look });
  };
  for (const match of text.matchAll(SEQUENCE)) {
    push(text.slice(at, match.index));
    at = match.index + match[0].length;
    const [, codes = '', letter] = match;
    if (letter === 'm') {
      const last = codes.split(';').findLast((code) => LOOKS[code] !== undefined);
      const next = LOOKS[last ?? ''] ?? 'plain';
      look = next === 'plain' ? base : next;
    } else if (letter === 'J') {
      runs = [];
      clears = true;
    }
  }
  push(text.slice(at));
  return { runs, clears };
}
