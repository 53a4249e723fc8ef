/** Words → what a program is given (POSIX 2.6): substitution, splitting at blanks, patterns of file names, no quotes. */
import type { Call, Step } from '../call';
import { resolvePath } from '../paths';
import { evaluate, faultOf } from './arithmetic';
import { arrayOf, elementsOf, keyIn, keysOf, variablesOf, type ShellArray } from './arrays';
import { expandBraces } from './braces';
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
  /** The name of a file that holds it. */
  outputFile(script: Script): Generator<Step, string, undefined>;
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

/** One regular expression: what is quoted is taken as it is. */
export function* expandExpression(shell: Expansion, word: Word): Expanding<string> {
  let source = '';
  for (const part of word) {
    const text = part.part === 'text' ? part.text : yield* valueOf(shell, part);
    source += part.quoted ? text.replace(/[\\.*+?[\](){}|^$]/g, '\\$&') : text;
  }
  return source;
}

/** One pattern: what is quoted is taken as it is. */
export function* expandPattern(shell: Expansion, word: Word): Expanding<string> {
  let pattern = '';
  for (const part of word) {
    const text = part.part === 'text' ? part.text : yield* valueOf(shell, part);
    const taken = part.quoted ? literalPattern(text) : text;
    // Of `${x/from/to}` only a slash that was typed ends the pattern.
    pattern += part.quoted || part.part !== 'text' ? taken.replaceAll('/', '\\/') : taken;
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
    const several = yield* separateFields(shell, part);
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

/** `"$@"`, `"${x[@]}"`, `"${x[@]:1}"`, `"${!x[@]}"`: each a field of its own. */
function* separateFields(shell: Expansion, part: Part): Expanding<readonly string[] | undefined> {
  const { state } = shell;
  if (part.part !== 'variable' || !part.quoted || part.change?.operator === 'length') return undefined;
  const array = part.name === '@' ? undefined : arrayNamed(state, part.name);
  const isAll = part.name === '@' || (isAllOf(part.subscript, '@') && array);
  if (!isAll) return undefined;
  if (part.isIndirect && array) return keysOf(array);
  const values = array ? elementsOf(array) : state.parameters.slice(1);
  if (!part.change) return values;
  const { operator, word } = part.change;
  if (/^:?[-=+?]$/.test(operator)) return undefined;
  // Of parameters `$0` is the first.
  if (operator === ':') return yield* sliced(shell, array ? values : [state.parameters[0] ?? 'sh', ...values], word);
  const pattern = yield* expandPattern(shell, word);
  return values.map((value) => changed(value, operator, pattern));
}

function isAllOf(subscript: Word | undefined, which: '@' | '*' | 'both'): boolean {
  const [only] = subscript ?? [];
  return only?.part === 'text' && (which === 'both' ? /^[@*]$/.test(only.text) : only.text === which);
}

function arrayNamed(state: ShellState, name: string): ShellArray | undefined {
  return name === 'PIPESTATUS' ? arrayOf(state.pipeStatuses.map(String)) : state.arrays.get(name);
}

/** `:from:length`, each an arithmetic expression. */
function* sliced<T>(shell: Expansion, values: readonly T[], word: Word): Expanding<readonly T[]> {
  const parts = (yield* expandText(shell, word)).split(':');
  const [from = 0, length] = parts.map((text) => Number(numberIn(shell, text)));
  const start = from < 0 ? Math.max(0, values.length + from) : from;
  if (length === undefined) return values.slice(start);
  return values.slice(start, length < 0 ? length : start + length);
}

function numberIn(shell: Expansion, text: string): bigint {
  const value = evaluate(text, variablesOf(shell));
  return typeof value === 'bigint' ? value : 0n;
}

/** Of an array: one, or all. Without a subscript an array is its first. */
function* element(
  shell: Expansion,
  { name, subscript, isIndirect }: VariablePart,
): Expanding<readonly string[] | undefined> {
  const array = arrayNamed(shell.state, name);
  if (!array) {
    if (subscript === undefined || isAllOf(subscript, 'both')) return undefined;
    return (yield* expandText(shell, subscript)) === '0' ? undefined : [];
  }
  if (isAllOf(subscript, 'both')) return isIndirect ? keysOf(array) : elementsOf(array);
  const key = subscript === undefined ? '0' : keyIn(shell, array, yield* expandText(shell, subscript));
  const found = array.entries.get(key);
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
    case 'process':
      return yield* shell.outputFile(part.script);
    case 'command':
      return withoutEnd(yield* shell.capture(part.script));
    case 'arithmetic': {
      const text = yield* expandText(shell, part.expression);
      const value = evaluate(text, variablesOf(shell));
      if (typeof value === 'bigint') return String(value);
      shell.fail(faultOf(value, text, shell.call.tools.flavour));
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

function* variable(shell: Expansion, part: VariablePart): Expanding<string> {
  const { state, call } = shell;
  const { change, subscript } = part;
  const isKeys = part.isIndirect && subscript;
  const name = part.isIndirect && !isKeys ? (state.parameter(part.name, call) ?? '') : part.name;
  const elements = subscript || state.arrays.has(name) ? yield* element(shell, { ...part, name }) : undefined;
  if (elements && change?.operator === 'length' && isAllOf(subscript, 'both')) {
    return String(elements.length);
  }
  const value = elements ? (elements.length === 0 ? undefined : elements.join(' ')) : state.parameter(name, call);
  if (value === undefined && !change && state.options.has('u') && !/^[@*]$/.test(name)) {
    shell.fail(`${name}: ${call.tools.flavour === 'bash' ? 'unbound variable' : 'parameter not set'}`);
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
    case ':': {
      if (elements && isAllOf(subscript, 'both')) return (yield* sliced(shell, elements, word)).join(' ');
      return (yield* sliced(shell, Array.from(value ?? ''), word)).join('');
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
