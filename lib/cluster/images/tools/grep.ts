/** grep and its family. */
import type { Call, Tool } from '../call';
import { RegularExpression, type Match } from '../shell/regular-expression';
import { resolvePath } from '../paths';
import { linesOf, readInputs } from './inputs';
import { parseOptions, type Options } from './options';

interface Finder {
  test(line: string): boolean;
  /** For `-o`. */
  all(line: string): readonly string[];
}

const LONG = new Set(
  'count ignore-case invert-match line-number files-with-matches files-without-match quiet silent only-matching recursive word-regexp line-regexp extended-regexp fixed-strings perl-regexp no-filename with-filename no-messages color colour include exclude regexp after-context before-context context max-count help version'.split(
    ' ',
  ),
);
const SHORT: Readonly<Record<string, string>> = {
  count: 'c',
  'invert-match': 'v',
  'line-number': 'n',
  'files-with-matches': 'l',
  'files-without-match': 'L',
  quiet: 'q',
  silent: 'q',
  'only-matching': 'o',
  recursive: 'r',
  'word-regexp': 'w',
  'line-regexp': 'x',
  'extended-regexp': 'E',
  'fixed-strings': 'F',
  'perl-regexp': 'P',
  'no-filename': 'h',
  'with-filename': 'H',
  'no-messages': 's',
};
const VALUED = ['e', 'm', 'A', 'B', 'C', 'regexp', 'after-context', 'before-context', 'context', 'max-count'];

export const grep: Tool = (call) => {
  const args = call.args.map((arg) => {
    const short = arg.startsWith('--') ? SHORT[arg.slice(2)] : undefined;
    return short === undefined ? arg : `-${short}`;
  });
  const options = parseOptions(args, VALUED);
  const wrong = [...options.flags].find((name) => name.length > 1 && !LONG.has(name));
  if (wrong !== undefined) return usage(call, `unrecognized option '--${wrong}'`);
  const given = args.flatMap((arg, at) => (/^-\w*e$/.test(args[at - 1] ?? '') ? [arg] : []));
  const one = options.value('e', 'regexp');
  const patterns = given.length > 0 ? given : one === undefined ? options.operands.slice(0, 1) : [one];
  if (patterns.length === 0) return usage(call);
  const names = given.length > 0 || one !== undefined ? options.operands : options.operands.slice(1);
  const finder = grepExpression(patterns, options);
  if ('fault' in finder) {
    call.err(call.tools.flavour === 'busybox' ? `grep: bad regex '${patterns[0]}'\n` : `grep: ${finder.fault}\n`);
    return 2;
  }
  const isDeep = options.has('r', 'R');
  const starts = isDeep && names.length === 0 ? ['.'] : names;
  const quiet: Call = options.has('s') ? { ...call, err: () => {} } : call;
  const { inputs, failed } = readInputs(quiet, isDeep ? starts.flatMap((name) => filesUnder(call, name)) : starts);
  const hasNames = (inputs.length > 1 || isDeep || options.has('H')) && !options.has('h');
  let found = 0;
  for (const { name, text } of inputs) {
    const shown = isDeep && names.length === 0 ? name.replace(/^\.\//, '') : name;
    found += grepText(call, text, hasNames ? shown : undefined, finder, options, shown);
  }
  return found > 0 ? 0 : failed ? 2 : 1;
};

function usage(call: Call, fault?: string): number {
  if (fault !== undefined) call.err(`grep: ${fault}\n`);
  call.err("Usage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.\n");
  return 2;
}

/** How many lines were found, which is what the status tells. @param label stands before each line */
function grepText(
  call: Call,
  text: string,
  label: string | undefined,
  finder: Finder,
  options: Options,
  name: string,
): number {
  const lines = linesOf(text);
  const most = Number(options.value('m', 'max-count') ?? lines.length);
  const isFound = (line: string) => finder.test(line) !== options.has('v');
  const hits = lines.flatMap((line, at) => (isFound(line) ? [at] : [])).slice(0, most);
  if (options.has('q')) return hits.length;
  if (options.has('l') || options.has('L')) {
    const isShown = hits.length > 0 !== options.has('L');
    if (isShown) call.out(`${name === '' ? '(standard input)' : name}\n`);
    return Number(isShown);
  }
  if (options.has('c')) {
    call.out(`${label === undefined ? '' : `${label}:`}${hits.length}\n`);
    return hits.length;
  }
  const around = options.value('C', 'context') ?? '0';
  const before = Number(options.value('B', 'before-context') ?? around);
  const after = Number(options.value('A', 'after-context') ?? around);
  let output = '';
  let last = -1;
  const show = (at: number, mark: ':' | '-'): void => {
    const line = lines[at] ?? '';
    const start = `${label === undefined ? '' : label + mark}${options.has('n') ? `${at + 1}${mark}` : ''}`;
    if (before + after > 0 && last >= 0 && at > last + 1) output += '--\n';
    last = at;
    for (const part of options.has('o') ? finder.all(line) : [line]) output += `${start}${part}\n`;
  };
  const isHit = new Set(hits);
  for (const at of hits) {
    for (let near = Math.max(last + 1, at - before); near < at; near += 1) show(near, '-');
    if (at > last) show(at, ':');
    for (let near = at + 1; near <= Math.min(lines.length - 1, at + after) && !isHit.has(near); near += 1)
      show(near, '-');
  }
  if (output !== '') call.out(output);
  return hits.length;
}

function grepExpression(patterns: readonly string[], options: Options): Finder | { readonly fault: string } {
  const syntax = options.has('P') ? 'perl' : options.has('E') ? 'extended' : 'basic';
  const found: RegularExpression[] = [];
  for (const pattern of patterns.flatMap((each) => each.split('\n'))) {
    const source = options.has('F') ? pattern.replace(/[.*[\]\\^$]/g, '\\$&') : pattern;
    const expression = RegularExpression.of(
      source,
      options.has('F') ? 'basic' : syntax,
      options.has('i', 'y', 'ignore-case'),
    );
    if ('fault' in expression) return expression;
    found.push(expression);
  }
  const isWord = (line: string, { start, end }: Match): boolean =>
    !/\w/.test(line.charAt(start - 1)) && !/\w/.test(line.charAt(end));
  const fits = (line: string, match: Match): boolean =>
    (!options.has('x') || (match.start === 0 && match.end === line.length)) &&
    (!options.has('w') || isWord(line, match));
  const isPlain = !options.has('x') && !options.has('w');
  return {
    test: (line) =>
      found.some((each) => (isPlain ? each.test(line) : each.findAll(line).some((match) => fits(line, match)))),
    all: (line) =>
      found
        .flatMap((each) => each.findAll(line))
        .filter((match) => match.end > match.start && fits(line, match))
        .sort((a, b) => a.start - b.start)
        .map(({ start, end }) => line.slice(start, end)),
  };
}

function filesUnder(call: Call, name: string): readonly string[] {
  const { files } = call.process;
  const visit = (shown: string): readonly string[] => {
    const inside = files.list(resolvePath(call.workingDir, shown));
    if (!inside) return [shown];
    return inside.flatMap((inner) => visit(`${shown.replace(/\/$/, '')}/${inner}`));
  };
  return visit(name);
}

export const GREP_TOOLS: Readonly<Record<string, Tool>> = {
  grep,
  egrep: (call) => grep({ ...call, args: ['grep', '-E', ...call.args.slice(1)] }),
  fgrep: (call) => grep({ ...call, args: ['grep', '-F', ...call.args.slice(1)] }),
};
