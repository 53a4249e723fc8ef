/**
 * Where the cursor stands in a document, told by the lines and their indentation alone. Works while the text is
 * broken, which it is at nearly every keystroke; flow style (`{a: b}`) is left to the YAML reader.
 */
export interface Cursor {
  /** The fields above the cursor, from the document's root: `["spec", "containers", 0]`. */
  readonly path: readonly (string | number)[];
  /** Writing a field's name, or the value after its colon. */
  readonly writing: 'key' | 'value';
  /** For a value: the field it belongs to is the path's last step. For a key: what is written of it so far. */
  readonly prefix: string;
  /** Offset where the word under the cursor begins; completion replaces from here to `end`. */
  readonly start: number;
  readonly end: number;
  /** Columns before the key on this line, its dash counted in: the indent of its siblings. */
  readonly indent: number;
  /** Names of fields that stand beside the cursor already. */
  readonly siblings: ReadonlySet<string>;
  readonly apiVersion: string;
  readonly kind: string;
}

interface Line {
  readonly offset: number;
  readonly text: string;
  /** Columns before the first dash or word. */
  readonly indent: number;
  /** Dashes that open list items on this line: `- - a` has two. */
  readonly dashes: readonly number[];
  /** The column of the key or scalar, after the dashes. */
  readonly column: number;
  readonly key: string | undefined;
}

const KEY = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#:'"][^:#]*?)\s*:(?=\s|$)/;

