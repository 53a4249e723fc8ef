/**
 * Values as Go prints them in its messages: strings with strconv.Quote (%q), everything else with json.Marshal.
 *
 * Not modelled: strings that are no valid UTF-8. A lone surrogate stands for what Go's JSON decoder makes of it, U+FFFD.
 */
const PLAIN = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;
const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
};

/** %q: `a "b"` → `"a \"b\""`. */
export function quote(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  let quoted = '';
  for (const character of text.replace(LONE_SURROGATE, '\ufffd')) quoted += escaped(character);
  return `"${quoted}"`;
}

function escaped(character: string): string {
  const short = ESCAPES[character];
  if (short !== undefined) return short;
  if (PRINTABLE.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20 || code === 0x7f) return `\\x${hex(code, 2)}`;
  return code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`;
}

function hex(code: number, width: number): string {
  return code.toString(16).padStart(width, '0');
}

/** What is still to be printed: a text as it is, or a value. */
type Piece = { readonly text: string } | { readonly value: unknown };

/**
 * json.Marshal: `<`, `>` and `&` are escaped; a Map is a Go map, whose keys are sorted; a plain object is a Go struct,
 * whose keys keep their order; undefined is a field left out by omitempty. Without recursion: a manifest may be nested
 * as deep as YAML allows.
 */
export function goJson(value: unknown): string {
  let printed = '';
  const pieces: Piece[] = [{ value }];
  for (let piece = pieces.pop(); piece; piece = pieces.pop()) {
    if ('text' in piece) printed += piece.text;
    else for (const next of piecesOf(piece.value).reverse()) pieces.push(next);
  }
  return printed;
}

function piecesOf(value: unknown): Piece[] {
  if (typeof value === 'string') return [{ text: jsonString(value) }];
  if (Array.isArray(value))
    return enclosed(
      '[',
      value.map((item: unknown) => [{ value: item }]),
      ']',
    );
  if (value instanceof Map) {
    const entries = [...value].map(([key, item]): [string, unknown] => [String(key), item]);
    return objectPieces(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  }
  if (typeof value === 'object' && value !== null) {
    return objectPieces(Object.entries(value).filter(([, item]) => item !== undefined));
  }
  return [{ text: typeof value === 'number' || typeof value === 'boolean' ? String(value) : 'null' }];
}

function objectPieces(entries: readonly [string, unknown][]): Piece[] {
  const members = entries.map(([key, item]): Piece[] => [{ text: `${jsonString(key)}:` }, { value: item }]);
  return enclosed('{', members, '}');
}

function enclosed(open: string, members: readonly Piece[][], close: string): Piece[] {
  const listed = members.flatMap((member, index) => (index === 0 ? member : [{ text: ',' }, ...member]));
  return [{ text: open }, ...listed, { text: close }];
}

function jsonString(text: string): string {
  return JSON.stringify(text.replace(LONE_SURROGATE, '\ufffd')).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${hex(character.charCodeAt(0), 4)}`,
  );
}

/** A record of strings as the Go map it is; a map that is not set is printed as null. */
export function goMap(record: Readonly<Record<string, unknown>> | undefined): Map<string, unknown> | null {
  return record ? new Map(Object.entries(record)) : null;
}

/** How many bytes the text takes in UTF-8: what Go's len counts. */
export function byteLength(text: string): number {
  let bytes = text.length;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) continue;
    if (unit < 0x800) bytes += 1;
    else if (unit >= 0xd800 && unit < 0xdc00 && text.charCodeAt(at + 1) >>> 10 === 0x37) {
      bytes += 2;
      at++;
    } else bytes += 2;
  }
  return bytes;
}
