/** Words → what a program is given (POSIX 2.6): substitution, splitting at blanks, patterns of file names, no quotes. */
import type { Call, Step } from '../call';
import { resolvePath } from '../paths';
import { evaluate } from './arithmetic';
import { literalPattern, matchesPattern } from './pattern';
import { changed } from './change';
import type { ShellState } from './state';
import type { Part, Script, Word } from './syntax';

/** What expanding needs of the shell that does it. */
export interface Expansion {
  readonly state: ShellState;
  readonly call: Call;
  /** The output of a substituted command. */
  capture(script: Script): Generator<Step, string, undefined>;
  /** Says a fault and ends the command: `parameter not set`. */
  fail(message: string): void;
}

type VariablePart = Extract<Part, { part: 'variable' }>;
type Expanding<T> = Generator<Step, T, undefined>;

/** A field as text and as pattern; undefined where nothing has begun. */
interface Field {
  text: string;
  pattern: string;
}

export function* expandWords(shell: Expansion, words: readonly Word[]): Expanding<string[]> {
  const all: string[] = [];
  for (const word of words.flatMap((word) => (shell.call.tools.flavour === 'bash' ? expandBraces(word) : [word]))) {
    for (const field of yield* expandWord(shell, word)) all.push(...fileNames(shell, field));
  }
  return all;
}

/** One text, not split: of an assignment, a redirection. */
export function* expandText(shell: Expansion, word: Word): Expanding<string> {
  let text = '';
  for (const part of withTilde(shell, word)) text += part.part === 'text' ? part.text : yield* valueOf(shell, part);
  return text;
}

/** One pattern: what is quoted is taken as it is. */
export function* expandPattern(shell: Expansion, word: Word): Expanding<string> {
  let pattern = '';
  for (const part of word) {
    const text = part.part === 'text' ? part.text : yield* valueOf(shell, part);
    pattern += part.quoted ? literalPattern(text) : text;
  }
  return pattern;
}

function* expandWord(shell: Expansion, word: Word): Expanding<Field[]> {
  const fields: Field[] = [];
  let field: Field | undefined;
  const add = (text: string, isQuoted: boolean) => {
    field ??= { text: '', pattern: '' };
    field.text += text;
    field.pattern += isQuoted ? literalPattern(text) : text;
  };
  const end = () => {
    if (field) fields.push(field);
    field = undefined;
  };
  for (const part of withTilde(shell, word)) {
    if (part.part === 'text') {
      add(part.text, part.quoted);
      continue;
    }
    const several = separateFields(shell, part);
    if (several) {
      for (const [at, parameter] of several.entries()) {
        if (at > 0) end();
        add(parameter, true);
      }
      continue;
    }
    const value = yield* valueOf(shell, part);
    if (part.quoted) {
      add(value, true);
      continue;
    }
    for (const [at, piece] of value.split(separator(shell)).entries()) {
      if (at > 0) end();
      if (piece !== '') add(piece, false);
    }
  }
  end();
  return fields;
}

/** `"$@"` and `"${x[@]}"`: each a field of its own. */
function separateFields({ state }: Expansion, part: Part): readonly string[] | undefined {
  if (part.part !== 'variable' || !part.quoted || part.change) return undefined;
  if (part.name === '@') return state.parameters.slice(1);
  const [only] = part.subscript ?? [];
  return only?.part === 'text' && only.text === '@' ? state.arrays.get(part.name) : undefined;
}

/** Of an array: one, or all. Without a subscript an array is its first. */
function* element(
  shell: Expansion,
  name: string,
  subscript: Word | undefined,
): Expanding<readonly string[] | undefined> {
  const { state, call } = shell;
  const array = state.arrays.get(name);
  const text = subscript === undefined ? '0' : yield* expandText(shell, subscript);
  if (!array) return subscript === undefined || text === '0' || /^[@*]$/.test(text) ? undefined : [];
  if (/^[@*]$/.test(text)) return array;
  const index = evaluate(text, { get: (other) => state.parameter(other, call), set: () => {} });
  const found = typeof index === 'number' ? array.at(index) : undefined;
  return found === undefined ? [] : [found];
}

function separator({ state }: Expansion): RegExp | string {
  const own = state.variables.get('IFS');
  if (own === undefined || own === ' \t\n') return /[ \t\n]+/;
  return own === '' ? '\0' : new RegExp(`[${own.replace(/[\\\]^-]/g, '\\$&')}]`);
}

