/** The block between two lines of dashes with which a Jekyll post begins; offsets are into the file's text. */
export interface FrontMatter {
  /** After the byte order mark, if there is one. */
  start: number;
  /** Where the closing dashes begin. */
  close: number;
  /** After the closing line. */
  end: number;
  /** The values of top-level keys that stand on one line; whatever else YAML can say is kept, and not read. */
  values: ReadonlyMap<string, string>;
}

const BLOCK = /\u{FEFF}?(---[ \t]*(?:\r\n|\n|\r))([\s\S]*?)^(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|$(?![\s\S]))/mu;

export function readFrontMatter(text: string): FrontMatter | undefined {
  if (!/^\u{FEFF}?---/u.test(text)) return undefined;
  const match = BLOCK.exec(text);
  if (!match || match.index !== 0) return undefined;
  const [whole, open = '', inner = ''] = match;
  const start = text.startsWith('\u{FEFF}') ? 1 : 0;
  const close = start + open.length + inner.length;
  return { start, close, end: whole.length, values: readValues(inner) };
}

function readValues(yaml: string): Map<string, string> {
  const values = new Map<string, string>();
  for (const line of yaml.split(/\r\n|\n|\r/)) {
    const match = /^([A-Za-z_][\w-]*)[ \t]*:(?:[ \t]+(.*))?$/.exec(line);
    if (match?.[1] !== undefined) values.set(match[1], readScalar((match[2] ?? '').trim()));
  }
  return values;
}

function readScalar(written: string): string {
  const single = /^'((?:[^']|'')*)'/.exec(written);
  if (single) return (single[1] ?? '').replaceAll("''", "'");
  const double = /^"((?:[^"\\]|\\.)*)"/.exec(written);
  if (double) return (double[1] ?? '').replaceAll(/\\(["\\/])/g, '$1');
  return written.replace(/(?:^|[ \t])#.*$/, '').trim();
}
