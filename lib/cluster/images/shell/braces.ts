/** bash's braces: `{a,b}`, `{1..5}`, `{01..10..3}`, `{a..e}`, several of them, and within each other. */
import type { Part, Word } from './syntax';

const MOST_WORDS = 10_001;
/** In one word. */
const MOST_BRACES = 200;

/** Each character that is not quoted, and everything else in between. */
type Piece = string | Part;

export function expandBraces(word: Word): readonly Word[] {
  const isPossible = word.some((part) => part.part === 'text' && !part.quoted && part.text.includes('{'));
  if (!isPossible) return [word];
  const pieces = word.flatMap((part): readonly Piece[] =>
    part.part === 'text' && !part.quoted ? Array.from(part.text) : [part],
  );
  if (pieces.filter((piece) => piece === '{').length > MOST_BRACES) return [word];
  // Too many words: it stays as it is.
  return expand(pieces)?.map(joined) ?? [word];
}

function expand(pieces: readonly Piece[]): readonly (readonly Piece[])[] | undefined {
  for (let open = pieces.indexOf('{'); open >= 0; open = pieces.indexOf('{', open + 1)) {
    const group = readGroup(pieces, open);
    if (!group) continue;
    const before = pieces.slice(0, open);
    const tails = expand(pieces.slice(group.end));
    if (!tails) return undefined;
    const words: (readonly Piece[])[] = [];
    for (const choice of group.choices) {
      const inners = expand(choice);
      if (!inners) return undefined;
      for (const inner of inners) {
        for (const tail of tails) {
          if (words.length >= MOST_WORDS) return undefined;
          words.push([...before, ...inner, ...tail]);
        }
      }
    }
    return words;
  }
  return [pieces];
}

/** Undefined where it is none: `{}`, `{a}`, not closed. */
function readGroup(
  pieces: readonly Piece[],
  open: number,
): { readonly choices: readonly (readonly Piece[])[]; readonly end: number } | undefined {
  let depth = 0;
  const choices: Piece[][] = [[]];
  for (let at = open + 1; at < pieces.length; at += 1) {
    const piece = pieces[at];
    if (piece === undefined) return undefined;
    if (piece === '{') depth += 1;
    if (piece === '}' && depth === 0) {
      const end = at + 1;
      if (choices.length > 1) return { choices, end };
      const inner = pieces.slice(open + 1, at);
      const range = inner.every((each) => typeof each === 'string') ? rangeOf(inner.join('')) : undefined;
      return range && { choices: range.map((each) => Array.from(each)), end };
    }
    if (piece === '}') depth -= 1;
    if (piece === ',' && depth === 0) choices.push([]);
    else choices.at(-1)?.push(piece);
  }
  return undefined;
}

function rangeOf(text: string): readonly string[] | undefined {
  const [, from = '', to = '', by] = /^(-?\d+|[a-zA-Z])\.\.(-?\d+|[a-zA-Z])(?:\.\.(-?\d+))?$/.exec(text) ?? [];
  if (from === '' || /\d/.test(from) !== /\d/.test(to)) return undefined;
  const isNumber = /\d/.test(from);
  const [first, last] = isNumber ? [Number(from), Number(to)] : [from.charCodeAt(0), to.charCodeAt(0)];
  const step = (Math.abs(Number(by ?? 1)) || 1) * (last >= first ? 1 : -1);
  const isPadded = /^-?0\d/.test(from) || /^-?0\d/.test(to);
  const width = isPadded ? Math.max(from.length, to.length) : 0;
  const count = Math.min(Math.floor((last - first) / step) + 1, MOST_WORDS);
  return Array.from({ length: count }, (_, at) => {
    const value = first + at * step;
    if (!isNumber) return String.fromCharCode(value);
    return value < 0 ? `-${String(-value).padStart(width - 1, '0')}` : String(value).padStart(width, '0');
  });
}

function joined(pieces: readonly Piece[]): Word {
  const word: Part[] = [];
  let text = '';
  const flush = (): void => {
    if (text !== '') word.push({ part: 'text', text, quoted: false });
    text = '';
  };
  for (const piece of pieces) {
    if (typeof piece === 'string') text += piece;
    else {
      flush();
      word.push(piece);
    }
  }
  flush();
  return word;
}