function* valueOf(shell: Expansion, part: Exclude<Part, { part: 'text' }>): Expanding<string> {
  switch (part.part) {
    case 'variable':
      return yield* variable(shell, part);
    case 'command':
      return withoutEnd(yield* shell.capture(part.script));
    case 'arithmetic': {
      const text = yield* expandText(shell, part.expression);
      const value = evaluate(text, {
        get: (name) => shell.state.parameter(name, shell.call),
        set: (name, set) => void shell.state.variables.set(name, set),
      });
      if (typeof value === 'number') return String(value);
      shell.fail(value === undefined ? 'arithmetic syntax error' : value);
      return '';
    }
  }
}

/** Without the line ends at its end. */
function withoutEnd(text: string): string {
  let end = text.length;
  while (text[end - 1] === '\n') end -= 1;
  return text.slice(0, end);
}

function* variable(shell: Expansion, { name, change, subscript }: VariablePart): Expanding<string> {
  const { state, call } = shell;
  const elements = subscript || state.arrays.has(name) ? yield* element(shell, name, subscript) : undefined;
  if (
    elements &&
    change?.operator === 'length' &&
    subscript?.[0]?.part === 'text' &&
    /^[@*]$/.test(subscript[0].text)
  ) {
    return String(elements.length);
  }
  const value = elements ? (elements.length === 0 ? undefined : elements.join(' ')) : state.parameter(name, call);
  if (value === undefined && !change && state.options.has('u') && !/^[@*]$/.test(name)) {
    shell.fail(`${name}: parameter not set`);
    return '';
  }
  if (!change) return value ?? '';
  const { operator, word } = change;
  const isMissing = value === undefined || (operator.startsWith(':') && value === '');
  switch (operator) {
    case 'length':
      return String(Array.from(value ?? '').length);
    case '-':
    case ':-':
      return isMissing ? yield* expandText(shell, word) : value;
    case '=':
    case ':=': {
      if (!isMissing) return value;
      const text = yield* expandText(shell, word);
      state.variables.set(name, text);
      return text;
    }
    case '+':
    case ':+':
      return isMissing ? '' : yield* expandText(shell, word);
    case '?':
    case ':?': {
      if (!isMissing) return value;
      const text = yield* expandText(shell, word);
      shell.fail(`${name}: ${text === '' ? 'parameter not set' : text}`);
      return '';
    }
    default:
      return changed(value ?? '', operator, yield* expandPattern(shell, word));
  }
}

function withTilde({ state }: Expansion, word: Word): Word {
  const [first, ...rest] = word;
  if (first?.part !== 'text' || first.quoted || !/^~(?:\/|$)/.test(first.text)) return word;
  const home = state.variables.get('HOME') ?? '/root';
  return [{ part: 'text', text: home, quoted: true }, { ...first, text: first.text.slice(1) }, ...rest];
}

/** `{1..5}` and `{a,b}` of bash, in words without quotes and substitutions. */
function expandBraces(word: Word): Word[] {
  const [only] = word;
  if (word.length !== 1 || only?.part !== 'text' || only.quoted) return [word];
  const match = /^([^{}]*)\{([^{}]*)\}([^{}]*)$/.exec(only.text);
  if (!match) return [word];
  const [, before = '', inner = '', after = ''] = match;
  const range = /^(-?\d+)\.\.(-?\d+)$/.exec(inner);
  const [from, to] = [Number(range?.[1]), Number(range?.[2])];
  const steps = Math.min(Math.abs(to - from), 10_000);
  const choices = range
    ? Array.from({ length: steps + 1 }, (_, at) => String(from + (to >= from ? at : -at)))
    : inner.split(',');
  if (choices.length < 2 && !range) return [word];
  return choices.map((choice) => [{ ...only, text: `${before}${choice}${after}` }]);
}

/** The files that a pattern fits; the pattern itself where there are none. */
function fileNames({ state, call }: Expansion, { text, pattern }: Field): readonly string[] {
  if (!/(?<!\\)[*?[]/.test(pattern)) return [text];
  let found = [pattern.startsWith('/') ? '/' : ''];
  for (const part of pattern.split('/').filter((part) => part !== '')) {
    found = found.flatMap((before) => {
      const names = call.process.files.list(resolvePath(state.folder, before)) ?? [];
      const fitting = /(?<!\\)[*?[]/.test(part)
        ? names.filter((name) => (part.startsWith('.') || !name.startsWith('.')) && matchesPattern(name, part))
        : names.filter((name) => name === part.replace(/\\(.)/g, '$1'));
      return fitting.map((name) => `${before}${before === '' || before.endsWith('/') ? '' : '/'}${name}`);
    });
  }
  return found.length > 0 ? found : [text];
}
