/** Texts in their styles, folded after 80 columns. Models go-yaml v2's emitter. */
import { UNPRINTABLE } from './yaml-plain';

export interface Place {
  /** Where a folded line goes on. */
  readonly margin: number;
  /** Where it begins. */
  readonly column: number;
  /** A key is never folded. */
  readonly isKey: boolean;
}

const WIDTH = 80;

/** Where a line may be folded: at the only blank between others, beyond the width. */
function fold(text: string, place: Place, atEdges: boolean, write: (char: string) => string, resume = ''): string {
  const chars = Array.from(text);
  let out = '';
  let { column } = place;
  let wasSpace = false;
  chars.forEach((char, i) => {
    const isEdge = i === 0 || i === chars.length - 1;
    const next = chars[i + 1];
    const mayFold = !place.isKey && char === ' ' && !wasSpace && column > WIDTH && (atEdges || !isEdge);
    if (mayFold && (resume !== '' || next !== ' ')) {
      out += `\n${' '.repeat(place.margin)}${next === ' ' ? resume : ''}`;
      column = place.margin + (next === ' ' ? resume.length : 0);
    } else {
      const written = write(char);
      out += written;
      column += Array.from(written).length;
    }
    wasSpace = char === ' ';
  });
  return out;
}

export function foldPlain(text: string, place: Place): string {
  return fold(text, place, true, (char) => char);
}

export function foldSingle(text: string, place: Place): string {
  const inside = { ...place, column: place.column + 1 };
  return `'${fold(text, inside, false, (char) => (char === "'" ? "''" : char))}'`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\0': '\\0',
  '\u0007': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '\u001b': '\\e',
  '"': '\\"',
  '\\': '\\\\',
  '\u0085': '\\N',
  '\u00a0': '\\_',
  '\u2028': '\\L',
  '\u2029': '\\P',
};

export function escapeDouble(text: string, place: Place): string {
  const inside = { ...place, column: place.column + 1 };
  return `"${fold(text, inside, false, escape, '\\')}"`;
}

function escape(char: string): string {
  if (char !== '"' && char !== '\\' && !/[\n\u2028\u2029]/.test(char) && !UNPRINTABLE.test(char)) return char;
  const known = ESCAPES[char];
  if (known !== undefined) return known;
  const code = (char.codePointAt(0) ?? 0).toString(16).toUpperCase();
  if (code.length <= 2) return `\\x${code.padStart(2, '0')}`;
  return code.length <= 4 ? `\\u${code.padStart(4, '0')}` : `\\U${code.padStart(8, '0')}`;
}

/** `|`, with the margin where the text begins with white space, and what becomes of the line ends after it. */
export function writeLiteral(text: string, place: Place): string {
  const hint = /^[ \n]/.test(text) ? '2' : '';
  const chomp = !text.endsWith('\n') ? '-' : text === '\n' || text.endsWith('\n\n') ? '+' : '';
  const margin = ' '.repeat(place.margin);
  const lines = text.replace(/\n$/, '').split('\n');
  const written = lines.map((line) => (line === '' ? '\n' : `\n${margin}${line}`)).join('');
  return `|${hint}${chomp}${written}`;
}
