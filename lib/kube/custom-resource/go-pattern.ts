/**
 * Go's regular expressions (RE2) as the browser's. Models regexp.Compile in what schemas use.
 *
 * Not modelled: all words of regexp/syntax for a pattern that is wrong; the usual ones are there, and the rest goes by
 * `invalid escape sequence`. The browser's engine backtracks where RE2 does not: a pattern that might for ever, a repetition of
 * a repetition, takes any text here.
 */
export type Pattern = { readonly test: (text: string) => boolean } | { readonly fault: string };

const read = new Map<string, Pattern>();
const MOST_READ = 500;

export function goPattern(source: string): Pattern {
  const known = read.get(source);
  if (known) return known;
  if (read.size > MOST_READ) read.clear();
  const pattern = compile(source);
  read.set(source, pattern);
  return pattern;
}

function compile(source: string): Pattern {
  const unsupported = /\(\?(?:<?[=!])/.exec(source)?.[0];
  if (unsupported !== undefined) return parseFault('invalid or unsupported Perl syntax', unsupported.slice(0, 3));
  const backReference = /(?<!\\)(?:\\\\)*(\\[1-9])/.exec(source)?.[1];
  if (backReference !== undefined) return parseFault('invalid escape sequence', backReference);
  const flags = /^\(\?([ims]+)\)/.exec(source);
  const body = translated(flags ? source.slice(flags[0].length) : source);
  for (const mode of ['u', '']) {
    try {
      const regex = new RegExp(body, mode + (flags?.[1] ?? ''));
      return { test: isEndless(body) ? () => true : (text) => regex.test(text) };
    } catch {
      // Without `u` the browser takes escapes that Go takes too.
    }
  }
  return wrongPattern(source);
}

/** `(a+)+`, but neither `(-a+)*`, whose turns begin with what ends them, nor `(\S+ )*`, whose turns end with it. */
function isEndless(body: string): boolean {
  const repetitions = body.matchAll(/\((?:\?:)?(?![-./_:,@]|\\\.)([^()]*[*+}][^()]*)\)[*+{]/g);
  return [...repetitions].some(([, turn = '']) => !endsItself(turn));
}

/** One class of characters, some of them, then one that is none of them. */
function endsItself(turn: string): boolean {
  const [, those = '', end = ''] = /^(\\[dwsDWS]|\[[^\]]+\]|[^\\[.])[*+]([^\\.*+?{}[\]|^$])$/.exec(turn) ?? [];
  return those !== '' && !new RegExp(`^${those}$`).test(end);
}

/** `\A`, `\z`, `\pL`, `[[:alpha:]]` and named groups are spelt otherwise. */
function translated(source: string): string {
  return source
    .replaceAll(String.raw`\A`, '^')
    .replaceAll(String.raw`\z`, '$')
    .replaceAll('(?P<', '(?<')
    .replaceAll(/\\([pP])([A-Z])/g, String.raw`\$1{$2}`)
    .replaceAll(/\[:(alpha|digit|alnum|lower|upper|space|xdigit):\]/g, (whole, name: string) => CLASSES[name] ?? whole);
}

const CLASSES: Readonly<Record<string, string>> = {
  alpha: 'A-Za-z',
  digit: '0-9',
  alnum: '0-9A-Za-z',
  lower: 'a-z',
  upper: 'A-Z',
  space: String.raw`\t\n\v\f\r `,
  xdigit: '0-9A-Fa-f',
};

function wrongPattern(source: string): Pattern {
  const bare = source.replaceAll(/\\./gs, '..');
  const open = openClass(bare);
  if (open >= 0) return parseFault('missing closing ]', source.slice(open));
  const repeated = /(?:^|\(|\|)([*+?])/.exec(bare)?.[1];
  if (repeated !== undefined) return parseFault('missing argument to repetition operator', repeated);
  let depth = 0;
  for (const character of bare.replaceAll(/\[[^\]]*\]/g, '')) {
    if (character === '(') depth++;
    if (character === ')' && --depth < 0) return parseFault('unexpected )', source);
  }
  if (depth > 0) return parseFault('missing closing )', source);
  const doubled = /[*+?]{2,}/.exec(bare)?.[0];
  if (doubled !== undefined) return parseFault('invalid nested repetition operator', doubled);
  if (/(?:^|[^\\])(?:\\\\)*\\$/.test(source)) return parseFault('trailing backslash at end of expression', '');
  const range = /\[[^\]]*?(\w-\w)/.exec(bare)?.[1];
  return parseFault(range === undefined ? 'invalid escape sequence' : 'invalid character class range', range ?? source);
}

/** Where a character class begins that has no end; -1 where there is none. */
function openClass(bare: string): number {
  let at = bare.indexOf('[');
  while (at >= 0) {
    const end = bare.indexOf(']', at + 2);
    if (end < 0) return at;
    at = bare.indexOf('[', end);
  }
  return -1;
}

function parseFault(what: string, where: string): Pattern {
  return { fault: `error parsing regexp: ${what}: \`${where}\`` };
}