/** Undefined inside a comment or a block scalar, where nothing can be completed. */
export function cursorAt(text: string, offset: number): Cursor | undefined {
  const { start: from, end: to } = documentAround(text, offset);
  const before = text.slice(from, offset);
  const lineStart = from + before.lastIndexOf('\n') + 1;
  const nextBreak = text.indexOf('\n', offset);
  const lineEnd = nextBreak < 0 ? text.length : nextBreak;
  const line = readLine(text.slice(lineStart, lineEnd), lineStart);
  const written = text.slice(lineStart, offset);
  if (/(^|\s)#/.test(written)) return undefined;

  const lines = linesOf(text, from, to);
  const here = lines.findIndex((other) => other.offset === lineStart);
  if (insideBlockScalar(lines, here, written)) return undefined;

  const blank = line.text.trim() === '';
  const column = blank ? offset - lineStart : line.column;
  const path = parentsOf(lines, here, column, line);
  const identity = { apiVersion: topLevel(lines, 'apiVersion'), kind: topLevel(lines, 'kind') };
  const colon = line.key === undefined ? -1 : lineStart + line.column + line.text.slice(line.column).search(/:(\s|$)/);

  if (line.key !== undefined && offset > colon) {
    const start = colon + 1 + (/^\s*/.exec(text.slice(colon + 1, offset))?.[0].length ?? 0);
    const end = start + (/^[^\s#]*/.exec(text.slice(start, lineEnd))?.[0].length ?? 0);
    return {
      path: [...path, line.key],
      writing: 'value',
      prefix: text.slice(start, offset),
      start,
      end: Math.max(end, offset),
      indent: column,
      siblings: new Set(),
      ...identity,
    };
  }
  const start = Math.min(offset, lineStart + column);
  const word = line.key === undefined ? (/^\S*/.exec(text.slice(start, lineEnd))?.[0].length ?? 0) : colon - start;
  return {
    path,
    writing: 'key',
    prefix: text.slice(start, offset),
    start,
    end: Math.max(start + word, offset),
    indent: column,
    siblings: siblingsOf(lines, here, column),
    ...identity,
  };
}

function documentAround(text: string, offset: number): { start: number; end: number } {
  let start = 0;
  for (const match of text.matchAll(/^---(?=\s|$)[^\n]*\n?/gm)) {
    if (match.index + match[0].length > offset) return { start, end: match.index };
    start = match.index + match[0].length;
  }
  return { start, end: text.length };
}

function linesOf(text: string, from: number, to: number): Line[] {
  const lines: Line[] = [];
  let offset = from;
  for (const line of text.slice(from, to).split('\n')) {
    lines.push(readLine(line, offset));
    offset += line.length + 1;
  }
  return lines;
}

function readLine(text: string, offset: number): Line {
  const indent = /^ */.exec(text)?.[0].length ?? 0;
  const dashes: number[] = [];
  let column = indent;
  for (let dash = /^-(?:\s+|$)/.exec(text.slice(column)); dash; dash = /^-(?:\s+|$)/.exec(text.slice(column))) {
    dashes.push(column);
    column += dash[0].length;
  }
  const key = KEY.exec(text.slice(column))?.[1];
  return { offset, text, indent, dashes, column, key: key === undefined ? undefined : unquoted(key) };
}

/** Walks up the lines, each time to the nearest one that stands further left, and reads the path off their keys. */
function parentsOf(lines: readonly Line[], here: number, column: number, line: Line): (string | number)[] {
  const path: (string | number)[] = [];
  // What is above must stand left of these columns. A list's field may stand in the column of its dashes.
  let keyLimit = column;
  let dashLimit = column;
  const takeDashes = ({ dashes }: Line, index: number) => {
    for (const dash of dashes.toReversed()) {
      if (dash >= dashLimit) continue;
      path.unshift(itemsBefore(lines, index, dash));
      keyLimit = dash + 1;
      dashLimit = dash;
    }
  };
  takeDashes(line, here);
  for (let index = here - 1; index >= 0 && keyLimit > 0; index -= 1) {
    const above = lines[index];
    if (!above || above.text.trim() === '' || above.text.trimStart().startsWith('#')) continue;
    if (above.key !== undefined && above.column < keyLimit) {
      path.unshift(above.key);
      keyLimit = above.column;
      dashLimit = above.column;
    }
    takeDashes(above, index);
  }
  return path;
}

/** How many items of the same list stand above: the index of the one at `here`. */
function itemsBefore(lines: readonly Line[], here: number, dash: number): number {
  let count = 0;
  for (let index = here - 1; index >= 0; index -= 1) {
    const above = lines[index];
    if (!above || above.text.trim() === '') continue;
    if (above.dashes.includes(dash)) count += 1;
    else if (above.indent <= dash) break;
  }
  return count;
}

function siblingsOf(lines: readonly Line[], here: number, column: number): Set<string> {
  const names = new Set<string>();
  for (const step of [-1, 1]) {
    for (let index = here + (step < 0 ? 0 : 1); index >= 0 && index < lines.length; index += step) {
      const line = lines[index];
      if (!line || line.text.trim() === '') continue;
      if (line.column < column && index !== here) break;
      if (step > 0 && line.dashes.length > 0 && line.column === column) break;
      if (index !== here && line.column === column && line.key !== undefined) names.add(line.key);
      if (step < 0 && line.dashes.length > 0 && line.column === column) break;
    }
  }
  return names;
}

function insideBlockScalar(lines: readonly Line[], here: number, written: string): boolean {
  const indent = /^ */.exec(written)?.[0].length ?? 0;
  for (let index = here - 1; index >= 0; index -= 1) {
    const above = lines[index];
    if (!above || above.text.trim() === '') continue;
    if (above.indent >= indent) continue;
    return /(?::|-)\s+[|>][+-]?\d?[+-]?\s*(#.*)?$/.test(above.text);
  }
  return false;
}

function topLevel(lines: readonly Line[], key: string): string {
  const line = lines.find((other) => other.key === key && other.column === 0);
  const value = line
    ? line.text
        .slice(line.text.indexOf(':') + 1)
        .replace(/\s#.*$/, '')
        .trim()
    : '';
  return unquoted(value);
}

function unquoted(word: string): string {
  return (
    /^"(.*)"$|^'(.*)'$/
      .exec(word)
      ?.slice(1)
      .find((inner) => inner !== undefined) ?? word
  );
}
